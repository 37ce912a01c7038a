using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace MobileTeams.Server.Patients;

/// <summary>Text folded for searching: lower case, å ä ö é as a a o e, everything but letters and digits as one space.</summary>
internal static partial class SearchText
{
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(character)) folded.Append(char.ToLowerInvariant(character));
            else if (CharUnicodeInfo.GetUnicodeCategory(character) != UnicodeCategory.NonSpacingMark && folded is not [.., ' ']) folded.Append(' ');
        }

        return folded.ToString().Trim();
    }

    /// <summary>The folded words; a number written 19890101-1234 is one word without its dash.</summary>
    public static string[] Words(string text) => Fold(DashInNumber().Replace(text, "")).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"(?<=\d)[-+](?=\d)")]
    private static partial Regex DashInNumber();
}
