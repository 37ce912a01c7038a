using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Tests.Days;

/// <summary>Anna, Bo and Cia live 10, 20 and 30 minutes out; N1 of a nurse and an assistant nurse has all three, Cia's is an infusion that only a nurse gives.</summary>
public sealed class AbsenceTests
{
    private readonly Town town = new();
    private readonly Patient anna, cia;
    private readonly Visit first, second, third;
    private readonly Person nils, eva;
    private readonly TeamShift n1, n2;
    private readonly Day published;

    public AbsenceTests()
    {
        (anna, cia) = (town.Patient("Anna", 10), town.Patient("Cia", 30));
        (first, second, third) = (town.Visit(anna, "08:00-09:00", 30), town.Visit(town.Patient("Bo", 20), "08:00-10:00", 30), town.Visit(cia, "08:00-12:00", 30, CareTaskKind.Infusion));
        (nils, eva) = (town.Nurse("Nils"), town.Person("Eva"));
        n1 = town.Team("N1", "07:00-16:00", nils, eva) with { Breaks = [new MealBreak(TimeSpan.FromMinutes(30), town.At("11:00"), town.At("13:00"))] };
        n2 = town.Team("N2", "07:00-16:00", town.Person("Ola"));
        var day = town.Begin([n1, n2], [first, second, third]);
        published = town.Accepted(day, town.Plan(day, (n1, [first, second, third]))).Day;
    }

    [Fact]
    public void Who_falls_ill_leaves_to_others_what_the_rest_of_the_crew_may_not_do_alone()
    {
        var change = town.Accepted(published, new DayEvent.PersonLeft(town.Origin("07:05"), nils.Id));
        Assert.Equal("N1: Anna 08:00-08:30 | Bo 08:40-09:10 | hem 09:30 | (rast 11:00-11:30)\nN2: ", town.Drawn(change.Day));
        Assert.Equal([eva.Id], change.Day.Teams[n1.Id].Shift.Crew);
        Assert.Equal(VisitStatus.Requested, change.Day.Visits[third.Id].Status);
        Assert.Equal(town.Window("09:05-09:50"), change.Day.Visits[third.Id].Promised); // the patient was told, whoever comes
        Assert.Equal([third.Id], change.Visits);

        // The assistant nurse's absence takes nothing away: the nurse may do it all.
        Assert.Equal(town.Drawn(published), town.Drawn(town.Accepted(published, new DayEvent.PersonLeft(town.Origin("07:05"), eva.Id)).Day));
    }

    [Fact]
    public void The_last_of_a_crew_ends_the_shift_and_what_happened_stays()
    {
        var day = town.Accepted(published, new DayEvent.VisitArrived(town.Origin("08:00", n1), first.Id)).Day;
        day = town.Accepted(day, new DayEvent.PersonLeft(town.Origin("08:05"), nils.Id)).Day;
        day = town.Accepted(day, new DayEvent.PersonLeft(town.Origin("08:10"), eva.Id)).Day;
        Assert.Equal("N1: Anna 08:00-08:30 Arrived | hem 08:40\nN2: ", town.Drawn(day));
        Assert.Equal((town.At("08:10"), 1, 0), (day.Teams[n1.Id].Shift.End, day.Teams[n1.Id].Shift.Crew.Count, day.Teams[n1.Id].Shift.Breaks.Count));
        Assert.Equal(VisitStatus.Requested, day.Visits[second.Id].Status);
        Assert.Equal("day.not-on-duty", town.Refused(day, new DayEvent.PersonLeft(town.Origin("08:11"), nils.Id)).Code);
    }

    [Fact]
    public void Before_its_shift_begins_a_team_that_cannot_come_has_nobody_and_no_time()
    {
        var day = town.Accepted(published, new DayEvent.TeamStoodDown(town.Origin("06:30"), n1.Id)).Day;
        Assert.Equal((n1.Start, 0), (day.Teams[n1.Id].Shift.End, day.Teams[n1.Id].Shift.Crew.Count));
        Assert.All(day.Visits.Values, visit => Assert.Equal((VisitStatus.Requested, 0), (visit.Status, visit.Assignments.Length)));
        Assert.Equal("note.reached", town.Noted(day, new DayEvent.TeamStoodDown(town.Origin("06:31"), n1.Id)).Why);

        // Back again: the roster's shift.
        var back = town.Accepted(day, new DayEvent.TeamsAdded(town.Origin("06:40"), [n1])).Day;
        Assert.Equal(town.Drawn(published), town.Drawn(town.Accepted(back, town.Plan(back, (n1, [first, second, third]))).Day));
    }

    [Fact]
    public void A_team_that_breaks_down_on_its_way_is_not_on_its_way_any_more()
    {
        var day = town.Accepted(published, new DayEvent.VisitCompleted(town.Origin("08:30", n1), first.Id)).Day;
        day = town.Accepted(day, new DayEvent.VisitEnRoute(town.Origin("08:31", n1), second.Id)).Day;
        day = town.Accepted(day, new DayEvent.TeamStoodDown(town.Origin("08:35"), n1.Id)).Day;
        Assert.Equal((VisitStatus.Requested, null), (day.Visits[second.Id].Status, day.Visits[second.Id].EnRouteAt));
        Assert.Equal([first.Id], day.Teams[n1.Id].Route);
    }

    [Fact]
    public void Of_two_teams_the_one_that_is_there_keeps_the_visit_and_the_one_on_its_way_turns_round()
    {
        var dan = town.Visit(town.Patient("Dan", 40), "10:00-12:00", 30) with { StaffNeeded = 3 };
        var day = town.Accepted(published, new DayEvent.VisitsAdded(town.Origin("07:00"), [dan])).Day;
        day = town.Accepted(day, new DayEvent.VisitAssigned(town.Origin("07:01"), dan.Id, n1.Id, null, n2.Id)).Day;

        var there = town.Accepted(day, new DayEvent.VisitArrived(town.Origin("10:00", n1), dan.Id)).Day;
        there = town.Accepted(there, new DayEvent.TeamStoodDown(town.Origin("10:05"), n2.Id)).Day;
        Assert.Equal([n1.Id], there.Visits[dan.Id].Assignments.Select(assignment => assignment.Team));
        Assert.Equal(VisitStatus.Arrived, there.Visits[dan.Id].Status);

        var turning = town.Accepted(day, new DayEvent.VisitEnRoute(town.Origin("09:30", n1), dan.Id)).Day;
        turning = town.Accepted(turning, new DayEvent.TeamStoodDown(town.Origin("09:40"), n2.Id)).Day;
        Assert.Equal((VisitStatus.Requested, 0), (turning.Visits[dan.Id].Status, turning.Visits[dan.Id].Assignments.Length));
        Assert.Equal(town.At("09:40"), turning.Teams[n1.Id].HeldUntil);
    }

    [Fact]
    public void A_patient_who_is_away_is_not_visited_until_home_again()
    {
        var later = town.Visit(anna, "14:00-15:00", 20);
        var day = town.Accepted(published, new DayEvent.VisitsAdded(town.Origin("06:20"), [later])).Day;
        var away = town.Accepted(day, new DayEvent.PatientWentAway(town.Origin("07:30"), anna.Id, town.At("07:30"), "Inlagd")).Day;
        // Bo was promised 08:25 at the earliest.
        Assert.Equal("N1: Bo 08:25-08:55 | Cia 09:05-09:35 | hem 10:05 | (rast 11:00-11:30)\nN2: ", town.Drawn(away));
        Assert.All([first.Id, later.Id], id => Assert.Equal((VisitStatus.Cancelled, "Inlagd", true), (away.Visits[id].Status, away.Visits[id].Reason, away.Visits[id].IsAway)));
        Assert.Equal("note.reached", town.Noted(away, new DayEvent.PatientWentAway(town.Origin("07:31"), anna.Id, town.At("07:31"), "Inlagd")).Why);

        // Home at noon: the morning's visit is past, the afternoon's is wanted again, and was promised to nobody.
        var home = town.Accepted(away, new DayEvent.PatientCameBack(town.Origin("11:00"), anna.Id, town.At("12:00"))).Day;
        Assert.Equal(VisitStatus.Cancelled, home.Visits[first.Id].Status);
        Assert.Equal((VisitStatus.Requested, null, null, false), (home.Visits[later.Id].Status, home.Visits[later.Id].Reason, home.Visits[later.Id].Promised, home.Visits[later.Id].IsAway));
    }

    [Fact]
    public void What_is_overdue_and_what_was_agreed_for_later_is_not_made_either()
    {
        var agreed = town.Visit(anna, "13:00-15:00", 20) with { Call = new UrgentCallId(Guid.NewGuid()), IsForLater = true };
        var urgent = town.Visit(anna, "08:00-15:00", 20) with { Call = new UrgentCallId(Guid.NewGuid()) };
        var day = town.Accepted(published, new DayEvent.VisitsAdded(town.Origin("06:20"), [agreed, urgent])).Day;
        day = town.Accepted(day, new DayEvent.PatientWentAway(town.Origin("08:40"), anna.Id, town.At("08:40"), "Inlagd")).Day; // expected at 08:00
        Assert.Equal((VisitStatus.Cancelled, VisitStatus.Cancelled), (day.Visits[first.Id].Status, day.Visits[agreed.Id].Status));
        Assert.Equal(VisitStatus.Requested, day.Visits[urgent.Id].Status); // somebody asked for help there
    }

    [Fact]
    public void A_crew_that_goes_on_without_its_nurse_turns_round_only_when_she_falls_ill()
    {
        var day = town.Accepted(published, new DayEvent.VisitCompleted(town.Origin("08:30", n1), first.Id)).Day;
        day = town.Accepted(day, new DayEvent.VisitEnRoute(town.Origin("08:30", n1), third.Id)).Day;
        day = town.Accepted(day, new DayEvent.PersonLeft(town.Origin("08:45"), nils.Id)).Day;
        Assert.Equal(VisitStatus.Requested, day.Visits[third.Id].Status);
        Assert.Equal(town.At("08:55"), day.Visits[second.Id].Assignments[0].Start); // not before 08:45 and the ten minutes from Anna to Bo
    }

    [Fact]
    public void When_nobody_opens_again_later_the_routine_begins_anew()
    {
        var day = town.Accepted(published, new DayEvent.VisitNoAnswer(town.Origin("08:10", n1), first.Id)).Day;
        day = town.Accepted(day, new DayEvent.SearchStepTaken(town.Origin("08:14"), first.Id, SearchStep.Nearby, "släckt")).Day;
        day = town.Accepted(day, new DayEvent.VisitArrived(town.Origin("08:20", n1), first.Id)).Day;
        day = town.Accepted(day, new DayEvent.VisitNoAnswer(town.Origin("08:25", n1), first.Id)).Day;
        Assert.Equal((SearchStep.Nearby, town.At("08:30")), NoAnswerRoutine.Next(day.Visits[first.Id]));
    }

    [Fact]
    public void Away_from_the_afternoon_on_leaves_the_morning()
    {
        var later = town.Visit(anna, "14:00-15:00", 20);
        var day = town.Accepted(published, new DayEvent.VisitsAdded(town.Origin("06:20"), [later])).Day;
        day = town.Accepted(day, new DayEvent.PatientWentAway(town.Origin("07:30"), anna.Id, town.At("12:00"), "Hos dottern")).Day;
        Assert.Equal((VisitStatus.Published, VisitStatus.Cancelled), (day.Visits[first.Id].Status, day.Visits[later.Id].Status));
    }

    [Fact]
    public void When_nobody_opens_the_steps_come_in_order_each_with_its_time_until_somebody_does()
    {
        Assert.Equal("day.nobody-is-sought", town.Refused(published, new DayEvent.SearchStepTaken(town.Origin("08:01"), first.Id, SearchStep.Nearby, "")).Code);
        var day = town.Accepted(published, new DayEvent.VisitNoAnswer(town.Origin("08:10", n1), first.Id)).Day;
        Assert.Equal((SearchStep.Nearby, town.At("08:15")), NoAnswerRoutine.Next(day.Visits[first.Id]));
        day = town.Accepted(day, new DayEvent.SearchStepTaken(town.Origin("08:14"), first.Id, SearchStep.Nearby, "släckt")).Day;
        Assert.Equal((SearchStep.Relatives, town.At("08:25")), NoAnswerRoutine.Next(day.Visits[first.Id]));
        Assert.Equal("note.reached", town.Noted(day, new DayEvent.SearchStepTaken(town.Origin("08:15"), first.Id, SearchStep.Nearby, "igen")).Why);

        // A later step may come first; the one before it is still asked for.
        day = town.Accepted(day, new DayEvent.SearchStepTaken(town.Origin("08:16"), first.Id, SearchStep.Admitted, "nej")).Day;
        Assert.Equal(SearchStep.Relatives, NoAnswerRoutine.Next(day.Visits[first.Id])!.Value.Step);
        foreach (var step in new[] { SearchStep.Relatives, SearchStep.TwoEnter, SearchStep.Manager, SearchStep.Police })
            day = town.Accepted(day, new DayEvent.SearchStepTaken(town.Origin("08:40"), first.Id, step, "-")).Day;
        Assert.Null(NoAnswerRoutine.Next(day.Visits[first.Id]));
        Assert.Equal([SearchStep.Nearby, SearchStep.Admitted, SearchStep.Relatives, SearchStep.TwoEnter, SearchStep.Manager, SearchStep.Police], day.Visits[first.Id].Search.Select(deed => deed.Step));

        // Somebody opened after all: nobody is sought, and what was done stays known.
        var opened = town.Accepted(day, new DayEvent.VisitArrived(town.Origin("08:45", n1), first.Id)).Day.Visits[first.Id];
        Assert.Equal((null, 6), (NoAnswerRoutine.Next(opened), opened.Search.Length));
    }
}
