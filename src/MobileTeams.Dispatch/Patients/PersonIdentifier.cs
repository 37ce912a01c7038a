using System.Globalization;
using MobileTeams.Measures;

namespace MobileTeams.Dispatch.Patients;

public enum IdentifierKind
{
    Personnummer,
    Samordningsnummer,
    Reservnummer,
}

/// <summary>A Swedish identity number, twelve characters without a dash.</summary>
/// <remarks>Personnummer and samordningsnummer as in folkbokföringslagen (1991:481) 18 and 18 a §§: birth date (the day + 60 in a samordningsnummer), a birth
/// number and a check digit by Luhn's rule over the last ten. Reservnummer is the national one, XXYYMMDDNNGC: century and series, date or running number, two
/// letters, sex, check digit; its check digit is computed over letters by a rule we do not have, so only its form is checked.</remarks>
public sealed partial record PersonIdentifier
{
    private const string ReserveLetters = "ABCDEFGHJKLMNPRSTUXYZ";

    private PersonIdentifier(IdentifierKind kind, string value, DateOnly? birthDate) => (Kind, Value, BirthDate) = (kind, value, birthDate);

    public IdentifierKind Kind { get; }

    /// <summary>Twelve characters, such as <c>189001019802</c>.</summary>
    public string Value { get; }

    /// <summary>The birth date the number tells; null for a reservnummer without one.</summary>
    public DateOnly? BirthDate { get; }

    /// <summary>Whole years on a date; null when the birth date is not known.</summary>
    public int? AgeOn(DateOnly date) =>
        BirthDate is not { } born ? null
        : date.Year - born.Year - (date < born.AddYears(date.Year - born.Year) ? 1 : 0);

    /// <summary>Reads a number as people write it: ten or twelve digits, with or without a dash (or a plus, which says that the person has turned 100).</summary>
    /// <param name="today">Needed for ten digits, where only the day tells the century.</param>
    /// <exception cref="InputException"><c>patient.identifier</c>: it is not an identity number, and why. The number itself is never in the message.</exception>
    public static PersonIdentifier Parse(string text, DateOnly? today = null)
    {
        var trimmed = text.Trim().ToUpperInvariant();
        var isPlus = trimmed.Length is 11 or 13 && trimmed[^5] == '+';
        var hasDash = trimmed.Length is 11 or 13 && trimmed[^5] == '-';
        var value = isPlus || hasDash ? trimmed.Remove(trimmed.Length - 5, 1) : trimmed;
        if (value.Length is not (10 or 12)) throw Wrong("An identity number has ten or twelve characters, with or without a dash before the last four.");
        if (value.Length == 12 && !value.All(char.IsAsciiDigit)) return Reserve(value);
        if (!value.All(char.IsAsciiDigit)) throw Wrong("An identity number of ten characters has digits only.");
        if (!HasCheckDigit(value.AsSpan(value.Length - 10))) throw Wrong("The last digit does not fit the others; perhaps two digits are swapped.");
        if (value.Length == 10) value = WithCentury(value, isPlus, today);
        else if (value[..2] is not ("18" or "19" or "20")) throw Wrong("The year of birth begins with 18, 19 or 20.");
        if (value[8..11] == "000") throw Wrong("A birth number of 000 is never given.");

        var day = int.Parse(value.AsSpan(6, 2), CultureInfo.InvariantCulture);
        var kind = day > 60 ? IdentifierKind.Samordningsnummer : IdentifierKind.Personnummer;
        return new PersonIdentifier(kind, value, Date(value[..4], value[4..6], day > 60 ? day - 60 : day) ?? throw Wrong("There is no such birth date."));
    }

    /// <summary>As people write it: <c>18900101-9802</c>.</summary>
    public override string ToString() => $"{Value[..8]}-{Value[8..]}";

    private static PersonIdentifier Reserve(string value)
    {
        var isForm = value[..8].All(char.IsAsciiDigit) && ReserveLetters.Contains(value[8]) && ReserveLetters.Contains(value[9])
            && (char.IsAsciiDigit(value[10]) || ReserveLetters.Contains(value[10])) && char.IsAsciiDigit(value[11]);
        if (!isForm) throw Wrong("A reservnummer is eight digits, two letters (not I, O, Q, V or W), a digit or letter, and a digit.");
        var series = int.Parse(value.AsSpan(0, 2), CultureInfo.InvariantCulture);
        var (month, day) = (int.Parse(value.AsSpan(4, 2), CultureInfo.InvariantCulture), int.Parse(value.AsSpan(6, 2), CultureInfo.InvariantCulture));
        if (series == 0)
        {
            return month >= 20 && day is >= 40 and <= 59
                ? new PersonIdentifier(IdentifierKind.Reservnummer, value, null)
                : throw Wrong("A reservnummer without a birth date has 20–99 for the month and 40–59 for the day.");
        }

        // Series 22, 23 are the births of the 1900s and 2000s; each further series adds three: 25, 26 and so on.
        if (series < 22) throw Wrong("A reservnummer begins with 00 or with 22 and up.");
        var century = (18 + (series % 3)).ToString(CultureInfo.InvariantCulture);
        return new PersonIdentifier(IdentifierKind.Reservnummer, value, Date(century + value[2..4], value[4..6], day) ?? throw Wrong("There is no such birth date."));
    }

    private static string WithCentury(string ten, bool isPlus, DateOnly? today)
    {
        if (today is not { } date) throw Wrong("Ten digits do not tell the century; write the year of birth with four digits.");
        var day = int.Parse(ten.AsSpan(4, 2), CultureInfo.InvariantCulture);
        var monthDay = (int.Parse(ten.AsSpan(2, 2), CultureInfo.InvariantCulture) * 100) + (day > 60 ? day - 60 : day);
        var year = (date.Year / 100 * 100) + int.Parse(ten.AsSpan(0, 2), CultureInfo.InvariantCulture);
        if (year > date.Year || (year == date.Year && monthDay > (date.Month * 100) + date.Day)) year -= 100;

        // The sign changes to a plus in the year in which the person turns 100.
        if (isPlus && date.Year - year < 100) year -= 100;
        return year.ToString("0000", CultureInfo.InvariantCulture) + ten[2..];
    }

    private static bool HasCheckDigit(ReadOnlySpan<char> ten)
    {
        var sum = 0;
        for (var place = 0; place < 10; place++)
        {
            var digit = (ten[place] - '0') * (place % 2 == 0 ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
        }

        return sum % 10 == 0;
    }

    private static DateOnly? Date(string year, string month, int day) =>
        DateOnly.TryParseExact($"{year}{month}{day:00}", "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static InputException Wrong(string why) => new("patient.identifier", why, "identifier");
}
