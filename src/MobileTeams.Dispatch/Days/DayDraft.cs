using System.Collections.Immutable;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Days;

/// <summary>A day being changed: routes and the visits' assignments always agree. Times are written at the end.</summary>
internal sealed class DayDraft(Day before, DayFacts facts)
{
    private readonly HashSet<TeamShiftId> rerouted = [];

    public Day Before { get; } = before;

    public DayFacts Facts => facts;

    public Day Day { get; private set; } = before;

    public DayVisit this[VisitId visit] => Day.Visits[visit];

    public void Set(DayVisit visit) => Day = Day with { Visits = Day.Visits.SetItem(visit.Visit.Id, visit) };

    public void Set(TeamDay team) => Day = Day with { Teams = Day.Teams.SetItem(team.Shift.Id, team) };

    /// <summary>The team's breaks are placed anew when times are written: its day runs otherwise than it did.</summary>
    public void Rearrange(TeamShiftId team) => _ = rerouted.Add(team);

    /// <summary>Takes a visit out of every route.</summary>
    public void Remove(VisitId id)
    {
        foreach (var assignment in this[id].Assignments)
        {
            var team = Day.Teams[assignment.Team];
            Set(team with { Route = team.Route.Remove(id) });
            _ = rerouted.Add(assignment.Team);
        }

        Set(this[id] with { Assignments = [] });
    }

    /// <summary>Takes a visit out of one team's route; the other team, if there is one, keeps it.</summary>
    public void Remove(VisitId id, TeamShiftId teamId)
    {
        var team = Day.Teams[teamId];
        Set(team with { Route = team.Route.Remove(id) });
        Set(this[id] with { Assignments = [.. this[id].Assignments.Where(assignment => assignment.Team != teamId)] });
        _ = rerouted.Add(teamId);
    }

    /// <summary>Puts a visit into a team's route, which does not have it, at an index of that route.</summary>
    public void Insert(VisitId id, TeamShiftId teamId, int index)
    {
        var team = Day.Teams[teamId];
        Set(team with { Route = team.Route.Insert(index, id) });
        Set(this[id] with { Assignments = this[id].Assignments.Add(new Assignment(teamId, default, default, 0, 0)) });
        _ = rerouted.Add(teamId);
    }

    /// <summary>Moves a visit to another index of the same route, counted without it.</summary>
    public void Move(VisitId id, TeamShiftId teamId, int index)
    {
        var team = Day.Teams[teamId];
        var route = team.Route.Remove(id).Insert(index, id);
        if (route.SequenceEqual(team.Route)) return;
        Set(team with { Route = route });
        _ = rerouted.Add(teamId);
    }

    /// <summary>The first index in a team's route after everything that has happened.</summary>
    public int FirstOpen(TeamShiftId teamId) => FirstAfter(teamId, status => status.IsHistory());

    /// <summary>The first index in a team's route that a plan may fill: after everything that has happened and after the visit it is on the way to.</summary>
    public int FirstFree(TeamShiftId teamId) => FirstAfter(teamId, status => status.IsHistory() || status.IsStarted());

    /// <summary>The draft with new times everywhere.</summary>
    public Day Timed(out bool hasCircle, DateTimeOffset? now = null)
    {
        var timetable = new Timetable(Day, facts, now);
        foreach (var team in rerouted.Where(team => Day.Teams[team].Breaks.Length > 0).OrderBy(team => team.Value)) timetable.RearrangeBreaks(team);
        hasCircle = timetable.HasCircle;
        return timetable.Written(Day);
    }

    /// <summary>The draft with new times for the teams that were changed and those tied to them; <paramref name="teams"/> are they.</summary>
    public Day TimedWhereChanged(DateTimeOffset? now, ILookup<VisitId, VisitId> followers, out IReadOnlySet<TeamShiftId> teams, out bool hasCircle)
    {
        teams = Timetable.Tied(Day, rerouted, followers);
        var timetable = new Timetable(Day, facts, now, teams);
        foreach (var team in rerouted.Where(team => Day.Teams[team].Breaks.Length > 0).OrderBy(team => team.Value)) timetable.RearrangeBreaks(team);
        hasCircle = timetable.HasCircle;
        return timetable.Written(Day);
    }

    /// <summary>The draft with new times, the breaks where the plan has them.</summary>
    public Day Planned(out bool hasCircle)
    {
        var timetable = new Timetable(Day, facts);
        hasCircle = timetable.HasCircle;
        return timetable.Written(Day);
    }

    private int FirstAfter(TeamShiftId teamId, Func<VisitStatus, bool> stays)
    {
        var route = Day.Teams[teamId].Route;
        var index = route.Length;
        while (index > 0 && !stays(this[route[index - 1]].StatusOf(teamId))) index--;
        return index;
    }
}
