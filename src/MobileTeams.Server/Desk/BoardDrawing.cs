using System.Collections.Immutable;
using System.Globalization;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Server.Desk;

/// <summary>What the lanes of the board are gathered by.</summary>
public enum Grouping
{
    Area,
    Profession,
    None,
}

/// <summary>A stretch of a lane, as shares of the day in percent.</summary>
/// <param name="Says">What is written in or said of it; empty where it only shows.</param>
public sealed record Stretch(string Left, string Width, string Says);

/// <summary>A visit as one team's lane shows it: everything that is drawn or spoken, so that two drawings can be compared.</summary>
public sealed record Block(
    VisitId Visit, TeamShiftId Team, string Classes, Stretch Place, string Letter, string Label, string Small, string Spoken, bool IsMovable, Stretch Travel, Stretch? Wait, Stretch? Promise);

/// <summary>A team's lane.</summary>
/// <param name="State">One letter: T ledig, V väg, F framme, R rast, U ur tjänst.</param>
/// <param name="Idle">Before and after the shift.</param>
public sealed record LaneDrawing(
    TeamShiftId Team, string Name, string State, string StateWord, string Crew, ImmutableArray<Block> Blocks, ImmutableArray<Stretch> Breaks, ImmutableArray<Stretch> Idle, Stretch? Rest)
{
    public bool Equals(LaneDrawing? other) =>
        other is not null && (Team, Name, State, StateWord, Crew, Rest) == (other.Team, other.Name, other.State, other.StateWord, other.Crew, other.Rest)
        && Blocks.SequenceEqual(other.Blocks) && Breaks.SequenceEqual(other.Breaks) && Idle.SequenceEqual(other.Idle);

    public override int GetHashCode() => HashCode.Combine(Team, Blocks.Length);
}

/// <summary>Draws a day as lanes: teams from top to bottom, time from left to right. Knows words, and no screen.</summary>
/// <param name="labelOf">What stands on a visit's block for this viewer.</param>
/// <param name="restUntil">Until when a team's people rest from the duty before, if that reaches into the day.</param>
internal sealed class BoardDrawing(Day day, ServiceTime time, DateTimeOffset now, Func<DayVisit, string> labelOf, Func<PersonId, Person?> personOf, Func<TeamDay, DateTimeOffset?> restUntil)
{
    /// <summary>How many hours the board can show across.</summary>
    public static IReadOnlyList<int> Zooms { get; } = [24, 12, 8, 4, 2, 1];

    public TimeSpan Length => day.End - day.Start;

    /// <summary>The lanes under their headings, in the order of the board.</summary>
    public IReadOnlyList<(string Heading, IReadOnlyList<LaneDrawing> Lanes)> Groups(Grouping grouping) =>
    [
        .. Order(grouping).GroupBy(team => HeadingOf(team, grouping)).Select(group => (group.Key, (IReadOnlyList<LaneDrawing>)[.. group.Select(LaneOf)])),
    ];

    /// <summary>The teams as they stand from top to bottom.</summary>
    public IEnumerable<TeamDay> Order(Grouping grouping) => day.Teams.Values
        .OrderBy(team => grouping switch { Grouping.Area => team.Shift.Area is null ? 1 : 0, Grouping.Profession => (int)ProfessionOf(team), _ => 0 })
        .ThenBy(team => grouping == Grouping.Area ? team.Shift.Area : null, StringComparer.Ordinal)
        .ThenBy(team => team.Shift.Start).ThenBy(team => team.Shift.Name, StringComparer.Ordinal).ThenBy(team => team.Shift.Id.Value);

    /// <summary>Whole hours. A night with 23 or 25 hours shows the hours that the clock on the wall really has; midnight says its date.</summary>
    public IEnumerable<(DateTimeOffset Instant, string Label, bool IsMidnight)> Hours()
    {
        for (var instant = day.Start; instant < day.End; instant = instant.AddHours(1))
        {
            var local = time.Local(instant);
            var isMidnight = local.Hour == 0 && local.Minute == 0;
            yield return (instant, isMidnight ? local.ToString("ddd d'/'M", CultureInfo.CurrentCulture) : Clock(instant)[..2], isMidnight);
        }
    }

    public bool IsShown(DateTimeOffset instant) => instant >= day.Start && instant <= day.End;

    public double Share(DateTimeOffset instant) => Math.Clamp((instant - day.Start) / Length, 0, 1);

    public string At(DateTimeOffset instant) => $"{Number(Share(instant) * 100)}%";

    public string Width(TimeSpan length) => $"{Number(length / Length * 100)}%";

    public static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    /// <summary>A visit nobody has set out to may go to another team.</summary>
    public static bool IsMovable(DayVisit visit) =>
        !visit.HasBegun() && visit.Status is VisitStatus.Requested or VisitStatus.Planned or VisitStatus.Published or VisitStatus.Dispatched or VisitStatus.Acknowledged or VisitStatus.Redirected;

    /// <summary>Minutes after what was promised; 0 when in time.</summary>
    public static int LateBy(DayVisit visit, Assignment assignment) =>
        visit.Promised is { } promised && visit.ArrivedAt is null && assignment.Start > promised.Latest ? (int)Math.Ceiling((assignment.Start - promised.Latest).TotalMinutes) : 0;

    private LaneDrawing LaneOf(TeamDay team)
    {
        var stops = team.Route.Select(id => (Visit: day.Visits[id], Assignment: day.Visits[id].Assignments.First(one => one.Team == team.Shift.Id))).ToList();
        var (letter, word) = StateOf(team, stops);
        var free = team.Shift.Start;
        var blocks = ImmutableArray.CreateBuilder<Block>(stops.Count);
        foreach (var (visit, assignment) in stops)
        {
            blocks.Add(BlockOf(team, visit, assignment, free));
            free = assignment.End;
        }

        return new LaneDrawing(
            team.Shift.Id, team.Shift.Name, letter, word, string.Join(", ", team.Shift.Crew.Select(person => personOf(person)?.Name.Split(' ')[0] ?? "–")),
            blocks.DrainToImmutable(),
            [.. team.Breaks.Select(pause => Between(pause.Start, pause.Start + pause.Length, $"{Words.Break} {Clock(pause.Start)}"))],
            [Between(day.Start, team.Shift.Start, ""), Between(team.Shift.End, day.End, "")],
            restUntil(team) is { } until && until > day.Start ? Between(day.Start, until < day.End ? until : day.End, BoardWords.RestUntil(Clock(until))) : null);
    }

    private Block BlockOf(TeamDay team, DayVisit visit, Assignment assignment, DateTimeOffset free)
    {
        var leaves = assignment.Start - TimeSpan.FromSeconds(assignment.TravelSeconds);
        var late = LateBy(visit, assignment);
        var status = visit.StatusOf(team.Shift.Id);
        return new Block(
            visit.Visit.Id, team.Shift.Id, ClassesOf(visit, status, late), Between(assignment.Start, assignment.End, ""), Words.Letter(status), labelOf(visit),
            (visit.Number > 0 ? $"{visit.Number} · " : "") + Clock(assignment.Start) + (late > 0 ? $" · {Words.Late(late)}" : ""),
            Spoken(visit, assignment, team, status, late), IsMovable(visit),
            Between(leaves, assignment.Start, ""),
            leaves - free > TimeSpan.FromMinutes(1) && !status.IsHistory() ? Between(free, leaves, "") : null,
            visit.Promised is { } promised ? Between(promised.Earliest, promised.Latest, "") : null);
    }

    private static string ClassesOf(DayVisit visit, VisitStatus status, int late)
    {
        var state = status switch
        {
            VisitStatus.Completed => "done",
            VisitStatus.Arrived or VisitStatus.InProgress => "there",
            VisitStatus.EnRoute => "rolling",
            VisitStatus.Dispatched or VisitStatus.Acknowledged => "sent",
            VisitStatus.NoAnswer or VisitStatus.Declined or VisitStatus.Cancelled or VisitStatus.Redirected => "off-list",
            _ => "planned",
        };
        return string.Join(' ', new[]
        {
            state, late > 0 ? "late" : null, visit.IsPinned ? "pinned" : null, visit.Assignments.Length > 1 ? "together" : null, visit.Visit.IsUrgent() ? "urgent" : null,
        }.Where(name => name is not null));
    }

    private string Spoken(DayVisit visit, Assignment assignment, TeamDay team, VisitStatus status, int late) =>
        (visit.Number > 0 ? $"{visit.Number}, " : "")
        + $"{string.Join(", ", visit.Visit.Tasks.Select(task => Words.Of(task.Kind)).Distinct())}, {Clock(assignment.Start)}–{Clock(assignment.End)}, {team.Shift.Name}, {Words.Of(status)}"
        + (visit.Promised is { } promised ? $", {Words.Promised.ToLower(CultureInfo.CurrentCulture)} {Clock(promised.Earliest)}–{Clock(promised.Latest)}" : "")
        + (late > 0 ? $", {Words.Late(late)}" : "")
        + (visit.Assignments.Length > 1 ? $", {Words.TwoPeople}" : "")
        + (visit.IsPinned ? $", {Words.Pinned}" : "");

    private (string Letter, string Word) StateOf(TeamDay team, IReadOnlyList<(DayVisit Visit, Assignment Assignment)> stops)
    {
        if (now < team.Shift.Start || now >= team.Shift.End) return ("U", BoardWords.OffDuty);
        foreach (var (visit, _) in stops)
        {
            var status = visit.StatusOf(team.Shift.Id);
            if (status.IsUnderWay()) return ("F", Words.Of(VisitStatus.Arrived));
            if (status == VisitStatus.EnRoute) return ("V", Words.Of(VisitStatus.EnRoute));
        }

        return team.Breaks.Any(pause => now >= pause.Start && now < pause.Start + pause.Length) ? ("R", Words.Break) : ("T", BoardWords.Free);
    }

    private string HeadingOf(TeamDay team, Grouping grouping) => grouping switch
    {
        Grouping.Area => team.Shift.Area ?? BoardWords.NoArea,
        Grouping.Profession => Words.Capital(Words.Of(ProfessionOf(team))),
        _ => "",
    };

    // The enumeration begins with the longest education.
    private ProfessionalCategory ProfessionOf(TeamDay team) =>
        team.Shift.Crew.Select(person => personOf(person)?.Category).Where(category => category is not null).Select(category => category!.Value).DefaultIfEmpty(ProfessionalCategory.CareAide).Min();

    private Stretch Between(DateTimeOffset from, DateTimeOffset to, string says) => new(At(from), Width((to < day.End ? to : day.End) - (from > day.Start ? from : day.Start) is var length && length > TimeSpan.Zero ? length : TimeSpan.Zero), says);

    private string Clock(DateTimeOffset instant) => time.Local(instant).ToString("HH:mm", CultureInfo.InvariantCulture);
}
