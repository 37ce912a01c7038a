using System.Globalization;

namespace MobileTeams.Server.Import;

/// <summary>What an import says, in the viewer's language: Swedish unless English was chosen.</summary>
internal static class Language
{
    public static string Say(string swedish, string english) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? english : swedish;
}
