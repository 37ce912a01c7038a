using System.Text;

namespace MobileTeams.Roads.Network;

/// <summary>Many texts in two arrays; number 0 is the empty text. Immutable and thread-safe.</summary>
internal sealed class TextTable
{
    private readonly byte[] bytes;
    private readonly int[] first;

    public TextTable(byte[] bytes, int[] first) => (this.bytes, this.first) = (bytes, first);

    public ReadOnlySpan<byte> Bytes => bytes;

    public ReadOnlySpan<int> First => first;

    public int Count => first.Length - 1;

    public string this[int index] => Encoding.UTF8.GetString(Utf8(index));

    public ReadOnlySpan<byte> Utf8(int index) => bytes.AsSpan(first[index], first[index + 1] - first[index]);

    /// <summary>Collects texts; the same text gets the same number.</summary>
    public sealed class Builder
    {
        private readonly Dictionary<string, int> numbers = new() { [""] = 0 };
        private readonly List<string> texts = [""];

        public int Add(string? text)
        {
            if (string.IsNullOrEmpty(text)) return 0;
            if (numbers.TryGetValue(text, out var number)) return number;
            number = texts.Count;
            numbers.Add(text, number);
            texts.Add(text);
            return number;
        }

        public TextTable Build()
        {
            var first = new int[texts.Count + 1];
            for (var i = 0; i < texts.Count; i++) first[i + 1] = first[i] + Encoding.UTF8.GetByteCount(texts[i]);
            var bytes = new byte[first[^1]];
            for (var i = 0; i < texts.Count; i++) Encoding.UTF8.GetBytes(texts[i], bytes.AsSpan(first[i]));
            return new TextTable(bytes, first);
        }
    }
}
