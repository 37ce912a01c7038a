using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Measures;

namespace MobileTeams.Dispatch.Tests.Days;

/// <summary>Days of random events, most of them sensible and many not.</summary>
public sealed class DayReplayTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void The_log_applied_from_an_empty_day_gives_the_same_day(int seed)
    {
        var (town, log, last) = Lived(seed);
        var day = Day.Begin(town.Centre.Id, Town.Date, town.Time);
        foreach (var happened in log)
        {
            day = day.Apply(happened, town.Facts) switch
            {
                DayChange.Accepted accepted => accepted.Day,
                DayChange.Noted noted => noted.Day,
                _ => throw new InvalidOperationException("What was in the log was refused."),
            };
        }

        Assert.Equal(log.Count, day.Version);
        Assert.Equal(Whole(last), Whole(day));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Routes_and_assignments_always_agree_and_time_never_runs_backwards(int seed)
    {
        var (town, log, _) = Lived(seed);
        var day = Day.Begin(town.Centre.Id, Town.Date, town.Time);
        foreach (var happened in log)
        {
            var change = day.Apply(happened, town.Facts);
            day = change is DayChange.Accepted accepted ? accepted.Day : ((DayChange.Noted)change).Day;
            foreach (var team in day.Teams.Values)
            {
                Assert.Equal(team.Route.Distinct(), team.Route);
                Assert.All(team.Route, id => Assert.Contains(day.Visits[id].Assignments, assignment => assignment.Team == team.Shift.Id));
                var history = team.Route.TakeWhile(id => day.Visits[id].StatusOf(team.Shift.Id).IsHistory()).Count();
                Assert.DoesNotContain(team.Route.Skip(history), id => day.Visits[id].StatusOf(team.Shift.Id).IsHistory());
                var open = team.Route.Skip(history).Select(id => day.Visits[id].Assignments.First(assignment => assignment.Team == team.Shift.Id)).ToList();
                if (IsAtOdds(day)) continue;
                for (var stop = 1; stop < open.Count; stop++) Assert.True(open[stop].Start >= open[stop - 1].End.AddSeconds(open[stop].TravelSeconds));
            }

            foreach (var visit in day.Visits.Values)
            {
                Assert.All(visit.Assignments, assignment => Assert.Contains(visit.Visit.Id, day.Teams[assignment.Team].Route));
                // Together, but for one who has left already.
                Assert.True(visit.Assignments.Where(assignment => visit.HalfOf(assignment.Team).EndedAt is null).Select(assignment => assignment.Start).Distinct().Count() <= 1);
                Assert.All(visit.Halves, half => Assert.Contains(visit.Assignments, assignment => assignment.Team == half.Team));
                Assert.All(visit.Assignments, assignment => Assert.True(assignment.End >= assignment.Start));
                if (visit.Status is VisitStatus.Requested) Assert.Empty(visit.Assignments);
                if (visit.Status is VisitStatus.Dispatched or VisitStatus.EnRoute or VisitStatus.Arrived or VisitStatus.InProgress or VisitStatus.Completed) Assert.NotEmpty(visit.Assignments);
            }
        }
    }

    /// <summary>Teams have set out to different ones of the visits they are to make together, each waiting for another: no times are right until somebody gives way.</summary>
    private static bool IsAtOdds(Day day)
    {
        var left = day.Teams.Values.Select(team => team.Route.Where(id => day.Visits[id].Halves.IsEmpty || day.Visits[id].HalfOf(team.Shift.Id).EndedAt is null).ToList()).ToList();
        while (left.Exists(route => route.Count > 0))
        {
            var next = left.Where(route => route.Count > 0).Select(route => route[0]).FirstOrDefault(id => left.TrueForAll(route => route.IndexOf(id) <= 0));
            if (next == default) return left.SelectMany(route => route).Any(id => day.Visits[id].HasBegun());
            foreach (var route in left) _ = route.Remove(next);
        }

        return false;
    }

    private static (Town Town, List<DayEvent> Log, Day Day) Lived(int seed)
    {
        var random = new Random(seed);
        var town = new Town();
        var teams = Enumerable.Range(1, 4).Select(index => town.Team($"N{index}", index == 4 ? "21:00-05:00" : "07:00-16:00", Crew(town, random)) with
        {
            Breaks = index == 2 ? [new MealBreak(TimeSpan.FromMinutes(30), town.At("11:00"), town.At("13:00"))] : [],
        }).ToList();
        var visits = Enumerable.Range(1, 14).Select(index => Asked(town, random, index)).ToList();
        var (log, day) = (new List<DayEvent>(), Day.Begin(town.Centre.Id, Town.Date, town.Time));
        for (var step = 0; step < 150; step++)
        {
            DayEvent happened = step switch
            {
                0 => new DayEvent.TeamsAdded(town.Origin("06:00"), [.. teams]),
                1 => new DayEvent.VisitsAdded(town.Origin("06:00"), [.. visits.Take(10)]),
                _ => Random(town, random, day, teams, visits),
            };
            switch (day.Apply(happened, town.Facts))
            {
                case DayChange.Accepted accepted:
                    day = accepted.Day;
                    log.Add(happened);
                    break;
                case DayChange.Noted noted:
                    day = noted.Day;
                    log.Add(happened);
                    break;
            }
        }

        Assert.True(log.Count > 30, $"Only {log.Count} of 150 events were possible; the test would prove little.");
        return (town, log, day);
    }

    private static Person[] Crew(Town town, Random random) => [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => random.Next(2) == 0 ? town.Nurse("Nils") : town.Person("Eva"))];

    private static Visit Asked(Town town, Random random, int index)
    {
        var patient = town.Patient($"P{index}", random.Next(1, 60), one => one with { Safety = random.Next(8) == 0 ? SafetyFlags.ViolenceRisk : SafetyFlags.None });
        var hour = random.Next(7, 14);
        return town.Visit(patient, $"{hour:00}:00-{hour + random.Next(1, 3):00}:30", random.Next(1, 7) * 10, random.Next(4) == 0 ? [CareTaskKind.Infusion] : []);
    }

    private static DayEvent Random(Town town, Random random, Day day, List<TeamShift> teams, List<Visit> visits)
    {
        var (visit, team) = (visits[random.Next(visits.Count)], teams[random.Next(teams.Count)]);
        var second = random.Next(3) == 0 ? teams[random.Next(teams.Count)].Id : (TeamShiftId?)null;
        var at = $"{random.Next(7, 20):00}:{random.Next(60):00}";
        var assignments = day.Visits.TryGetValue(visit.Id, out var known) ? known.Assignments : [];
        var reporter = assignments.Length > 0 && random.Next(5) > 0 ? day.Teams[assignments[random.Next(assignments.Length)].Team].Shift : random.Next(2) == 0 ? team : null;
        return random.Next(22) switch
        {
            0 => new DayEvent.VisitsAdded(town.Origin(at), [visit]),
            1 => new DayEvent.TeamsAdded(town.Origin(at), [team with { End = team.End.AddMinutes(random.Next(60)) }]),
            2 => town.Plan(day, [.. teams.Where(_ => random.Next(2) == 0).Select(one => (one, visits.Where(other => day.Visits.ContainsKey(other.Id) && teams[Math.Abs(other.Id.GetHashCode()) % teams.Count] == one).ToArray()))]),
            3 or 4 => new DayEvent.VisitAssigned(town.Origin(at), visit.Id, team.Id, random.Next(2) == 0 ? null : random.Next(5), second),
            5 => new DayEvent.VisitUnassigned(town.Origin(at), visit.Id),
            6 or 7 => new DayEvent.VisitDispatched(town.Origin(at), visit.Id, team.Id, second),
            8 => new DayEvent.VisitAcknowledged(town.Origin(at, reporter), visit.Id),
            9 => new DayEvent.VisitEnRoute(town.Origin(at, reporter), visit.Id),
            10 => new DayEvent.VisitArrived(town.Origin(at, reporter), visit.Id),
            11 => random.Next(2) == 0 ? new DayEvent.VisitStarted(town.Origin(at, reporter), visit.Id) : new DayEvent.VisitNoAnswer(town.Origin(at, reporter), visit.Id),
            12 => new DayEvent.VisitCompleted(town.Origin(at, reporter), visit.Id),
            13 => random.Next(3) == 0 ? new DayEvent.VisitDeclined(town.Origin(at, reporter), visit.Id, "nej") : new DayEvent.NoteAdded(town.Origin(at), visit.Id, "text"),
            14 => random.Next(3) == 0 ? new DayEvent.VisitCancelled(town.Origin(at), visit.Id, "inlagd") : new DayEvent.NoteAdded(town.Origin(at), visit.Id, "text"),
            15 => new DayEvent.TeamDelayed(town.Origin(at), team.Id, TimeSpan.FromMinutes(random.Next(-5, 40))),
            16 => random.Next(6) switch
            {
                0 => new DayEvent.PersonLeft(town.Origin(at), team.Crew[random.Next(team.Crew.Count)]),
                1 => new DayEvent.TeamStoodDown(town.Origin(at), team.Id),
                _ => new DayEvent.TeamsAdded(town.Origin(at), [team]),
            },
            17 => random.Next(2) == 0
                ? new DayEvent.PatientWentAway(town.Origin(at), visit.Patient!.Value, town.At(at), "inlagd")
                : new DayEvent.PatientCameBack(town.Origin(at), visit.Patient!.Value, town.At(at)),
            18 => new DayEvent.SearchStepTaken(town.Origin(at), visit.Id, (SearchStep)random.Next(6), "inget svar"),
            19 => new DayEvent.VisitResized(town.Origin(at), visit.Id, TimeSpan.FromMinutes(random.Next(1, 12) * 5)),
            20 => new DayEvent.VisitsPlaced(town.Origin(at), [.. visits.OrderBy(_ => random.Next()).Take(random.Next(1, 4)).Select(one => new VisitPlace(
                one.Id, [.. teams.OrderBy(_ => random.Next()).Take(random.Next(3)).Select(other => new TeamPlace(other.Id, random.Next(5)))], random.Next(2) == 0))]),
            _ => new DayEvent.TeamSeen(town.Origin(at, team), team.Id, random.Next(4) == 0 ? GeoPoint.FromLonLat(lon: 17.123, lat: 60.31) : Town.Place(random.Next(60))),
        };
    }

    /// <summary>Everything a day holds, as text, so that two days can be compared to the last bit.</summary>
    private static string Whole(Day day) => string.Join('\n', new[] { $"{day.Version} {day.Start:O} {day.End:O}" }
        .Concat(day.Teams.OrderBy(team => team.Key.Value).Select(team =>
            $"{team.Value.Shift.End:O} {string.Join(',', team.Value.Shift.Crew)} {string.Join(',', team.Value.Route)} {string.Join(',', team.Value.Breaks)} {team.Value.Position} {team.Value.HeldUntil:O} {team.Value.BackAt:O}"))
        .Concat(day.Visits.OrderBy(visit => visit.Key.Value).Select(visit =>
            $"{visit.Value with { Assignments = [], Notes = [], Halves = [], Search = [] }} {string.Join(',', visit.Value.Halves)} {string.Join(',', visit.Value.Search)} {string.Join(',', visit.Value.Assignments)} {string.Join(',', visit.Value.Notes)}")));
}
