using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Tests.Days;

/// <summary>A visit that two teams make together, at 20 minutes, from 08:00: what one team reports does not count for the other. N2 has Bo at 40 afterwards.</summary>
public sealed class TwoTeamsTests
{
    private readonly Town town = new();
    private readonly Visit together, after;
    private readonly TeamShift n1, n2;
    private readonly Day sent;

    public TwoTeamsTests()
    {
        together = town.Visit(town.Patient("Anna", 20), "08:00-12:00", 30) with { StaffNeeded = 2 };
        after = town.Visit(town.Patient("Bo", 40), "08:00-15:00", 30);
        (n1, n2) = (town.Team("N1", "07:00-16:00", town.Person("Eva")), town.Team("N2", "07:00-16:00", town.Person("Nils")));
        var day = town.Begin([n1, n2], [together, after]);
        day = town.Accepted(day, new DayEvent.VisitAssigned(town.Origin("07:10"), together.Id, n1.Id, null, n2.Id)).Day;
        day = town.Accepted(day, new DayEvent.VisitAssigned(town.Origin("07:10"), after.Id, n2.Id, null)).Day;
        sent = town.Accepted(day, new DayEvent.VisitDispatched(town.Origin("07:30"), together.Id, n1.Id, n2.Id)).Day;
    }

    private Day After(Day day, params (string At, TeamShift Team, Func<EventOrigin, DayEvent> Report)[] reports) =>
        reports.Aggregate(day, (known, report) => town.Accepted(known, report.Report(town.Origin(report.At, report.Team))).Day);

    private string States(Day day) =>
        $"{day.Visits[together.Id].Status}: {day.Visits[together.Id].StatusOf(n1.Id)} + {day.Visits[together.Id].StatusOf(n2.Id)}";

    private DayEvent Acknowledged(EventOrigin origin) => new DayEvent.VisitAcknowledged(origin, together.Id);

    private DayEvent EnRoute(EventOrigin origin) => new DayEvent.VisitEnRoute(origin, together.Id);

    private DayEvent Arrived(EventOrigin origin) => new DayEvent.VisitArrived(origin, together.Id);

    private DayEvent Completed(EventOrigin origin) => new DayEvent.VisitCompleted(origin, together.Id);

    private DayEvent NoAnswer(EventOrigin origin) => new DayEvent.VisitNoAnswer(origin, together.Id);

    [Fact]
    public void Each_step_counts_for_the_team_that_reports_it_and_the_visit_is_as_far_as_the_one_behind()
    {
        Assert.Equal("Dispatched: Dispatched + Dispatched", States(sent));
        var day = After(sent, ("07:31", n1, Acknowledged));
        Assert.Equal("Dispatched: Acknowledged + Dispatched", States(day));
        Assert.Null(day.Visits[together.Id].AcknowledgedAt);
        day = After(day, ("07:33", n2, Acknowledged), ("07:40", n1, EnRoute), ("08:00", n1, Arrived));
        Assert.Equal("Acknowledged: Arrived + Acknowledged", States(day));
        Assert.Equal(town.At("07:33"), day.Visits[together.Id].AcknowledgedAt);
        day = After(day, ("08:05", n2, EnRoute), ("08:25", n2, Arrived));
        Assert.Equal("Arrived: Arrived + Arrived", States(day));
        Assert.Equal(town.At("08:25"), day.Visits[together.Id].ArrivedAt);
        day = After(day, ("08:45", n1, Completed));
        Assert.Equal("Arrived: Completed + Arrived", States(day));
        Assert.Null(day.Visits[together.Id].EndedAt);
        day = After(day, ("08:50", n2, Completed));
        Assert.Equal("Completed: Completed + Completed", States(day));
        Assert.Equal(town.At("08:50"), day.Visits[together.Id].EndedAt);
    }

    [Fact]
    public void The_work_begins_when_both_are_there_and_each_goes_on_when_it_is_done()
    {
        // N1 is there at 08:00; N2 leaves at 08:05 and needs 20 minutes.
        var day = After(sent, ("07:40", n1, EnRoute), ("08:00", n1, Arrived), ("08:05", n2, EnRoute));
        Assert.Equal("N1: Anna 08:25-08:55 Arrived | hem 09:15\nN2: Anna 08:25-08:55 EnRoute | Bo 09:15-09:45 | hem 10:25", Drawn(day));

        // N2 has been there from 08:25 and goes at 08:40, N1 stays: Bo is 20 minutes on; N1's end is expected after half an hour.
        day = After(day, ("08:25", n2, Arrived), ("08:40", n2, Completed));
        Assert.Equal("N1: Anna 08:25-08:55 Arrived | hem 09:15\nN2: Anna 08:25-08:40 Completed | Bo 09:00-09:30 | hem 10:10", Drawn(day));
        day = After(day, ("09:10", n1, Completed));
        Assert.Equal("N1: Anna 08:25-09:10 Completed | hem 09:30\nN2: Anna 08:25-08:40 Completed | Bo 09:00-09:30 | hem 10:10", Drawn(day));
    }

    [Fact]
    public void A_closed_door_for_one_is_no_closed_door_for_the_other()
    {
        var day = After(sent, ("08:00", n1, Arrived), ("08:10", n1, NoAnswer));
        Assert.Equal("Dispatched: NoAnswer + Dispatched", States(day));
        Assert.Equal("Arrived: NoAnswer + Arrived", States(After(day, ("08:20", n2, Arrived))));
        Assert.Equal("NoAnswer: NoAnswer + NoAnswer", States(After(day, ("08:20", n2, Arrived), ("08:30", n2, NoAnswer))));
        Assert.Equal("Completed: NoAnswer + Completed", States(After(day, ("08:20", n2, Arrived), ("08:50", n2, Completed))));
    }

    [Fact]
    public void The_desk_speaks_for_both()
    {
        var day = town.Accepted(After(sent, ("07:31", n1, Acknowledged)), new DayEvent.VisitEnRoute(town.Origin("07:50"), together.Id)).Day;
        Assert.Equal("EnRoute: EnRoute + EnRoute", States(day));
    }

    [Fact]
    public void When_the_patient_declines_at_the_door_the_other_team_turns_round()
    {
        var day = After(sent, ("08:00", n1, Arrived), ("08:01", n2, EnRoute), ("08:05", n1, origin => new DayEvent.VisitDeclined(origin, together.Id, "mår bättre")));
        Assert.Equal((VisitStatus.Declined, 0), (day.Visits[together.Id].Status, day.Visits[together.Id].Halves.Length));
        Assert.Equal([n1.Id], day.Visits[together.Id].Assignments.Select(assignment => assignment.Team));
        Assert.Equal(town.At("08:05"), day.Teams[n2.Id].HeldUntil);
    }

    [Fact]
    public void Whoever_is_there_may_be_left_alone_with_it_and_nobody_takes_it_from_them()
    {
        var day = After(sent, ("08:00", n1, Arrived), ("08:01", n2, EnRoute));
        Assert.Equal("day.visit-is-under-way", town.Refused(day, new DayEvent.VisitAssigned(town.Origin("08:05"), together.Id, n2.Id, null)).Code);
        Assert.Equal("day.visit-is-under-way", town.Refused(day, new DayEvent.VisitUnassigned(town.Origin("08:05"), together.Id)).Code);
        Assert.Equal("day.visit-is-under-way", town.Refused(day, new DayEvent.VisitCancelled(town.Origin("08:05"), together.Id, "ångrat")).Code);
        day = town.Accepted(day, new DayEvent.VisitAssigned(town.Origin("08:05"), together.Id, n1.Id, null)).Day;
        Assert.Equal((VisitStatus.Arrived, town.At("08:00")), (day.Visits[together.Id].Status, day.Visits[together.Id].ArrivedAt));
        Assert.Equal("N1: Anna 08:00-08:30 Arrived | hem 08:50\nN2: Bo 08:45-09:15 | hem 09:55", Drawn(day));
    }

    [Fact]
    public void Another_urgent_call_turns_one_team_round_and_leaves_the_other_on_its_way()
    {
        var urgent = town.Visit(town.Patient("Cia", 10), "07:30-09:00", 30);
        var day = After(sent, ("07:40", n1, EnRoute), ("07:41", n2, EnRoute));
        day = town.Accepted(day, new DayEvent.VisitsAdded(town.Origin("07:45"), [urgent])).Day;
        day = town.Accepted(day, new DayEvent.VisitDispatched(town.Origin("07:45"), urgent.Id, n2.Id)).Day;
        Assert.Equal("Redirected: EnRoute + Redirected", States(day));
    }

    // As Town.Drawn, with each team's own state.
    private string Drawn(Day day) => string.Join('\n', day.Teams.Values.OrderBy(team => team.Shift.Name, StringComparer.Ordinal).Select(team =>
        $"{team.Shift.Name}: {string.Join(" | ", team.Route.Select(id => Stop(day.Visits[id], team)))}{(team.BackAt is { } back ? $" | hem {town.Clock(back)}" : "")}"));

    private string Stop(DayVisit visit, TeamDay team)
    {
        var own = visit.Assignments.First(assignment => assignment.Team == team.Shift.Id);
        var status = visit.StatusOf(team.Shift.Id);
        return $"{town.Name(visit.Visit.Id.Value)} {town.Clock(own.Start)}-{town.Clock(own.End)}{(status is VisitStatus.Planned or VisitStatus.Published ? "" : $" {status}")}";
    }
}
