using System.Collections.Immutable;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Measures;

namespace MobileTeams.Dispatch.Days;

/// <summary>When every visit of a day is expected to start: what has happened first, then travel, waiting for windows, durations, breaks, visits that two teams make
/// together and visits that follow another.</summary>
/// <remarks>One pass over all routes in the order in which they depend on each other. Reusable for many trials of one day's routes; not thread-safe.</remarks>
internal sealed class Timetable
{
    private readonly DayFacts facts;
    private readonly DateTimeOffset? now;
    private readonly List<Lane> lanes = [];
    private readonly List<Call> calls = [];
    private readonly Dictionary<VisitId, Call> byId = [];

    /// <param name="now">If given, nothing that has not happened is expected before it.</param>
    /// <param name="only">If given, only these teams are timed; see <see cref="Tied"/>.</param>
    public Timetable(Day day, DayFacts facts, DateTimeOffset? now = null, IReadOnlySet<TeamShiftId>? only = null)
    {
        (this.facts, this.now) = (facts, now);
        var teams = only is null ? day.Teams.Values : only.Select(id => day.Teams[id]);
        foreach (var team in teams.OrderBy(team => team.Shift.Start).ThenBy(team => team.Shift.Name, StringComparer.Ordinal).ThenBy(team => team.Shift.Id.Value))
        {
            var lane = new Lane(team);
            lanes.Add(lane);
            foreach (var id in team.Route)
            {
                if (!byId.TryGetValue(id, out var call))
                {
                    call = new Call(day.Visits[id], facts.PlaceOf(day.Visits[id].Visit));
                    byId.Add(id, call);
                    calls.Add(call);
                }

                call.Lanes.Add(lane);
                if (!lane.HasEnded(call)) call.Waiting.Add(lane);
                lane.Stops.Add(call);
            }
        }

        foreach (var call in calls)
            if (call.Visit.Visit.Follows is { } first && byId.TryGetValue(first, out var before)) call.Follows = before;
        foreach (var lane in lanes) lane.PlaceBreaks();
        Run();
        foreach (var lane in lanes.Where(lane => lane.HasBreakOutOfBand)) Rearrange(lane);
    }

    /// <summary>These teams and all whose times depend on theirs: by a visit made together, or by one that follows another.</summary>
    /// <param name="followers">As <see cref="Followers"/> gives them.</param>
    public static HashSet<TeamShiftId> Tied(Day day, IEnumerable<TeamShiftId> teams, ILookup<VisitId, VisitId> followers)
    {
        var tied = new HashSet<TeamShiftId>();
        var open = new Stack<TeamShiftId>(teams);
        while (open.TryPop(out var team))
        {
            if (!tied.Add(team)) continue;
            foreach (var visit in day.Teams[team].Route.Select(id => day.Visits[id]))
            {
                foreach (var assignment in visit.Assignments) open.Push(assignment.Team);
                foreach (var assignment in followers[visit.Visit.Id].SelectMany(follower => day.Visits[follower].Assignments)) open.Push(assignment.Team);
                if (visit.Visit.Follows is not { } first || !day.Visits.TryGetValue(first, out var before)) continue;
                foreach (var assignment in before.Assignments) open.Push(assignment.Team);
            }
        }

        return tied;
    }

    /// <summary>For every visit those that follow it.</summary>
    public static ILookup<VisitId, VisitId> Followers(Day day) =>
        day.Visits.Values.Where(visit => visit.Visit.Follows is not null).ToLookup(visit => visit.Visit.Follows!.Value, visit => visit.Visit.Id);

    /// <summary>True when visits wait for each other in a circle, so that no times exist.</summary>
    public bool HasCircle { get; private set; }

    /// <summary>Finds the best place for a team's breaks anew, after its route was changed.</summary>
    public void RearrangeBreaks(TeamShiftId team)
    {
        foreach (var lane in lanes.Where(lane => lane.Team.Shift.Id == team)) Rearrange(lane);
    }

    /// <summary>The day with these times in it.</summary>
    public Day Written(Day day)
    {
        var visits = day.Visits.ToBuilder();
        foreach (var call in calls)
        {
            var assignments = call.Visit.Assignments.Select(assignment => call.AssignmentOf(assignment.Team)).ToImmutableArray();
            if (!assignments.SequenceEqual(call.Visit.Assignments)) visits[call.Visit.Visit.Id] = call.Visit with { Assignments = assignments };
        }

        var teams = day.Teams.ToBuilder();
        foreach (var lane in lanes)
        {
            var breaks = lane.Breaks.Select(rest => rest.Planned).ToImmutableArray();
            var backAt = lane.Stops.Count == 0 ? (DateTimeOffset?)null : lane.BackAt;
            if (!breaks.SequenceEqual(lane.Team.Breaks) || backAt != lane.Team.BackAt)
                teams[lane.Team.Shift.Id] = lane.Team with { Breaks = breaks, BackAt = backAt };
        }

        return day with { Visits = visits.ToImmutable(), Teams = teams.ToImmutable() };
    }

    // A pass for the times, and again where a visit has to wait so that the one that follows it still comes within its time; never beyond its own window.
    private void Run()
    {
        foreach (var call in calls) call.Wait = null;
        do Pass();
        while (!HasCircle && calls.Aggregate(false, (hasWaited, call) => call.WaitForFollower() || hasWaited));
    }

    private void Pass()
    {
        HasCircle = false;
        foreach (var call in calls) call.IsTimed = false;
        foreach (var lane in lanes) lane.Reset(facts.Centre.Place);
        foreach (var call in calls.Where(call => call.Waiting.Count == 0)) call.Settle(DateTimeOffset.MinValue, now);
        for (var left = calls.Count(call => !call.IsTimed); left > 0; left--)
        {
            var next = NextReady();
            if (next is null)
            {
                // Nobody can go on. Two teams may have set out to different ones of the visits they share: that is how it is. Else the first is taken all the same, so
                // that the rest of the day still has times.
                next = lanes.Select(lane => lane.Next).FirstOrDefault(call => call is not null && call.Visit.HasBegun());
                HasCircle |= next is null;
                next ??= lanes.First(lane => lane.Next is not null).Next!;
                foreach (var lane in next.Waiting) lane.Skip(next);
            }

            Time(next);
        }

        foreach (var lane in lanes)
        {
            lane.PassEnded(facts, now);
            lane.GoHome(facts, now);
        }
    }

    private Call? NextReady()
    {
        foreach (var lane in lanes) lane.PassEnded(facts, now);
        foreach (var lane in lanes)
        {
            if (lane.Next is { } call && (call.Follows is null || call.Follows.IsTimed || call.IsHistory) && call.Waiting.TrueForAll(other => other.Next == call)) return call;
        }

        return null;
    }

    private void Time(Call call)
    {
        var start = call.Wait > call.Earliest ? call.Wait.Value : call.Earliest;
        foreach (var lane in call.Waiting)
        {
            var arrival = lane.GoTo(call, facts, now);
            if (arrival > start) start = arrival;
        }

        if (call.Follows is { IsTimed: true } first)
        {
            var after = first.Start + first.Visit.Visit.Duration;
            var limit = call.Visit.Visit.FollowsWithin is { } within && first.Start + within < after ? first.Start + within : after;
            if (limit > start) start = limit;
        }

        call.Settle(start, now);
        foreach (var lane in call.Waiting) lane.Done(call);
    }

    // Every place for every break, one break after the other; the least time outside its band, then the least lateness of visits, then the earliest way home.
    private void Rearrange(Lane lane)
    {
        for (var rest = 0; rest < lane.Breaks.Count; rest++)
        {
            if (lane.Breaks[rest].Before < lane.FirstOpen) continue;
            var (best, place) = (Badness(lane), lane.Breaks[rest].Before);
            var least = rest == 0 ? lane.FirstOpen : Math.Max(lane.FirstOpen, lane.Breaks[rest - 1].Before);
            for (var before = least; before <= lane.Stops.Count; before++)
            {
                lane.Breaks[rest].Before = before;
                Run();
                var badness = Badness(lane);
                if (badness.CompareTo(best) < 0) (best, place) = (badness, before);
            }

            lane.Breaks[rest].Before = place;
            Run();
        }
    }

    private (TimeSpan OutOfBand, TimeSpan Late, DateTimeOffset Back) Badness(Lane lane)
    {
        var late = TimeSpan.Zero;
        foreach (var call in calls)
            if (call.Start > call.Latest) late += call.Start - call.Latest;
        return (lane.OutOfBand, late, lane.BackAt);
    }

    /// <summary>A visit and everybody who comes to it.</summary>
    private sealed class Call(DayVisit visit, GeoPoint place)
    {
        public DayVisit Visit => visit;

        public GeoPoint Place => place;

        public List<Lane> Lanes { get; } = [];

        /// <summary>Those of the lanes that have not left it already.</summary>
        public List<Lane> Waiting { get; } = [];

        public Call? Follows { get; set; }

        public bool IsTimed { get; set; }

        public bool IsHistory { get; } = visit.Status.IsHistory();

        /// <summary>It waits for the agreed window and for the promised one.</summary>
        public DateTimeOffset Earliest { get; } = visit.Promised is { } promised && promised.Earliest > visit.Visit.Allowed.Earliest ? promised.Earliest : visit.Visit.Allowed.Earliest;

        public DateTimeOffset Latest { get; } = visit.Promised is { } promised && promised.Latest < visit.Visit.Allowed.Latest ? promised.Latest : visit.Visit.Allowed.Latest;

        /// <summary>Not before this, for the sake of a visit that follows.</summary>
        public DateTimeOffset? Wait { get; set; }

        public DateTimeOffset Start { get; private set; }

        public DateTimeOffset End { get; private set; }

        /// <summary>What happened stands; otherwise <paramref name="expected"/>.</summary>
        public void Settle(DateTimeOffset expected, DateTimeOffset? now)
        {
            IsTimed = true;
            Start = visit.ArrivedAt is { } arrived && IsHistory ? arrived
                : IsHistory && visit.EndedAt is { } ended ? ended - visit.Visit.Duration
                : expected;
            End = visit.EndedAt is { } over && IsHistory ? over : Start + visit.Visit.Duration;
            if (End < Start) End = Start;
            if (visit.Status.IsUnderWay() && now > End) End = now.Value;
        }

        /// <summary>Makes the visit before this one wait if this one would come too long after it; true if that changed anything.</summary>
        public bool WaitForFollower()
        {
            if (Follows is not { IsHistory: false } first || visit.Visit.FollowsWithin is not { } within) return false;
            var wanted = Start - within < first.Latest ? Start - within : first.Latest;
            if (wanted <= first.Start) return false;
            first.Wait = wanted;
            return true;
        }

        public Assignment AssignmentOf(TeamShiftId team)
        {
            var lane = Lanes.First(lane => lane.Team.Shift.Id == team);
            var leg = lane.LegTo(this);
            var end = lane.EndOf(this);
            return new Assignment(team, end < Start ? end - visit.Visit.Duration : Start, end, leg.Seconds, leg.Metres);
        }
    }

    /// <summary>A team on its way through its stops.</summary>
    private sealed class Lane(TeamDay team)
    {
        private readonly Dictionary<Call, (int Seconds, int Metres)> legs = [];
        private int next;
        private int nextBreak;
        private DateTimeOffset free;
        private GeoPoint place;

        public TeamDay Team => team;

        public List<Call> Stops { get; } = [];

        public List<Rest> Breaks { get; } = [];

        public int FirstOpen { get; private set; }

        public DateTimeOffset BackAt { get; private set; }

        public Call? Next => next < Stops.Count ? Stops[next] : null;

        public TimeSpan OutOfBand => Breaks.Where(rest => rest.Before >= FirstOpen).Aggregate(TimeSpan.Zero, (sum, rest) => sum + rest.Late);

        public bool HasBreakOutOfBand => OutOfBand > TimeSpan.Zero;

        public (int Seconds, int Metres) LegTo(Call call) => legs[call];

        /// <summary>Each break comes before the first open stop that so far was expected to start after it.</summary>
        public void PlaceBreaks()
        {
            while (FirstOpen < Stops.Count && StatusOf(Stops[FirstOpen]).IsHistory()) FirstOpen++;
            for (var index = 0; index < team.Breaks.Length; index++)
            {
                var planned = team.Breaks[index];
                var before = Stops.FindIndex(stop => ExpectedStart(stop) is { } start && start >= planned.Start + planned.Length);
                Breaks.Add(new Rest(planned, index < team.Shift.Breaks.Count ? team.Shift.Breaks[index] : null) { Before = before < 0 ? Stops.Count : before });
            }
        }

        public void Reset(GeoPoint baseplace)
        {
            (next, nextBreak, free, place) = (0, 0, team.Shift.Start, baseplace);
            legs.Clear();
        }

        /// <summary>Leaves a stop out of its turn.</summary>
        public void Skip(Call call)
        {
            if (Next == call) return;
            _ = Stops.Remove(call);
            Stops.Insert(next, call);
        }

        public DateTimeOffset GoTo(Call call, DayFacts facts, DateTimeOffset? now)
        {
            while (nextBreak < Breaks.Count && Breaks[nextBreak].Before <= next)
            {
                if (next >= FirstOpen) free = Breaks[nextBreak].TakeFrom(free, now);
                nextBreak++;
            }

            var own = call.Visit.HalfOf(team.Shift.Id);
            var hasBeenThere = call.IsHistory || own.Status.IsHistory();
            var leaves = hasBeenThere ? Later(free, own.EnRouteAt)
                : Later((own.Status == VisitStatus.EnRoute ? own.EnRouteAt : Later(Later(free, own.DispatchedAt), now)) ?? free, team.HeldUntil);
            var leg = facts.Travel.Between(place, call.Place, leaves);
            legs[call] = leg;
            if (hasBeenThere) return call.IsHistory ? DateTimeOffset.MinValue : own.ArrivedAt ?? own.EndedAt ?? DateTimeOffset.MinValue;
            if (next != FirstOpen || team.Position is not { } seen || seen.At < free || seen.IsOld(now)) return Later(leaves + TimeSpan.FromSeconds(leg.Seconds), now);

            // From where it was seen, at the instant it was seen there: what it has driven since is not known.
            leaves = Later(seen.At, leaves);
            return Later(leaves + TimeSpan.FromSeconds(facts.Travel.Between(seen.Place, call.Place, leaves).Seconds), now);
        }

        /// <summary>This team of two is done with it, whatever the other one does.</summary>
        public bool HasEnded(Call call) => !call.Visit.Halves.IsEmpty && StatusOf(call) is var status && status.IsHistory() && !status.IsUnderWay();

        /// <summary>Goes past what this team has ended without waiting for anybody.</summary>
        public void PassEnded(DayFacts facts, DateTimeOffset? now)
        {
            while (Next is { } call && HasEnded(call))
            {
                _ = GoTo(call, facts, now);
                Done(call);
            }
        }

        public void Done(Call call) => (free, place, next) = (EndOf(call), call.Place, next + 1);

        /// <summary>When this team leaves: a team may be done before the other one is.</summary>
        public DateTimeOffset EndOf(Call call) => !call.Visit.Halves.IsEmpty && call.Visit.HalfOf(team.Shift.Id) is { EndedAt: { } ended } own && own.Status.IsHistory() ? ended : call.End;

        private VisitStatus StatusOf(Call call) => call.Visit.StatusOf(team.Shift.Id);

        public void GoHome(DayFacts facts, DateTimeOffset? now)
        {
            // A break after the last visit is taken at the base, if the team is back in time for it.
            var home = TimeSpan.FromSeconds(facts.Travel.Between(place, facts.Centre.Place, Later(free, now)).Seconds);
            while (nextBreak < Breaks.Count && Later(free, now) + home > Breaks[nextBreak].Latest) free = Breaks[nextBreak++].TakeFrom(free, now);
            BackAt = Later(free, now) + home;
            for (free = BackAt; nextBreak < Breaks.Count; nextBreak++) free = Breaks[nextBreak].TakeFrom(free, now);
        }

        private DateTimeOffset? ExpectedStart(Call call) =>
            call.Visit.Assignments.FirstOrDefault(assignment => assignment.Team == team.Shift.Id) is { } assignment && assignment.Start != default ? assignment.Start : null;

        private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset? b) => b > a ? b.Value : a;
    }

    /// <summary>A break and its band; without one it stays where the plan has it.</summary>
    private sealed class Rest(PlannedBreak planned, MealBreak? band)
    {
        private DateTimeOffset start = planned.Start;

        /// <summary>The stop before which it is taken.</summary>
        public int Before { get; set; }

        public PlannedBreak Planned => planned with { Start = start };

        /// <summary>When it should have begun.</summary>
        public DateTimeOffset Latest => band?.LatestStart ?? planned.Start;

        public TimeSpan Late => band is not null && start > band.LatestStart ? start - band.LatestStart : TimeSpan.Zero;

        /// <summary>Takes it as soon as its band allows; the instant at which it is over. One that should have begun by now is taken to have begun.</summary>
        public DateTimeOffset TakeFrom(DateTimeOffset free, DateTimeOffset? now)
        {
            var earliest = band?.EarliestStart ?? planned.Start;
            start = free > earliest ? free : earliest;
            if (start < now) start = planned.Start >= free && planned.Start <= now ? planned.Start : now.Value;
            return start + planned.Length;
        }
    }
}
