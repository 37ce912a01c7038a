using System.Globalization;

namespace MobileTeams.Roads.Profile;

/// <summary>Reads the amounts that people write into tags.</summary>
internal static class TagValues
{
    public const double WalkKmh = 7;

    /// <summary>km/h from a maxspeed tag, or null where it says nothing usable (<c>signals</c>, <c>variable</c>, a typing error). Of several, the lowest.</summary>
    public static double? Speed(string? text)
    {
        if (text is null) return null;
        double? lowest = null;
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries))
            if (OneSpeed(part) is { } kmh) lowest = Math.Min(kmh, lowest ?? kmh);
        return lowest;
    }

    /// <summary>Seconds from <c>25</c> (minutes), <c>0:25</c>, <c>1:05:30</c> or <c>PT25M</c>, or null.</summary>
    public static double? Duration(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (text.StartsWith('P')) return IsoDuration(text);
        var parts = text.Split(':');
        double seconds = 0;
        foreach (var part in parts)
        {
            if (!Number(part, out var amount)) return null;
            seconds = (seconds * 60) + amount;
        }

        // One part is minutes, two are hours and minutes, three have seconds too.
        return parts.Length switch { 1 or 2 => seconds * 60, 3 => seconds, _ => null };
    }

    private static double? OneSpeed(string text) => text switch
    {
        "walk" or "SE:walk" => WalkKmh,
        "none" => 130,
        "SE:urban" => 50,
        "SE:rural" => 70,
        "SE:motorway" => 110,
        "SE:trunk" => 90,
        _ when text.EndsWith(":urban", StringComparison.Ordinal) => 50,
        _ when text.EndsWith(":rural", StringComparison.Ordinal) => 80,
        _ when text.EndsWith(":motorway", StringComparison.Ordinal) => 120,
        _ when text.EndsWith(":living_street", StringComparison.Ordinal) || text.EndsWith(":walk", StringComparison.Ordinal) => WalkKmh,
        _ => WithUnit(text),
    };

    private static double? WithUnit(string text)
    {
        var (digits, factor) = text switch
        {
            _ when text.EndsWith("mph", StringComparison.Ordinal) => (text[..^3], 1.609344),
            _ when text.EndsWith("knots", StringComparison.Ordinal) => (text[..^5], 1.852),
            _ when text.EndsWith("km/h", StringComparison.Ordinal) || text.EndsWith("kmph", StringComparison.Ordinal) => (text[..^4], 1),
            _ => (text, 1.0),
        };
        return Number(digits.Trim(), out var amount) && amount is > 0 and < 400 ? amount * factor : null;
    }

    private static double? IsoDuration(string text)
    {
        try
        {
            var seconds = System.Xml.XmlConvert.ToTimeSpan(text).TotalSeconds;
            return seconds >= 0 ? seconds : null;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return null;
        }
    }

    private static bool Number(string text, out double amount) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount);
}
