using System.Collections.Immutable;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Days;

/// <summary>One care centre's service day: its teams, its visits, who goes where and what has happened. Immutable; <c>Apply</c> gives the next one.</summary>
/// <param name="Version">Counts the events applied; what is saved must have been decided on the version before it.</param>
public sealed partial record Day(
    CareCentreId Centre,
    DateOnly Date,
    int Version,
    DateTimeOffset Start,
    DateTimeOffset End,
    ImmutableDictionary<TeamShiftId, TeamDay> Teams,
    ImmutableDictionary<VisitId, DayVisit> Visits)
{
    /// <summary>Version of the last event that a plan has to know of: not a position, a note, or what teams report as they go. A proposal decided on it, or later, still fits.</summary>
    public int LastMove { get; init; }

    /// <summary>Whether what was decided on a version of this day still fits it.</summary>
    public bool StillFits(int decidedOn) => decidedOn >= LastMove && decidedOn <= Version;

    /// <summary>The visits whose doors a team's place may give away: the one it is at or was at last, and the one it is on the way to.</summary>
    public IEnumerable<DayVisit> ListNear(TeamDay team)
    {
        var route = team.Route.Select(id => Visits[id]).ToList();
        if (route.LastOrDefault(visit => visit.StatusOf(team.Shift.Id).IsHistory()) is { } last) yield return last;
        if (route.FirstOrDefault(visit => visit.StatusOf(team.Shift.Id) == VisitStatus.EnRoute) is { } next) yield return next;
    }
}

/// <summary>A team's day: its shift and the order in which it makes its visits. Times stand in the visits' <see cref="Assignment"/>s.</summary>
public sealed record TeamDay(TeamShift Shift, ImmutableArray<VisitId> Route, ImmutableArray<PlannedBreak> Breaks, TeamPosition? Position)
{
    /// <summary>It is delayed, or was turned round on its way: it does not set out to its next visit before this. Null when it keeps its times.</summary>
    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>When somebody at a desk last talked with it, and who.</summary>
    public TeamContact? Heard { get; init; }

    /// <summary>When it is expected back at its base; null as long as it has no visits.</summary>
    public DateTimeOffset? BackAt { get; init; }
}

public sealed record TeamContact(DateTimeOffset At, string By);

public sealed record PlannedBreak(DateTimeOffset Start, TimeSpan Length);

/// <summary>Where a team was last, and how that is known.</summary>
public sealed record TeamPosition(MobileTeams.Measures.GeoPoint Place, DateTimeOffset At, PositionSource Source)
{
    /// <summary>How long a tablet's own position says something of where the team is.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(5);

    /// <summary>True when it is too old to expect an arrival by. The door of a visit never is: the team has not said that it left it.</summary>
    public bool IsOld(DateTimeOffset? now) => Source == PositionSource.Device && now - At > GoodFor;

    /// <summary>True when a tablet's position tells the day something: it is another than what was known last, and that is two minutes old, or 100 m away – then half a minute old, if it
    /// was a position too.</summary>
    /// <param name="now">When it is told; a tablet may have seen it some time before.</param>
    public bool IsNewsAfter(TeamPosition? last, DateTimeOffset now)
    {
        if (last is null) return true;
        if (At < last.At || this == last) return false;
        var least = last.Source == PositionSource.Device ? TimeSpan.FromSeconds(30) : TimeSpan.Zero;
        return now - last.At >= TimeSpan.FromMinutes(2) || (now - last.At >= least && Place.MetresTo(last.Place) >= 100);
    }
}

public enum PositionSource
{
    /// <summary>The tablet's own position.</summary>
    Device,

    /// <summary>The door of the visit it last reported from.</summary>
    Visit,
}

/// <summary>A visit and all that is known about it on the day.</summary>
/// <remarks>With two teams, status and times are those of both: as far as the one that is behind, at the time of the later one. See <see cref="Halves"/>.</remarks>
/// <param name="Assignments">One per team that comes: none, one, or two for double staffing by two teams.</param>
/// <param name="Promised">The window the patient was told; null before publishing.</param>
/// <param name="IsPinned">A dispatcher decided the team; the planner leaves it there.</param>
/// <param name="Reason">Why it is cancelled, declined or left undone, as a code or the person's words.</param>
public sealed record DayVisit(
    Visit Visit,
    VisitStatus Status,
    ImmutableArray<Assignment> Assignments,
    StartWindow? Promised,
    bool IsPinned,
    DateTimeOffset? DispatchedAt,
    DateTimeOffset? AcknowledgedAt,
    DateTimeOffset? EnRouteAt,
    DateTimeOffset? ArrivedAt,
    DateTimeOffset? EndedAt,
    string? Reason,
    ImmutableArray<VisitNote> Notes)
{
    /// <summary>What people call it on this day, from 1: in the order in which visits came in, those that came together by when they may start. Never given to another.</summary>
    public int Number { get; init; }

    /// <summary>Where two teams come and their reports differ: how far each has come. Empty while both are as the visit is.</summary>
    public ImmutableArray<TeamHalf> Halves { get; init; } = [];

    /// <summary>The teams that were to come when the window was promised.</summary>
    public ImmutableArray<TeamShiftId> PromisedTo { get; init; } = [];

    /// <summary>Cancelled because the patient is not at home; asked for again when the patient is back.</summary>
    public bool IsAway { get; init; }

    /// <summary>The steps taken since nobody opened the last time, in their order.</summary>
    public ImmutableArray<SearchDeed> Search { get; init; } = [];
}

/// <summary>A team comes to a visit.</summary>
/// <param name="Start">When it is now expected to start there.</param>
/// <param name="TravelSeconds">From the team's stop before it.</param>
public sealed record Assignment(TeamShiftId Team, DateTimeOffset Start, DateTimeOffset End, int TravelSeconds, int TravelMetres);

public sealed record VisitNote(DayEventId Event, DateTimeOffset At, string By, string Text);
