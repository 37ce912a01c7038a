using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MobileTeams.Server.Import;

/// <summary>How a cell is read: text made clean, dates, times, minutes and numbers as people in Sweden write them. Null is: not one.</summary>
internal static partial class Cells
{
    private static readonly CultureInfo Swedish = CultureInfo.GetCultureInfo("sv-SE");

    private static readonly string[] DateForms =
        ["yyyy-M-d", "yyyyMMdd", "d/M yyyy", "d/M-yyyy", "d/M/yyyy", "d.M.yyyy", "d. M. yyyy", "d MMMM yyyy", "d MMM yyyy", "d MMM. yyyy", "yyyy-M-d HH:mm:ss", "yyyy-M-d HH:mm"];

    /// <summary>The cell as it is meant: composed letters, plain spaces, no invisible marks, Excel's ="…" opened, a lone dash as nothing.</summary>
    public static string Clean(string cell)
    {
        var text = ExcelText().Match(cell.Trim()) is { Success: true } wrapped ? wrapped.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : cell;
        var clean = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormC))
        {
            if (character is '\uFEFF' or '\u00AD' or '\u200B') continue;
            clean.Append(CharUnicodeInfo.GetUnicodeCategory(character) == UnicodeCategory.SpaceSeparator ? ' ' : character);
        }

        var trimmed = clean.ToString().Trim();
        return trimmed is "-" or "–" or "—" ? "" : trimmed;
    }

    /// <summary>Control characters and marks that turn the direction of writing, which have no place in a cell. Tab and line breaks are not among them.</summary>
    public static bool HasControls(string cell) =>
        cell.Any(character => character is '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')
            || (char.IsControl(character) && character is not ('\t' or '\r' or '\n')));

    /// <summary>What a spreadsheet shows when its formula failed.</summary>
    public static bool IsSpreadsheetError(string cell) =>
        cell is "#REF!" or "#N/A" or "#NAME?" or "#VALUE!" or "#DIV/0!" or "#NULL!" or "#NUM!" or "#REFERENS!" or "#SAKNAS!" or "#NAMN?" or "#VÄRDEFEL!" or "#DIVISION/0!"
        || (cell.Length > 3 && cell.All(character => character == '#'));

    /// <summary>A text that a spreadsheet would take for a formula.</summary>
    public static bool IsFormula(string cell) => cell is ['=' or '@', ..] or ['+' or '-', not ' ', ..];

    /// <summary>What Excel makes of a long number: 1,89001E+11.</summary>
    public static bool IsRoundedNumber(string cell) => RoundedNumber().IsMatch(cell);

    /// <summary><c>2026-11-22</c>, <c>20261122</c>, <c>22/11 2026</c>, <c>22.11.2026</c>, <c>22 november 2026</c>; the day before the month.</summary>
    public static DateOnly? Date(string cell)
    {
        if (!DateTime.TryParseExact(Spaces().Replace(cell, " "), DateForms, Swedish, DateTimeStyles.None, out var date) || date.TimeOfDay != TimeSpan.Zero) return null;
        return date.Year is >= 1900 and <= 2200 ? DateOnly.FromDateTime(date) : null;
    }

    /// <summary><c>07:30</c>, <c>7.30</c>, <c>0730</c>, <c>730</c>, <c>7</c>, <c>kl. 7:30</c>; <c>24:00</c> is midnight.</summary>
    public static TimeOnly? Time(string cell)
    {
        if (ClockTime().Match(cell) is not { Success: true } match) return null;
        var hour = int.Parse(match.Groups["hour"].Value, CultureInfo.InvariantCulture);
        var minute = match.Groups["minute"] is { Success: true } written ? int.Parse(written.Value, CultureInfo.InvariantCulture) : 0;
        if (hour == 24 && minute == 0) hour = 0;
        return hour < 24 && minute < 60 ? new TimeOnly(hour, minute) : null;
    }

    /// <summary>Whole minutes: <c>45</c>, <c>45 min</c>.</summary>
    public static int? Minutes(string cell) => MinutesWritten().Match(cell) is { Success: true } match ? Whole(match.Groups[1].Value) : null;

    public static int? Whole(string cell) => int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A number with a decimal point or comma.</summary>
    public static double? Number(string cell) =>
        double.TryParse(cell.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
            ? number
            : null;

    /// <summary><c>ja</c>, <c>j</c>, <c>x</c>, <c>1</c>, <c>sant</c>, <c>yes</c>, <c>y</c>, <c>true</c>; <c>nej</c>, <c>n</c>, <c>0</c>, <c>falskt</c>, <c>no</c>, <c>false</c>.</summary>
    public static bool? YesNo(string cell) => cell.ToLowerInvariant() switch
    {
        "ja" or "j" or "x" or "1" or "sant" or "yes" or "y" or "true" => true,
        "nej" or "n" or "0" or "falskt" or "no" or "false" => false,
        _ => null,
    };

    /// <summary>The parts of a list: between bars if there are any, else between commas, semicolons and line breaks.</summary>
    public static IReadOnlyList<string> List(string cell) =>
        cell.Split(cell.Contains('|', StringComparison.Ordinal) ? ['|'] : [',', ';', '\n', '\r'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex("^=\"(.*)\"$", RegexOptions.Singleline)]
    private static partial Regex ExcelText();

    [GeneratedRegex(@"^\d[.,]\d+E\+\d+$", RegexOptions.IgnoreCase)]
    private static partial Regex RoundedNumber();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^(?:kl\.?\s*)?(?<hour>\d{1,2})(?:[:.]?(?<minute>\d{2}))?(?:[:.]00)?$", RegexOptions.IgnoreCase)]
    private static partial Regex ClockTime();

    [GeneratedRegex(@"^(\d{1,4})\s*(?:m|min|min\.|minuter|minutes)?$", RegexOptions.IgnoreCase)]
    private static partial Regex MinutesWritten();
}
