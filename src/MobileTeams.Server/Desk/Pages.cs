using MobileTeams.Dispatch;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Import;

namespace MobileTeams.Server.Desk;

/// <summary>Where somebody may go from the desk and its pages: the links of every bar, and what the command line knows.</summary>
internal static class Pages
{
    /// <param name="centre">The one that is looked at, for the pages that are a centre's.</param>
    public static IEnumerable<(string Path, string Word)> Of(Viewer viewer, CareCentreId? centre = null)
    {
        if (viewer.SeesWholeOrganisation)
        {
            yield return (centre is { } id ? $"/handover/{id.Value}" : "/handover", DutyWords.Handover);
            yield return ("/calls", DutyWords.Figures);
        }

        if (viewer.MayOpenInEmergency) yield return ("/emergency", TrustWords.Emergency);
        if (ImportHandler.May(viewer)) yield return ("/import", ImportWords.Menu);
        if (viewer.Is(Role.Admin))
        {
            yield return ("/accounts", TrustWords.Accounts);
            yield return ("/people", TrustWords.People);
            yield return ("/jobs", TrustWords.Jobs);
        }

        if (viewer.Is(Role.Auditor)) yield return ("/access-log", TrustWords.Log);
    }
}
