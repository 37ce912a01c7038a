using System.Text;
using CsvHelper;
using MobileTeams.Measures;

namespace MobileTeams.Server.Import;

/// <summary>A line of a file with its cells. A record with line breaks in quotes has the number of its first line.</summary>
internal sealed record CsvLine(int Number, IReadOnlyList<string> Cells);

/// <summary>A file of comma-separated values, whole: UTF-8 (with or without a mark), UTF-16 with a mark, else Windows-1252; semicolon, comma, tab or bar between the cells.</summary>
internal sealed class CsvTable
{
    public const int MostBytes = 10 * 1024 * 1024;
    public const int MostRows = 20_000;
    public const int MostColumns = 100;
    public const int LongestCell = 4_000;
    private const string Separators = ";\t,|";

    private CsvTable(CsvLine headings, IReadOnlyList<CsvLine> lines) => (Headings, Lines) = (headings, lines);

    public CsvLine Headings { get; }

    /// <summary>The lines after the headings, those that are blank left out.</summary>
    public IReadOnlyList<CsvLine> Lines { get; }

    /// <exception cref="InputException"><c>import.empty</c>, <c>import.too-large</c>, <c>import.not-text</c>, <c>import.quotes</c>, <c>import.too-many-rows</c>,
    /// <c>import.too-many-columns</c> or <c>import.cell-too-long</c>.</exception>
    public static CsvTable Read(ReadOnlySpan<byte> file)
    {
        if (file.Length > MostBytes)
            throw Wrong(
                "import.too-large",
                $"Filen är större än {MostBytes >> 20} MB. Dela den.",
                $"The file is larger than {MostBytes >> 20} MB. Split it.");
        var text = Decode(file);
        if (string.IsNullOrWhiteSpace(text)) throw Wrong("import.empty", "Filen är tom.", "The file is empty.");
        using var reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            HasHeader = false,
            Separator = text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) ? null : SeparatorOf(text),
            DetectSeparatorHint = true,
            SkipEmptyLines = true,
            TrackLineNumbers = true,
            OnMalformedRecord = malformed =>
            {
                // A quote within a nickname is text; one that is not closed may have swallowed lines.
                if (malformed.Reason is not CsvMalformedReason.StrayQuote) throw Quotes(malformed.LineNumber);
            },
        });
        var lines = new List<CsvLine>();
        while (reader.Read())
        {
            if (reader.FieldCount > MostColumns)
                throw Wrong(
                    "import.too-many-columns",
                    $"En rad har fler än {MostColumns} kolumner.",
                    $"A line has more than {MostColumns} columns.",
                    reader.LineNumber);
            var cells = new string[reader.FieldCount];
            for (var cell = 0; cell < cells.Length; cell++) cells[cell] = reader.GetString(cell);
            if (cells.Any(cell => cell.Length > LongestCell))
                throw Wrong(
                    "import.cell-too-long",
                    $"En cell är längre än {LongestCell} tecken.",
                    $"A cell is longer than {LongestCell} characters.",
                    reader.LineNumber);
            if (cells.All(string.IsNullOrWhiteSpace)) continue;
            lines.Add(new CsvLine((int)reader.LineNumber, cells));
            if (lines.Count > MostRows + 1)
                throw Wrong(
                    "import.too-many-rows",
                    $"Filen har fler än {MostRows} rader. Dela den.",
                    $"The file has more than {MostRows} rows. Split it.");
        }

        return lines.Count == 0 ? throw Wrong("import.empty", "Filen är tom.", "The file is empty.") : new CsvTable(lines[0], lines[1..]);
    }

    private static string Decode(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith("PK\u0003\u0004"u8) || file.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            throw Wrong(
                "import.not-text",
                "Filen är ett kalkylblad. Spara den som CSV (UTF-8) och välj den filen.",
                "The file is a spreadsheet. Save it as CSV (UTF-8) and choose that file.");
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Encoding.Unicode.GetString(file[2..]);
        if (file.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Encoding.BigEndianUnicode.GetString(file[2..]);
        if (file.Contains((byte)0)) throw Wrong("import.not-text", "Filen är inte en textfil. Spara den som CSV (UTF-8).", "The file is not a text file. Save it as CSV (UTF-8).");
        if (file.StartsWith(Encoding.UTF8.Preamble)) file = file[3..];
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file);
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(file);
        }
    }

    // The one that parts the first line into most cells; a decimal comma in the data has no say.
    private static char SeparatorOf(string text)
    {
        var counts = new int[Separators.Length];
        var isQuoted = false;
        foreach (var character in text.AsSpan().TrimStart("\r\n \t"))
        {
            if (character == '"') isQuoted = !isQuoted;
            if (isQuoted) continue;
            if (character is '\r' or '\n') break;
            if (Separators.IndexOf(character, StringComparison.Ordinal) is >= 0 and var index) counts[index]++;
        }

        return Separators[Array.IndexOf(counts, counts.Max())];
    }

    private static InputException Quotes(long line) => Wrong(
        "import.quotes",
        "Ett citattecken är inte avslutat, eller något står efter det. Ett citattecken inuti en text i citattecken skrivs två gånger.",
        "A quotation mark is not closed, or something stands after it. A quotation mark within quoted text is written twice.",
        line);

    private static InputException Wrong(string code, string swedish, string english, long? line = null) =>
        new(code, Language.Say(swedish, english), line is null ? null : Language.Say($"rad {line}", $"line {line}"));
}
