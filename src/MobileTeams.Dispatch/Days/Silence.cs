using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Days;

/// <summary>A team that should have reported by now and has not (tyst team): somebody may be in trouble, alone in a home.</summary>
/// <param name="Visit">Where it should be done, or have arrived.</param>
/// <param name="Since">When its word was due.</param>
public sealed record SilentTeam(TeamShiftId Team, VisitId Visit, DateTimeOffset Since);

/// <summary>Which teams are silent. The limit is this house's own default: half an hour after what was expected.</summary>
public static class Silence
{
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    /// <summary>Teams that are at a visit, or on the way to one, and whose next word is overdue by more than <see cref="Limit"/>; the longest silent first.</summary>
    /// <param name="day">As it is saved, so that expectations are those of the last word and not of now.</param>
    public static IEnumerable<SilentTeam> Of(Day day, DateTimeOffset now) =>
        from team in day.Teams.Values
        let word = Expected(day, team)
        where word is not null && now - Later(word.Since, team.Heard?.At) > Limit
        orderby word.Since, team.Shift.Id.Value
        select word;

    internal static DayChange Apply(Day day, DayEvent.TeamHeard heard)
    {
        if (!day.Teams.TryGetValue(heard.HeardTeam, out var team)) return new DayChange.Refused(new Refusal.UnknownTeam(heard.HeardTeam));
        var known = team with { Heard = new TeamContact(heard.Origin.At, heard.Origin.By) };
        return new DayChange.Accepted(day with { Version = day.Version + 1, Teams = day.Teams.SetItem(heard.HeardTeam, known) }, heard, [], [heard.HeardTeam], []);
    }

    private static SilentTeam? Expected(Day day, TeamDay team)
    {
        foreach (var id in team.Route)
        {
            var visit = day.Visits[id];
            var own = visit.Assignments.First(assignment => assignment.Team == team.Shift.Id);
            var half = visit.HalfOf(team.Shift.Id);
            if (half.Status.IsUnderWay()) return new SilentTeam(team.Shift.Id, id, Later(own.End, half.ArrivedAt + visit.Visit.Duration));
            if (half.Status == VisitStatus.EnRoute) return new SilentTeam(team.Shift.Id, id, Later(own.Start, half.EnRouteAt + TimeSpan.FromSeconds(own.TravelSeconds)));
        }

        return null;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset? b) => b is { } other && other > a ? other : a;
}
