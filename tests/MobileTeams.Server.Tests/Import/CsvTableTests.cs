using System.Text;
using MobileTeams.Measures;
using MobileTeams.Server.Import;

namespace MobileTeams.Server.Tests.Import;

/// <summary>Files as spreadsheets and other systems write them are read the same.</summary>
public sealed class FilesAreReadAsTheyComeTests
{
    private const string Text = "Namn;Ort\r\nÅsa Öberg;Älvkarleby\r\n";

    public static TheoryData<string, byte[]> Encodings() => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes(Text) },
        { "UTF-8 with a mark", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text)] },
        { "UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text)] },
        { "UTF-16, the other way round", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Text)] },
        // In Windows-1252 Å is C5, Ö D6, Ä C4.
        { "Windows-1252", [.. "Namn;Ort\r\n"u8, 0xC5, .. "sa "u8, 0xD6, .. "berg;"u8, 0xC4, .. "lvkarleby\r\n"u8] },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Every_usual_encoding_gives_the_same_letters(string name, byte[] file)
    {
        var table = CsvTable.Read(file);
        Assert.True(table.Lines[0].Cells is ["Åsa Öberg", "Älvkarleby"], name);
    }

    [Theory]
    [InlineData("a;b;c\n1,5;2;3")]
    [InlineData("a\tb\tc\n1,5\t2\t3")]
    [InlineData("a,b,c\n\"1,5\",2,3")]
    [InlineData("a|b|c\n1,5|2|3")]
    [InlineData("sep=;\na;b;c\n1,5;2;3")]
    public void The_separator_is_seen_in_the_headings(string text)
    {
        var table = CsvTable.Read(Encoding.UTF8.GetBytes(text));
        Assert.Equal(["a", "b", "c"], table.Headings.Cells);
        Assert.Equal(["1,5", "2", "3"], table.Lines[0].Cells);
    }

    [Fact]
    public void Lines_are_counted_as_an_editor_counts_them()
    {
        // 1 headings, 2 blank, 3–4 one record with a line break in quotes, 5 only separators, 6 the last.
        var table = CsvTable.Read("a;b\n\n\"två\nrader\";2\n;\nsist;3\n"u8);
        Assert.Equal([3, 6], table.Lines.Select(line => line.Number));
        Assert.Equal("två\nrader", table.Lines[0].Cells[0]);
    }

    [Fact]
    public void A_quotation_mark_within_a_nickname_is_text() =>
        Assert.Equal("Karl \"Kalle\" Ek", CsvTable.Read("a;b\nKarl \"Kalle\" Ek;2\n"u8).Lines[0].Cells[0]);

    [Theory]
    [InlineData("", "import.empty")]
    [InlineData(" \n\n", "import.empty")]
    [InlineData("PK\u0003\u0004 sheet", "import.not-text")]
    [InlineData("a;b\n\0;2", "import.not-text")]
    [InlineData("a;b\n\"aldrig slut;2\n3;4\n", "import.quotes")]
    public void What_is_no_table_is_refused_with_a_code(string text, string code) => Assert.Equal(code, Refused(Encoding.UTF8.GetBytes(text)).Code);

    [Fact]
    public void Sizes_are_bounded()
    {
        Assert.Equal("import.too-large", Refused(new byte[CsvTable.MostBytes + 1]).Code);
        Assert.Equal("import.too-many-rows", Refused(Encoding.UTF8.GetBytes("a;b\n" + string.Concat(Enumerable.Repeat("1;2\n", CsvTable.MostRows + 1)))).Code);
        Assert.Equal("import.too-many-columns", Refused(Encoding.UTF8.GetBytes(new string(';', CsvTable.MostColumns) + "\n")).Code);
        Assert.Equal("import.cell-too-long", Refused(Encoding.UTF8.GetBytes($"a;b\n{new string('x', CsvTable.LongestCell + 1)};2\n")).Code);
        Assert.Equal(CsvTable.MostRows, CsvTable.Read(Encoding.UTF8.GetBytes("a;b\n" + string.Concat(Enumerable.Repeat("1;2\n", CsvTable.MostRows)))).Lines.Count);
    }

    [Fact]
    public void Bytes_of_any_kind_give_a_table_or_a_coded_refusal()
    {
        // 2,000 files of up to 80 bytes, half of them of characters that mean something to the reader.
        var random = new Random(7);
        for (var file = 0; file < 2_000; file++)
        {
            var bytes = new byte[random.Next(80)];
            random.NextBytes(bytes);
            if (file % 2 == 0)
                for (var at = 0; at < bytes.Length; at++) bytes[at] = (byte)"\";,\t|\r\na=\u00e5"[bytes[at] % 9];
            try
            {
                Assert.True(CsvTable.Read(bytes).Headings.Cells.Count > 0);
            }
            catch (InputException refused)
            {
                Assert.StartsWith("import.", refused.Code, StringComparison.Ordinal);
            }
        }
    }

    private static InputException Refused(byte[] file) => Assert.Throws<InputException>(() => CsvTable.Read(file));
}
