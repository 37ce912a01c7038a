namespace MobileTeams.Server.Import;

/// <summary>What kind of text a cell holds.</summary>
internal enum TextShape
{
    Line,

    /// <summary>A person's own words, with line breaks.</summary>
    Words,

    /// <summary>May begin with a plus.</summary>
    Phone,
}

/// <summary>One row by column. What cannot be read is noted as wrong, and the given value stands in; nothing is saved then.</summary>
internal sealed class ImportRow(ImportSheet sheet, CsvLine line)
{
    public int Line => line.Number;

    public bool Has(Column column) => sheet.Has(column);

    public bool IsEmpty(Column column) => sheet.Cell(line, column).Length == 0;

    /// <summary>The cell as it stands, clean; empty where there is none.</summary>
    public string Cell(Column column) => sheet.Cell(line, column);

    public void Wrong(Column? column, string code, string swedish, string english) => sheet.Add(Line, column, code, swedish, english);

    /// <param name="absent">The value when the file has no such column.</param>
    public string Text(Column column, string absent, int longest = 120, TextShape shape = TextShape.Line)
    {
        if (!Has(column)) return absent;
        if (Readable(column) is not { } cell) return absent;
        if (cell.Length > longest)
        {
            Wrong(
                column,
                "import.too-long",
                $"Texten är {cell.Length} tecken; högst {longest} ryms.",
                $"The text has {cell.Length} characters; at most {longest} fit.");
            return absent;
        }

        if (Cells.IsFormula(cell) && !(shape == TextShape.Phone && cell[0] == '+'))
        {
            Wrong(
                column,
                "import.formula",
                "Texten börjar som en formel i ett kalkylblad. Skriv bara texten.",
                "The text begins like a spreadsheet's formula. Write the text only.");
            return absent;
        }

        return shape == TextShape.Words
            ? cell.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Replace('\t', ' ')
            : string.Join(' ', cell.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    public DateOnly? Date(Column column, DateOnly? absent) => Value(
        column, absent, Cells.Date, "import.date", "Inte ett datum. Skriv som 2026-11-22 eller 22/11 2026.", "Not a date. Write it like 2026-11-22 or 22/11 2026.");

    public TimeOnly? Time(Column column, TimeOnly? absent) => Value(
        column, absent, Cells.Time, "import.time", "Inte ett klockslag. Skriv som 07:30, 7.30 eller 0730.", "Not a time. Write it like 07:30, 7.30 or 0730.");

    /// <summary>A length of time in whole minutes within limits.</summary>
    public TimeSpan? Minutes(Column column, TimeSpan? absent, int least, int most)
    {
        if (!Has(column)) return absent;
        var minutes = Value<int>(column, null, Cells.Minutes, "import.minutes", "Inte ett antal minuter. Skriv som 45.", "Not a number of minutes. Write it like 45.");
        return Within(column, minutes, least, most) is { } good ? TimeSpan.FromMinutes(good) : null;
    }

    /// <summary>A whole number within limits.</summary>
    public int? Whole(Column column, int? absent, int least, int most) => !Has(column)
        ? absent
        : Within(column, Value<int>(column, null, Cells.Whole, "import.number", "Inte ett helt tal.", "Not a whole number."), least, most);

    /// <summary>Degrees of longitude or latitude; any number is taken.</summary>
    public double? Degrees(Column column) =>
        Value<double>(column, null, Cells.Number, "import.number", "Inte ett tal. Skriv grader som 17,5163 eller 17.5163.", "Not a number. Write degrees like 17.5163.");

    public bool YesNo(Column column, bool absent) =>
        !Has(column) ? absent : Value<bool>(column, false, Cells.YesNo, "import.yes-no", "Skriv ja eller nej.", "Write yes or no.") ?? false;

    public T? Choice<T>(Column column, T? absent, Choices<T> choices)
        where T : struct => Value(column, absent, choices.Find, "import.choice", $"Okänt värde. Välj bland: {choices.Written}.", $"Unknown value. Choose among: {choices.Written}.");

    public IReadOnlyList<string> List(Column column) => Readable(column) is { } cell ? Cells.List(cell) : [];

    private T? Value<T>(Column column, T? absent, Func<string, T?> read, string code, string swedish, string english)
        where T : struct
    {
        if (!Has(column)) return absent;
        if (Readable(column) is not { Length: > 0 } cell) return null;
        if (read(cell) is { } value) return value;
        Wrong(column, code, $"”{Short(cell)}”: {swedish}", $"“{Short(cell)}”: {english}");
        return null;
    }

    private int? Within(Column column, int? number, int least, int most)
    {
        if (number is null || (number >= least && number <= most)) return number;
        Wrong(column, "import.range", $"{number} ligger inte mellan {least} och {most}.", $"{number} does not lie between {least} and {most}.");
        return null;
    }

    /// <summary>The clean cell, or null when nothing can be made of it and that has been said.</summary>
    public string? Readable(Column column)
    {
        var cell = Cell(column);
        if (cell.Length == 0 && column.IsRequired)
        {
            Wrong(column, "import.required", $"{column.Name} får inte vara tom.", $"{column.Name} must not be empty.");
            return null;
        }

        if (Cells.HasControls(cell))
        {
            Wrong(
                column,
                "import.control-character",
                "Cellen innehåller osynliga styrtecken. Skriv om texten.",
                "The cell holds invisible control characters. Write the text anew.");
            return null;
        }

        if (Cells.IsSpreadsheetError(cell))
        {
            Wrong(
                column,
                "import.spreadsheet-error",
                $"Kalkylbladets formel gav {cell}. Rätta den i kalkylbladet.",
                $"The spreadsheet's formula gave {cell}. Put it right in the spreadsheet.");
            return null;
        }

        if (Cells.IsRoundedNumber(cell))
        {
            Wrong(
                column,
                "import.rounded",
                "Kalkylbladet har avrundat ett långt tal. Formatera kolumnen som text, skriv talet igen och spara på nytt.",
                "The spreadsheet has rounded a long number. Format the column as text, write the number again and save anew.");
            return null;
        }

        return cell;
    }

    private static string Short(string cell) => cell.Length <= 30 ? cell : cell[..30] + "…";
}
