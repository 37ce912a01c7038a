using MobileTeams.Demo.World;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Demo;

/// <summary>What the crews of a published day would have sent from the road up to now: mostly as planned, a little late or early, now and then a closed door.</summary>
public static class PlayedDay
{
    private const double NobodyOpens = 0.012;
    private const double SaysNo = 0.01;
    private const double WritesANote = 0.09;

    private static readonly string[] Reasons = ["Sover, vill inte bli väckt", "Dottern är här och hjälper till i dag", "Är hos läkaren", "Vill vara i fred i dag", "Har redan tagit medicinen själv"];

    private static readonly string[] Notes =
    [
        "Pigg och glad, ville berätta om barnbarnet.", "Åt hela frukosten.", "Lite yr vid uppresning, satt kvar en stund. Blodtryck taget.", "Rodnad på vänster häl, avlastad. Ssk informerad.",
        "Blodsocker 8,4 före maten.", "Sov när jag kom, lät vara till sist.", "Batteriet i låset piper.", "Slut på handskar storlek S.", "Orolig för hissen. Ringde sonen tillsammans.",
        "Drack två glas vatten. Påmind om att dricka mer.", "Nya glasögonen har kommit.", "Gick själv till köket med rollator.", "Halt på trappan, sandat.", "Såret ser torrare ut.",
        "Vill gärna ha samma tid i morgon.",
    ];

    /// <summary>Events in the order of time, none after <paramref name="now"/>; each has the same id whenever it is asked for.</summary>
    /// <remarks>What the day already knows is not told again but built on: a day can be played on from where it is.</remarks>
    /// <param name="day">With a published plan, played or not.</param>
    /// <param name="people">Everybody in its teams; the events are sent in their names.</param>
    public static IReadOnlyList<DayEvent> Until(DateTimeOffset now, Day day, IReadOnlyDictionary<PersonId, Person> people, int seed)
    {
        var identity = new Identity(seed);
        var free = day.Teams.ToDictionary(team => team.Key, team => team.Value.Shift.Start);
        var begun = new Dictionary<VisitId, DateTimeOffset>();
        var events = new List<DayEvent>();
        foreach (var visit in day.Visits.Values.Where(visit => visit.Assignments.Length > 0 && visit.Status is not (VisitStatus.Cancelled or VisitStatus.Declined))
            .OrderBy(visit => visit.Assignments[0].Start).ThenBy(visit => visit.Visit.Id.Value))
            events.AddRange(Made(visit));
        return [.. events.Where(happened => happened.Origin.ReceivedAt <= now).OrderBy(happened => happened.Origin.At).ThenBy(happened => happened.Origin.Id.Value)];

        IEnumerable<DayEvent> Made(DayVisit visit)
        {
            var dice = Dice.For(seed, $"played/{visit.Visit.Id.Value}");
            var id = visit.Visit.Id;
            var teams = visit.Assignments;
            var sender = teams[0].Team;
            if (visit.Status.IsOver() || visit.Status == VisitStatus.NoAnswer)
            {
                begun[id] = visit.ArrivedAt ?? teams[0].Start;
                Free(visit.EndedAt ?? teams[0].End);
                yield break;
            }

            // Everybody sets out in time for the planned start, or when the visit before is done; the roads are now and then slower than thought.
            var arrivals = teams.Select(team => (team.Team, Leaves: SetsOut(team, dice), Travel: TimeSpan.FromSeconds(team.TravelSeconds * dice.Between(0.85, 1.1)))).ToList();
            var leaves = visit.EnRouteAt ?? arrivals[0].Leaves;
            var arrives = Later(arrivals.Max(one => one.Leaves + one.Travel), leaves.AddSeconds(20));
            if (visit.Visit.Allowed.Earliest is var earliest && arrives < earliest) arrives = earliest.AddSeconds(dice.Between(0, 90));
            if (visit.Visit.Follows is { } first && begun.TryGetValue(first, out var firstBegan) && arrives <= firstBegan) arrives = firstBegan.AddMinutes(1);
            arrives = visit.ArrivedAt ?? arrives;
            begun[id] = arrives;

            var knows = leaves - TimeSpan.FromMinutes(dice.Between(1, 6));
            if (knows < day.Teams[sender].Shift.Start) knows = day.Teams[sender].Shift.Start.AddSeconds(dice.Between(5, 50));
            if (visit.DispatchedAt is { } told) knows = Later(knows, told.AddSeconds(dice.Between(10, 40)));
            if (knows > leaves) knows = leaves.AddSeconds(-1);
            if (visit.AcknowledgedAt is null && visit.EnRouteAt is null && visit.ArrivedAt is null)
            {
                foreach (var report in Each("acknowledged", knows, origin => new DayEvent.VisitAcknowledged(origin, id))) yield return report;
            }

            if (dice.Chance(SaysNo) && visit.EnRouteAt is null && visit.ArrivedAt is null)
            {
                yield return new DayEvent.VisitDeclined(Origin("declined", knows.AddSeconds(20)), id, dice.Pick(Reasons));
                Free(leaves);
                yield break;
            }

            if (visit.EnRouteAt is null && visit.ArrivedAt is null)
            {
                foreach (var report in Each("en-route", leaves, origin => new DayEvent.VisitEnRoute(origin, id))) yield return report;
            }

            if (visit.ArrivedAt is null)
            {
                foreach (var report in Each("arrived", arrives, origin => new DayEvent.VisitArrived(origin, id))) yield return report;
            }

            if (dice.Chance(NobodyOpens) && visit.Status != VisitStatus.InProgress)
            {
                var gaveUp = arrives.AddMinutes(dice.Between(6, 10));
                foreach (var report in Each("no-answer", gaveUp, origin => new DayEvent.VisitNoAnswer(origin, id))) yield return report;
                Free(gaveUp);
                yield break;
            }

            var ends = arrives + (visit.Visit.Duration * dice.Between(0.7, 1.1));
            if (dice.Chance(WritesANote)) yield return new DayEvent.NoteAdded(Origin("note", ends.AddSeconds(-30)), id, dice.Pick(Notes));
            foreach (var report in Each("completed", ends, origin => new DayEvent.VisitCompleted(origin, id))) yield return report;
            Free(ends);

            // Each of two teams reports for itself, the second a little later.
            IEnumerable<DayEvent> Each(string what, DateTimeOffset at, Func<EventOrigin, DayEvent> make) =>
                teams.Select((team, index) => make(index == 0 ? Origin(what, at) : OriginOf(team.Team, $"{what}/{index}", at.AddSeconds(index * 15))));

            EventOrigin Origin(string what, DateTimeOffset at) => OriginOf(sender, what, at);

            EventOrigin OriginOf(TeamShiftId from, string what, DateTimeOffset at)
            {
                var sent = new DateTimeOffset(at.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
                var crew = day.Teams[from].Shift.Crew;
                return new EventOrigin(new DayEventId(identity.Of("event", $"{id.Value}/{what}")), sent, sent.AddSeconds(2), people[crew[0]].Name, from);
            }

            void Free(DateTimeOffset at)
            {
                foreach (var team in teams) free[team.Team] = at;
            }
        }

        static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

        DateTimeOffset SetsOut(Assignment team, Dice dice)
        {
            var planned = team.Start - TimeSpan.FromSeconds(team.TravelSeconds) + TimeSpan.FromMinutes(dice.Between(-5, 1));
            var ready = free[team.Team].AddSeconds(dice.Between(10, 60));
            return planned > ready ? planned : ready;
        }
    }
}
