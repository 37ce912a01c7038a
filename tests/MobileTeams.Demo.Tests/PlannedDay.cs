using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Proposals;
using MobileTeams.Planning;
using MobileTeams.Roads;

namespace MobileTeams.Demo.Tests;

/// <summary>A day of the demo world with a published plan, from a short search.</summary>
internal sealed class PlannedDay
{
    private PlannedDay(Day day, DayFacts facts, Proposal proposal) => (Day, Facts, Proposal) = (day, facts, proposal);

    public Day Day { get; }

    public DayFacts Facts { get; }

    public Proposal Proposal { get; }

    public static PlannedDay Of(Norduppland norduppland, CareCentre centre, DateOnly date, int iterations)
    {
        var (day, facts) = Asked(norduppland, centre, date);
        var problem = DayProblem.Of(day, facts);
        var proposal = problem.ProposalOf(Solver.Run(problem.Problem, new SolverOptions { Iterations = iterations }));
        return new PlannedDay(Applied(day, proposal.Published(Origin(day, 3)), facts), facts, proposal);
    }

    /// <summary>The day with its teams and visits, before anybody plans it.</summary>
    public static DayAhead Asked(Norduppland norduppland, CareCentre centre, DateOnly date)
    {
        var world = norduppland.World;
        var time = ServiceTime.Of(centre);
        var patients = world.Patients.Where(patient => patient.Centre == centre.Id).ToDictionary(patient => patient.Id);
        var places = patients.Values.Select(patient => patient.Place).Append(centre.Place).Distinct().ToList();
        var matrix = norduppland.Map.Matrix([.. places.Select(place => ((Snap.Found)norduppland.Map.Snap(place)).Point)]);
        var facts = new DayFacts(
            centre, time, world.People.Where(person => person.Centre == centre.Id).ToDictionary(person => person.Id), patients,
            new DayTravel(matrix, places.Select((place, index) => (place, index)).ToDictionary(one => one.place, one => one.index)))
        { History = world.Meetings };
        var day = Day.Begin(centre.Id, date, time);
        day = Applied(day, new DayEvent.TeamsAdded(Origin(day, 1), [.. world.ShiftsOn(centre, date)]), facts);
        return new DayAhead(Applied(day, new DayEvent.VisitsAdded(Origin(day, 2), [.. world.VisitsOn(centre, date)]), facts), facts);
    }

    private static Day Applied(Day day, DayEvent happened, DayFacts facts) => Assert.IsType<DayChange.Accepted>(day.Apply(happened, facts)).Day;

    private static EventOrigin Origin(Day day, byte number) => new(new DayEventId(new Guid(number, 0, 0, new byte[8])), day.Start, day.Start, "test", null);
}
