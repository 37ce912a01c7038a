using System.Collections.Immutable;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Days;

/// <summary>What a dispatcher does with several visits in one go, and with how long one takes. Only the day that comes of it has to keep the rules, nothing in between.</summary>
internal static class Placing
{
    public static DayChange Apply(DayDraft draft, DayEvent.VisitsPlaced placed)
    {
        var places = placed.Places.DistinctBy(place => place.Visit).ToList();
        foreach (var place in places)
            if (Assigning.Refuses(draft.Before, place.Visit, [.. place.Teams.Select(team => (TeamShiftId?)team.Team)]) is { } refusal) return new DayChange.Refused(refusal);
        if (places.TrueForAll(place => IsThere(draft.Before, place) && draft[place.Visit].IsPinned == place.IsPinned)) return Day.Note(draft.Before, placed, "note.reached");

        // A visit that stays where it is only has its pin changed: whoever was told is told.
        var moved = places.Where(place => !IsThere(draft.Before, place)).OrderBy(place => place.Teams.Select(team => team.Position).DefaultIfEmpty().Min()).ToList();
        foreach (var place in moved) Assigning.Withdraw(draft, place.Visit, [.. place.Teams.Select(team => team.Team)]);
        foreach (var place in moved)
        {
            foreach (var (team, position) in place.Teams.DistinctBy(one => one.Team))
                draft.Insert(place.Visit, team, Math.Clamp(position, draft.FirstFree(team), draft.Day.Teams[team].Route.Length));
            if (place.Teams.IsEmpty) draft.Set(draft[place.Visit] with { Status = VisitStatus.Requested });
        }

        foreach (var place in places) draft.Set(draft[place.Visit] with { IsPinned = place.IsPinned && !place.Teams.IsEmpty });
        var next = draft.Timed(out var hasCircle);
        foreach (var place in moved.Where(place => !place.Teams.IsEmpty))
            if (Assigning.Breaks(draft, next, place.Visit, [.. place.Teams.Select(team => team.Team).Distinct()], hasCircle) is { IsEmpty: false } rules)
                return new DayChange.Refused(new Refusal.RuleBroken(place.Visit, place.Teams[0].Team, rules));
        return Day.Accept(draft, next, placed);
    }

    /// <summary>How long a visit takes is the dispatcher's to say, also while somebody is there; what it does to others is told, not refused.</summary>
    public static DayChange Apply(DayDraft draft, DayEvent.VisitResized resized)
    {
        if (!draft.Before.Visits.TryGetValue(resized.Visit, out var visit)) return new DayChange.Refused(new Refusal.UnknownVisit(resized.Visit));
        if (visit.Status.IsOver()) return new DayChange.Refused(new Refusal.VisitIsOver(resized.Visit, visit.Status));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(resized.Duration, TimeSpan.Zero);
        if (visit.Visit.Duration == resized.Duration) return Day.Note(draft.Before, resized, "note.reached");
        draft.Set(visit with { Visit = visit.Visit with { Duration = resized.Duration } });
        return Day.Accept(draft, resized);
    }

    private static bool IsThere(Day day, VisitPlace place) =>
        day.Visits[place.Visit].Assignments.Length == place.Teams.Length
        && place.Teams.All(team => day.Teams[team.Team].Route.IndexOf(place.Visit) == team.Position && team.Position >= 0);
}
