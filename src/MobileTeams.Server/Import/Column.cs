using MobileTeams.Server.Patients;

namespace MobileTeams.Server.Import;

/// <summary>A column that a file may have. Headings are matched without regard to case, accents and punctuation.</summary>
/// <param name="Name">The Swedish heading, as in <c>docs/import.md</c> and in what is said about errors.</param>
/// <param name="English">The English heading.</param>
/// <param name="Field">What of the saved record it fills, as the document names it, for telling what changed; empty for a key.</param>
internal sealed record Column(string Name, string English, string Field = "", bool IsRequired = false, params string[] AlsoKnownAs)
{
    /// <summary>Whether a heading in a file means this column.</summary>
    public bool IsNamed(string heading)
    {
        var folded = SearchText.Fold(heading);
        return folded == SearchText.Fold(Name) || folded == SearchText.Fold(English) || AlsoKnownAs.Any(other => folded == SearchText.Fold(other));
    }
}
