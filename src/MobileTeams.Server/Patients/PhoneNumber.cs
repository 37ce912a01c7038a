using System.Text.RegularExpressions;
using MobileTeams.Dispatch.Patients;

namespace MobileTeams.Server.Patients;

/// <summary>Telephone numbers in the one form in which they are compared: digits only, Swedish ones with their first zero.</summary>
internal static partial class PhoneNumber
{
    private const int FewestDigits = 6;

    /// <summary>The number without spaces and signs, +46 as 0; null when it is too short to be one.</summary>
    public static string? Fold(string text)
    {
        var folded = Country().Replace(Signs().Replace(text, ""), "0").Replace("+", "", StringComparison.Ordinal);
        return folded.Length >= FewestDigits ? folded : null;
    }

    /// <summary>Every number by which a patient may be found; none for a protected identity.</summary>
    public static string[] Of(Patient patient) => patient.IsProtected
        ? []
        : [.. patient.Relatives.Select(relative => relative.Phone).Prepend(patient.Phone).Select(Fold).OfType<string>().Distinct()];

    [GeneratedRegex("[^0-9+]")]
    private static partial Regex Signs();

    [GeneratedRegex(@"^(\+|00)460?")]
    private static partial Regex Country();
}
