using System.Collections;

namespace MobileTeams.Roads.Osm;

/// <summary>The key=value pairs of one element, in the order they were given. A missing key reads as null.</summary>
public readonly struct OsmTags : IEquatable<OsmTags>, IEnumerable<KeyValuePair<string, string>>
{
    private readonly string[]? pairs;

    /// <summary>Takes ownership of key, value, key, value, …</summary>
    internal OsmTags(string[] pairs) => this.pairs = pairs;

    public static OsmTags None => default;

    public int Count => (pairs?.Length ?? 0) / 2;

    /// <summary>The value of a key, or null.</summary>
    public string? this[string key]
    {
        get
        {
            if (pairs is null) return null;
            for (var i = 0; i < pairs.Length; i += 2)
                if (pairs[i] == key) return pairs[i + 1];
            return null;
        }
    }

    /// <exception cref="ArgumentException">A key is given twice.</exception>
    public static OsmTags Of(params ReadOnlySpan<(string Key, string Value)> tags)
    {
        var pairs = new string[tags.Length * 2];
        for (var i = 0; i < tags.Length; i++)
        {
            for (var earlier = 0; earlier < i; earlier++)
                if (tags[earlier].Key == tags[i].Key) throw new ArgumentException($"The key {tags[i].Key} is given twice.", nameof(tags));
            (pairs[2 * i], pairs[(2 * i) + 1]) = tags[i];
        }

        return new OsmTags(pairs);
    }

    /// <summary>Reads <c>"highway=residential name=Storgatan"</c>: pairs apart by spaces; <c>+</c> in a value stands for a space.</summary>
    /// <exception cref="ArgumentException">A pair has no <c>=</c>, or a key is given twice.</exception>
    public static OsmTags Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var tags = new (string, string)[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            var equals = words[i].IndexOf('=', StringComparison.Ordinal);
            if (equals < 1) throw new ArgumentException($"'{words[i]}' is not key=value.", nameof(text));
            tags[i] = (words[i][..equals], words[i][(equals + 1)..].Replace('+', ' '));
        }

        return Of(tags);
    }

    public bool Has(string key) => this[key] is not null;

    public bool Is(string key, string value) => this[key] == value;

    public bool Equals(OsmTags other) => (pairs ?? []).AsSpan().SequenceEqual(other.pairs ?? []);

    public override bool Equals(object? obj) => obj is OsmTags other && Equals(other);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var word in pairs ?? []) hash.Add(word);
        return hash.ToHashCode();
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        for (var i = 0; i < (pairs?.Length ?? 0); i += 2)
            yield return new(pairs![i], pairs[i + 1]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString()
    {
        var words = new List<string>();
        foreach (var (key, value) in this) words.Add($"{key}={value}");
        return string.Join(' ', words);
    }

    public static bool operator ==(OsmTags left, OsmTags right) => left.Equals(right);

    public static bool operator !=(OsmTags left, OsmTags right) => !left.Equals(right);
}
