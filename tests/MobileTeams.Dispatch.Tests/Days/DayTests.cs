using System.Collections.Immutable;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Tests.Days;

/// <summary>Anna, Bo and Cia live 10, 20 and 30 minutes out; team N1 has all three, N2 drives a parallel shift.</summary>
public sealed class DayTests
{
    private readonly Town town = new();
    private readonly Patient anna, bo, cia;
    private readonly Visit first, second, third;
    private readonly Person eva;
    private readonly TeamShift n1, n2;
    private readonly Day published;

    public DayTests()
    {
        (anna, bo, cia) = (town.Patient("Anna", 10), town.Patient("Bo", 20), town.Patient("Cia", 30));
        (first, second, third) = (town.Visit(anna, "08:00-09:00", 30), town.Visit(bo, "08:00-10:00", 30), town.Visit(cia, "08:00-12:00", 30));
        eva = town.Person("Eva");
        (n1, n2) = (town.Team("N1", "07:00-16:00", eva), town.Team("N2", "07:00-16:00", town.Nurse("Nils")));
        var day = town.Begin([n1, n2], [first, second, third]);
        published = town.Accepted(day, town.Plan(day, (n1, [first, second, third]))).Day;
    }

    [Fact]
    public void A_published_plan_is_drawn_with_its_times()
    {
        // Bo: 08:30 + 10 min; Cia: 09:10 + 10 min; 09:50 + 30 min home.
        Assert.Equal("N1: Anna 08:00-08:30 | Bo 08:40-09:10 | Cia 09:20-09:50 | hem 10:20\nN2: ", town.Drawn(published));
        Assert.Equal(3, published.Version);
        Assert.All(published.Visits.Values, visit => Assert.Equal(VisitStatus.Published, visit.Status));
    }

    [Fact]
    public void A_promise_is_the_rounded_start_from_15_minutes_before_to_30_after_inside_what_is_allowed()
    {
        Assert.Equal(town.Window("08:00-08:30"), published.Visits[first.Id].Promised); // nothing before 08:00 is allowed
        Assert.Equal(town.Window("08:25-09:10"), published.Visits[second.Id].Promised);
        Assert.Equal(town.Window("09:05-09:50"), published.Visits[third.Id].Promised);
        Assert.Equal(town.Window("08:25-09:10"), PromiseWindow.Of(town.At("08:37").AddSeconds(30), town.Window("07:00-12:00")));
        Assert.Equal(town.Window("08:20-09:05"), PromiseWindow.Of(town.At("08:37").AddSeconds(29), town.Window("07:00-12:00")));

        // A start that is itself outside what is allowed is still inside its own promise.
        Assert.True(PromiseWindow.Of(town.At("12:10"), town.Window("07:00-12:00")).Contains(town.At("12:10")));
    }

    [Fact]
    public void What_happens_moves_all_that_comes_after_it()
    {
        var day = town.Accepted(published, new DayEvent.VisitEnRoute(town.Origin("07:50", n1), first.Id)).Day;
        day = town.Accepted(day, new DayEvent.VisitArrived(town.Origin("08:05", n1), first.Id)).Day;
        Assert.Equal("N1: Anna 08:05-08:35 Arrived | Bo 08:45-09:15 | Cia 09:25-09:55 | hem 10:25\nN2: ", town.Drawn(day));
        var done = town.Accepted(day, new DayEvent.VisitCompleted(town.Origin("08:50", n1), first.Id));
        Assert.Equal("N1: Anna 08:05-08:50 Completed | Bo 09:00-09:30 | Cia 09:40-10:10 | hem 10:40\nN2: ", town.Drawn(done.Day));
        Assert.Equal([first.Id, second.Id, third.Id], done.Visits);
        Assert.Equal([n1.Id], done.Teams);
        Assert.Empty(done.BrokenPromises);
    }

    [Fact]
    public void A_team_that_is_early_waits_for_what_was_promised()
    {
        var day = town.Accepted(published, new DayEvent.VisitArrived(town.Origin("08:00", n1), first.Id)).Day;
        day = town.Accepted(day, new DayEvent.VisitCompleted(town.Origin("08:10", n1), first.Id)).Day;

        // Bo could start at 08:20 but was told 08:25 at the earliest.
        Assert.Equal("N1: Anna 08:00-08:10 Completed | Bo 08:25-08:55 | Cia 09:05-09:35 | hem 10:05\nN2: ", town.Drawn(day));
    }

    [Fact]
    public void Completed_may_come_while_only_dispatched()
    {
        var day = town.Accepted(published, new DayEvent.VisitDispatched(town.Origin("07:30"), first.Id, n1.Id)).Day;
        Assert.Equal(VisitStatus.Dispatched, day.Visits[first.Id].Status);
        day = town.Accepted(day, new DayEvent.VisitCompleted(town.Origin("08:40", n1), first.Id)).Day;
        Assert.Equal(VisitStatus.Completed, day.Visits[first.Id].Status);
        Assert.Null(day.Visits[first.Id].ArrivedAt);
        Assert.Equal("N1: Anna 08:10-08:40 Completed | Bo 08:50-09:20 | Cia 09:30-10:00 | hem 10:30\nN2: ", town.Drawn(day));
    }

    [Fact]
    public void A_fact_that_lags_behind_is_noted_and_its_time_kept()
    {
        var day = town.Accepted(published, new DayEvent.VisitCompleted(town.Origin("08:40", n1), first.Id)).Day;
        var late = town.Noted(day, new DayEvent.VisitArrived(town.Origin("08:05", n1), first.Id));
        Assert.Equal("note.passed", late.Why);
        Assert.Equal(day.Version + 1, late.Day.Version);
        Assert.Equal(town.At("08:05"), late.Day.Visits[first.Id].ArrivedAt);
        Assert.Equal(VisitStatus.Completed, late.Day.Visits[first.Id].Status);
        Assert.Equal("note.reached", town.Noted(late.Day, new DayEvent.VisitCompleted(town.Origin("08:41", n1), first.Id)).Why);
    }

    [Theory]
    [InlineData(VisitStatus.Acknowledged)]
    [InlineData(VisitStatus.EnRoute)]
    [InlineData(VisitStatus.Arrived)]
    [InlineData(VisitStatus.InProgress)]
    [InlineData(VisitStatus.Completed)]
    public void Every_step_may_be_skipped_and_every_earlier_one_is_then_noted(VisitStatus reached)
    {
        DayEvent Fact(VisitStatus status, string at) => status switch
        {
            VisitStatus.Acknowledged => new DayEvent.VisitAcknowledged(town.Origin(at, n1), first.Id),
            VisitStatus.EnRoute => new DayEvent.VisitEnRoute(town.Origin(at, n1), first.Id),
            VisitStatus.Arrived => new DayEvent.VisitArrived(town.Origin(at, n1), first.Id),
            VisitStatus.InProgress => new DayEvent.VisitStarted(town.Origin(at, n1), first.Id),
            _ => new DayEvent.VisitCompleted(town.Origin(at, n1), first.Id),
        };

        VisitStatus[] order = [VisitStatus.Acknowledged, VisitStatus.EnRoute, VisitStatus.Arrived, VisitStatus.InProgress, VisitStatus.Completed];
        var day = town.Accepted(published, Fact(reached, "08:10")).Day;
        Assert.Equal(reached, day.Visits[first.Id].Status);
        foreach (var status in order)
        {
            if (Array.IndexOf(order, status) <= Array.IndexOf(order, reached)) Assert.Equal(reached, town.Noted(day, Fact(status, "08:20")).Day.Visits[first.Id].Status);
            else Assert.Equal(status, town.Accepted(day, Fact(status, "08:20")).Day.Visits[first.Id].Status);
        }
    }

    [Fact]
    public void A_tablet_cannot_speak_for_another_teams_visit()
    {
        var refusal = town.Refused(published, new DayEvent.VisitArrived(town.Origin("08:05", n2), first.Id));
        Assert.Equal(new Refusal.AnotherTeamsVisit(first.Id), refusal);
        Assert.Equal("day.another-teams-visit", refusal.Code);
        Assert.IsType<Refusal.UnknownTeam>(town.Refused(published, new DayEvent.VisitArrived(town.Origin("08:05", town.Team("X", "07:00-16:00", eva)), first.Id)));
    }

    [Fact]
    public void The_unknown_the_wrong_day_and_the_visit_without_a_team_are_refused()
    {
        var stranger = town.Visit(anna, "08:00-09:00", 30);
        Assert.Equal(new Refusal.UnknownVisit(stranger.Id), town.Refused(published, new DayEvent.VisitArrived(town.Origin("08:05"), stranger.Id)));
        var origin = town.Origin("08:05", n1) with { At = town.At("08:05").AddDays(2) };
        Assert.Equal(new Refusal.AnotherDay(Town.Date.AddDays(2)), town.Refused(published, new DayEvent.VisitArrived(origin, first.Id)));
        Assert.Equal(new Refusal.AnotherDay(Town.Date.AddDays(1)), town.Refused(published, new DayEvent.VisitsAdded(town.Origin("08:05"), [first with { Date = Town.Date.AddDays(1) }])));
        Assert.Equal(new Refusal.AnotherDay(Town.Date.AddDays(1)), town.Refused(published, new DayEvent.TeamsAdded(town.Origin("08:05"), [n1 with { Date = Town.Date.AddDays(1) }])));
        var withMore = town.Accepted(published, new DayEvent.VisitsAdded(town.Origin("08:05"), [stranger])).Day;
        Assert.Equal(new Refusal.NoTeam(stranger.Id), town.Refused(withMore, new DayEvent.VisitArrived(town.Origin("08:05"), stranger.Id)));
    }

    [Fact]
    public void Expanded_visits_come_once()
    {
        Assert.Equal("note.visits-known", town.Noted(published, new DayEvent.VisitsAdded(town.Origin("08:05"), [first, second])).Why);
        var more = town.Visit(anna, "12:00-13:00", 10);
        var added = town.Accepted(published, new DayEvent.VisitsAdded(town.Origin("08:05"), [first, more, more]));
        Assert.Equal([more.Id], added.Visits);
        Assert.Equal(VisitStatus.Published, added.Day.Visits[first.Id].Status);
    }

    [Fact]
    public void A_nurse_who_takes_another_order_is_followed()
    {
        var day = town.Accepted(published, new DayEvent.VisitEnRoute(town.Origin("07:40", n1), second.Id)).Day;
        Assert.Equal([second.Id, first.Id, third.Id], day.Teams[n1.Id].Route);
        day = town.Accepted(day, new DayEvent.VisitEnRoute(town.Origin("07:45", n1), third.Id)).Day;
        Assert.Equal([third.Id, second.Id, first.Id], day.Teams[n1.Id].Route);
        Assert.Equal(VisitStatus.Acknowledged, day.Visits[second.Id].Status);
    }

    [Fact]
    public void When_nobody_opens_the_visit_ends_and_may_yet_be_made()
    {
        var day = town.Accepted(published, new DayEvent.VisitNoAnswer(town.Origin("08:05", n1), first.Id)).Day;
        Assert.Equal("N1: Anna 08:05-08:05 NoAnswer | Bo 08:25-08:55 | Cia 09:05-09:35 | hem 10:05\nN2: ", town.Drawn(day));
        Assert.Equal("note.reached", town.Noted(day, new DayEvent.VisitNoAnswer(town.Origin("08:06", n1), first.Id)).Why);
        var opened = town.Accepted(day, new DayEvent.VisitStarted(town.Origin("08:12", n1), first.Id)).Day;
        Assert.Equal(VisitStatus.InProgress, opened.Visits[first.Id].Status);
        Assert.Null(opened.Visits[first.Id].EndedAt);
        Assert.IsType<DayChange.Noted>(day.Apply(new DayEvent.VisitArrived(town.Origin("08:04", n1), first.Id), town.Facts));
    }

    [Fact]
    public void A_visit_declined_at_the_door_stays_as_what_happened_and_one_declined_before_leaves_the_route()
    {
        var atDoor = town.Accepted(published, new DayEvent.VisitArrived(town.Origin("08:00", n1), first.Id)).Day;
        atDoor = town.Accepted(atDoor, new DayEvent.VisitDeclined(town.Origin("08:05", n1), first.Id, "sover")).Day;
        Assert.Equal([first.Id, second.Id, third.Id], atDoor.Teams[n1.Id].Route);
        Assert.Equal("sover", atDoor.Visits[first.Id].Reason);
        var before = town.Accepted(published, new DayEvent.VisitDeclined(town.Origin("07:05"), first.Id, "mår bra")).Day;
        Assert.Equal("N1: Bo 08:25-08:55 | Cia 09:05-09:35 | hem 10:05\nN2: ", town.Drawn(before));
        Assert.Equal(new Refusal.VisitIsOver(first.Id, VisitStatus.Declined), town.Refused(before, new DayEvent.VisitDispatched(town.Origin("07:30"), first.Id, n1.Id)));
    }

    [Fact]
    public void A_visit_cancelled_on_the_way_turns_the_team_round()
    {
        var day = town.Accepted(published, new DayEvent.VisitEnRoute(town.Origin("08:20", n1), first.Id)).Day;
        day = town.Accepted(day, new DayEvent.VisitCancelled(town.Origin("08:28"), first.Id, "inlagd")).Day;

        // It was last known at the centre; from 08:28 it takes 20 minutes to Bo.
        Assert.Equal("N1: Bo 08:48-09:18 | Cia 09:28-09:58 | hem 10:28\nN2: ", town.Drawn(day));
        Assert.Equal(VisitStatus.Cancelled, day.Visits[first.Id].Status);
        Assert.Empty(day.Visits[first.Id].Assignments);
        Assert.Equal("note.reached", town.Noted(day, new DayEvent.VisitCancelled(town.Origin("08:30"), first.Id, "inlagd")).Why);

        // The tablet had no signal and still says that it arrived.
        Assert.Equal("note.passed", town.Noted(day, new DayEvent.VisitArrived(town.Origin("08:30", n1), first.Id)).Why);
        var underWay = town.Accepted(published, new DayEvent.VisitArrived(town.Origin("08:00", n1), first.Id)).Day;
        Assert.Equal(new Refusal.VisitIsUnderWay(first.Id, VisitStatus.Arrived), town.Refused(underWay, new DayEvent.VisitCancelled(town.Origin("08:01"), first.Id, "")));
    }

    [Fact]
    public void Assigning_finds_the_earliest_place_that_breaks_no_window()
    {
        var more = town.Visit(town.Patient("Dan", 25), "07:00-12:00", 20);
        var day = town.Accepted(published, new DayEvent.VisitsAdded(town.Origin("07:00"), [more])).Day;

        // Before Anna: 07:00 + 25 min, 20 min there, 15 min back to Anna at 08:00. Nobody moves.
        var assigned = town.Accepted(day, new DayEvent.VisitAssigned(town.Origin("07:00"), more.Id, n1.Id, null));
        Assert.Equal("N1: Dan 07:25-07:45 | Anna 08:00-08:30 | Bo 08:40-09:10 | Cia 09:20-09:50 | hem 10:20\nN2: ", town.Drawn(assigned.Day));
        Assert.True(assigned.Day.Visits[more.Id].IsPinned);
        Assert.Equal(VisitStatus.Planned, assigned.Day.Visits[more.Id].Status);
        Assert.Empty(assigned.BrokenPromises);
    }

    [Fact]
    public void Assigning_to_a_place_tells_whose_promise_breaks()
    {
        var more = town.Visit(town.Patient("Dan", 25), "07:00-12:00", 20);
        var day = town.Accepted(published, new DayEvent.VisitsAdded(town.Origin("07:00"), [more])).Day;
        var assigned = town.Accepted(day, new DayEvent.VisitAssigned(town.Origin("07:00"), more.Id, n1.Id, 1));

        // Anna to Dan is 15 min, Dan to Bo 5: Bo at 09:10 is still promised, Cia at 09:50 too (10 min from 09:40).
        Assert.Equal("N1: Anna 08:00-08:30 | Dan 08:45-09:05 | Bo 09:10-09:40 | Cia 09:50-10:20 | hem 10:50\nN2: ", town.Drawn(assigned.Day));
        Assert.Empty(assigned.BrokenPromises);
        var longer = town.Visit(town.Patient("Eli", 25), "07:00-12:00", 21);
        day = town.Accepted(published, new DayEvent.VisitsAdded(town.Origin("07:00"), [longer])).Day;
        Assert.Equal([second.Id, third.Id], town.Accepted(day, new DayEvent.VisitAssigned(town.Origin("07:00"), longer.Id, n1.Id, 1)).BrokenPromises);
    }

    [Fact]
    public void Assigning_lists_every_hard_rule_that_breaks()
    {
        var more = town.Visit(town.Patient("Dan", 60, one => one with { Safety = SafetyFlags.ViolenceRisk }), "07:00-07:30", 20, CareTaskKind.Infusion);
        var day = town.Accepted(published, new DayEvent.VisitsAdded(town.Origin("07:00"), [more])).Day;
        var refusal = Assert.IsType<Refusal.RuleBroken>(town.Refused(day, new DayEvent.VisitAssigned(town.Origin("07:00"), more.Id, n1.Id, 3)));

        // After Cia at 09:50 it is 30 min to Dan: 10:20, 170 min after 07:30.
        Assert.Equal([new BrokenRule("rule.competence", 0, "Infusion"), new BrokenRule("rule.double-staffing", 1, null), new BrokenRule("rule.window", 170 * 60, null)], refusal.Rules);
    }

    [Fact]
    public void A_shift_that_would_end_too_late_is_refused_with_how_much()
    {
        var more = town.Visit(town.Patient("Dan", 60), "14:50-15:20", 20);
        var day = town.Accepted(published, new DayEvent.VisitsAdded(town.Origin("07:00"), [more])).Day;
        var refusal = Assert.IsType<Refusal.RuleBroken>(town.Refused(day, new DayEvent.VisitAssigned(town.Origin("07:00"), more.Id, n1.Id, null)));
        Assert.Equal([new BrokenRule("rule.shift-end", 600, null)], refusal.Rules); // 14:50 + 20 + 60 min is 16:10
    }

    [Fact]
    public void Two_teams_together_make_a_double_visit_and_wait_for_each_other()
    {
        var more = town.Visit(town.Patient("Dan", 40), "07:00-15:00", 20) with { StaffNeeded = 2 };
        var day = town.Accepted(published, new DayEvent.VisitsAdded(town.Origin("07:00"), [more])).Day;
        Assert.IsType<Refusal.RuleBroken>(town.Refused(day, new DayEvent.VisitAssigned(town.Origin("07:00"), more.Id, n2.Id, null)));
        day = town.Accepted(day, new DayEvent.VisitAssigned(town.Origin("07:00"), more.Id, n1.Id, 3, n2.Id)).Day;

        // N1 comes from Cia at 09:50 + 10 min; N2 could have been there at 07:40.
        Assert.Equal("N1: Anna 08:00-08:30 | Bo 08:40-09:10 | Cia 09:20-09:50 | Dan 10:00-10:20 | hem 11:00\nN2: Dan 10:00-10:20 | hem 11:00", town.Drawn(day));
        day = town.Accepted(day, new DayEvent.TeamDelayed(town.Origin("07:00"), n1.Id, TimeSpan.FromMinutes(20))).Day;
        Assert.Equal("N1: Anna 08:20-08:50 | Bo 09:00-09:30 | Cia 09:40-10:10 | Dan 10:20-10:40 | hem 11:20\nN2: Dan 10:20-10:40 | hem 11:20", town.Drawn(day));
    }

    [Fact]
    public void Two_double_visits_in_opposite_orders_can_never_happen_and_are_refused()
    {
        var (dan, eli) = (town.Visit(town.Patient("Dan", 40), "07:00-15:00", 20) with { StaffNeeded = 2 }, town.Visit(town.Patient("Eli", 50), "07:00-15:00", 20) with { StaffNeeded = 2 });
        var day = town.Begin([n1, n2], [dan, eli]);
        var plan = town.Plan(day, (n1, [dan, eli]), (n2, [eli, dan]));
        Assert.Equal("rule.order-circle", Assert.Single(Assert.IsType<Refusal.RuleBroken>(town.Refused(day, plan)).Rules).Code);
        Assert.Equal("N1: Dan 07:40-08:00 | Eli 08:10-08:30 | hem 09:20\nN2: Dan 07:40-08:00 | Eli 08:10-08:30 | hem 09:20", town.Drawn(town.Accepted(day, town.Plan(day, (n1, [dan, eli]), (n2, [dan, eli]))).Day));
    }

    [Fact]
    public void A_meal_waits_for_its_insulin_and_not_too_long()
    {
        var insulin = town.Visit(anna, "08:00-09:00", 10);
        var meal = town.Visit(anna, "07:30-12:00", 20) with { Follows = insulin.Id, FollowsWithin = TimeSpan.FromMinutes(30) };
        var day = town.Begin([n1, n2], [insulin, meal]);
        day = town.Accepted(day, town.Plan(day, (n1, [insulin]), (n2, [meal]))).Day;
        Assert.Equal("N1: Anna 08:00-08:10 | hem 08:20\nN2: Anna 08:10-08:30 | hem 08:40", town.Drawn(day));

        // With the meal at 08:50 the insulin waits until 08:20 …
        var late = town.Accepted(day, new DayEvent.TeamDelayed(town.Origin("07:00"), n2.Id, TimeSpan.FromMinutes(40))).Day;
        Assert.Equal("N1: Anna 08:20-08:30 | hem 08:40\nN2: Anna 08:50-09:10 | hem 09:20", town.Drawn(late));

        // … but not beyond the 08:30 that was promised: with the meal at 09:20 it is 50 minutes.
        var later = town.Accepted(day, new DayEvent.TeamDelayed(town.Origin("07:00"), n2.Id, TimeSpan.FromMinutes(70))).Day;
        var refusal = Assert.IsType<Refusal.RuleBroken>(town.Refused(later, new DayEvent.VisitAssigned(town.Origin("07:01"), meal.Id, n2.Id, 0)));
        Assert.Equal([new BrokenRule("rule.follows-within", 20 * 60, null)], refusal.Rules);
    }

    [Fact]
    public void A_dispatched_urgent_visit_comes_next_and_the_one_on_the_way_is_redirected()
    {
        var urgent = town.Visit(town.Patient("Dan", 15), "08:20-09:00", 30) with { Urgency = UrgencyClass.Orange };
        var day = town.Accepted(published, new DayEvent.VisitCompleted(town.Origin("08:30", n1), first.Id)).Day;
        day = town.Accepted(day, new DayEvent.VisitEnRoute(town.Origin("08:31", n1), second.Id)).Day;
        day = town.Accepted(day, new DayEvent.VisitsAdded(town.Origin("08:32"), [urgent])).Day;
        var sent = town.Accepted(day, new DayEvent.VisitDispatched(town.Origin("08:33"), urgent.Id, n1.Id));

        // Last known at Anna's door; from 08:33 5 min to Dan, then 5 to Bo, who was promised 09:10 at the latest.
        Assert.Equal("N1: Anna 08:00-08:30 Completed | Dan 08:38-09:08 Dispatched | Bo 09:13-09:43 Redirected | Cia 09:53-10:23 | hem 10:53\nN2: ", town.Drawn(sent.Day));
        Assert.Equal([second.Id, third.Id], sent.BrokenPromises);
        Assert.Equal("note.reached", town.Noted(sent.Day, new DayEvent.VisitDispatched(town.Origin("08:34"), urgent.Id, n1.Id)).Why);
        var again = town.Accepted(sent.Day, new DayEvent.VisitEnRoute(town.Origin("09:08", n1), second.Id)).Day;
        Assert.Equal(VisitStatus.EnRoute, again.Visits[second.Id].Status);
    }

    [Fact]
    public void A_team_that_is_with_a_patient_goes_when_it_is_done()
    {
        var urgent = town.Visit(town.Patient("Dan", 15), "08:00-09:00", 30);
        var day = town.Accepted(published, new DayEvent.VisitArrived(town.Origin("08:00", n1), first.Id)).Day;
        day = town.Accepted(day, new DayEvent.VisitsAdded(town.Origin("08:02"), [urgent])).Day;
        day = town.Accepted(day, new DayEvent.VisitDispatched(town.Origin("08:03"), urgent.Id, n1.Id)).Day;
        Assert.Equal([first.Id, urgent.Id, second.Id, third.Id], day.Teams[n1.Id].Route);
        Assert.Equal("08:35", town.Clock(day.Visits[urgent.Id].Assignments[0].Start));
    }

    [Fact]
    public void A_seen_team_is_expected_from_where_it_was_seen()
    {
        var day = town.Accepted(published, new DayEvent.VisitCompleted(town.Origin("08:30", n1), first.Id)).Day;
        day = town.Accepted(day, new DayEvent.VisitEnRoute(town.Origin("08:31", n1), second.Id)).Day;

        // At 08:50 it is still 8 minutes away.
        day = town.Accepted(day, new DayEvent.TeamSeen(town.Origin("08:50", n1), n1.Id, Town.Place(12))).Day;
        Assert.Equal("08:58", town.Clock(day.Visits[second.Id].Assignments[0].Start));
        Assert.Equal("note.seen-later", town.Noted(day, new DayEvent.TeamSeen(town.Origin("08:45", n1), n1.Id, Town.Place(11))).Why);
    }

    [Fact]
    public void A_delay_can_be_taken_back()
    {
        var day = town.Accepted(published, new DayEvent.TeamDelayed(town.Origin("07:30"), n1.Id, TimeSpan.FromMinutes(45)));
        Assert.Equal("N1: Anna 08:45-09:15 | Bo 09:25-09:55 | Cia 10:05-10:35 | hem 11:05\nN2: ", town.Drawn(day.Day));
        Assert.Equal([first.Id, second.Id, third.Id], day.BrokenPromises);
        Assert.Equal(town.Drawn(published), town.Drawn(town.Accepted(day.Day, new DayEvent.TeamDelayed(town.Origin("07:31"), n1.Id, TimeSpan.Zero)).Day));
    }

    [Fact]
    public void A_delay_that_is_taken_back_puts_the_visits_before_the_break_again()
    {
        var rested = town.Accepted(published, new DayEvent.TeamsAdded(town.Origin("06:30"), [n1 with { Breaks = [new MealBreak(TimeSpan.FromMinutes(30), town.At("11:00"), town.At("13:00"))] }])).Day;
        var late = town.Accepted(rested, new DayEvent.TeamDelayed(town.Origin("07:30"), n1.Id, TimeSpan.FromMinutes(200))).Day;
        Assert.True(late.Visits[third.Id].Assignments[0].Start > late.Teams[n1.Id].Breaks[0].Start); // the break came first
        Assert.Equal(town.Drawn(rested), town.Drawn(town.Accepted(late, new DayEvent.TeamDelayed(town.Origin("07:31"), n1.Id, TimeSpan.Zero)).Day));
    }

    [Fact]
    public void A_plan_for_an_older_day_is_refused()
    {
        var plan = town.Plan(published, (n1, [first, second, third]));
        var day = town.Accepted(published, new DayEvent.VisitUnassigned(town.Origin("07:00"), first.Id)).Day;
        Assert.Equal(new Refusal.DayMovedOn(published.Version, day.Version), town.Refused(day, plan));
    }

    [Fact]
    public void A_plan_still_fits_after_a_note_a_position_and_what_the_teams_report()
    {
        var plan = town.Plan(published, (n1, [first, third, second]));
        var day = town.Accepted(published, new DayEvent.NoteAdded(town.Origin("07:00"), first.Id, "Hunden är lös")).Day;
        day = town.Accepted(day, new DayEvent.VisitEnRoute(town.Origin("07:50", n1), first.Id)).Day;
        day = town.Accepted(day, new DayEvent.TeamSeen(town.Origin("07:52", n1), n1.Id, Town.Place(3))).Day;
        day = town.Accepted(day, new DayEvent.VisitArrived(town.Origin("08:00", n1), first.Id)).Day;
        Assert.Equal([first.Id, third.Id, second.Id], town.Accepted(day, plan).Day.Teams[n1.Id].Route);

        // The other team was to have the visit at which somebody is by now.
        var other = town.Plan(published, (n1, [second, third]), (n2, [first]));
        Assert.Equal(new Refusal.VisitIsUnderWay(first.Id, VisitStatus.Arrived), town.Refused(day, other));
    }

    [Fact]
    public void A_new_plan_moves_what_has_not_started_and_leaves_the_rest()
    {
        var day = town.Accepted(published, new DayEvent.VisitArrived(town.Origin("08:05", n1), first.Id)).Day;
        var plan = town.Plan(day, (n2, [third]), (n1, [first, second]));
        var change = town.Accepted(day, plan);
        Assert.Equal("N1: Anna 08:05-08:35 Arrived | Bo 08:45-09:15 | hem 09:35\nN2: Cia 08:00-08:30 | hem 09:00", town.Drawn(change.Day));
        Assert.Equal([third.Id], change.BrokenPromises); // promised 09:05–09:50, now 08:00
        Assert.Equal(town.Window("08:00-08:30"), change.Day.Visits[third.Id].Promised);
        Assert.Equal(town.Window("08:25-09:10"), change.Day.Visits[second.Id].Promised);
        Assert.Equal(new Refusal.VisitIsUnderWay(first.Id, VisitStatus.Arrived), town.Refused(day, town.Plan(day, (n2, [first]))));
    }

    [Fact]
    public void What_a_new_plan_leaves_out_waits_for_a_team_again()
    {
        var change = town.Accepted(published, town.Plan(published, (n1, [first, third])));
        Assert.Equal(VisitStatus.Requested, change.Day.Visits[second.Id].Status);
        Assert.Empty(change.Day.Visits[second.Id].Assignments);

        // Cia was told 09:05 at the earliest; the plan says 08:50, so she is told anew.
        Assert.Equal("N1: Anna 08:00-08:30 | Cia 08:50-09:20 | hem 09:50\nN2: ", town.Drawn(change.Day));
        Assert.Equal([third.Id], change.BrokenPromises);
        Assert.Equal(town.Window("08:35-09:20"), change.Day.Visits[third.Id].Promised);
    }

    [Fact]
    public void A_plan_may_not_move_what_a_dispatcher_pinned()
    {
        var day = town.Accepted(published, new DayEvent.VisitAssigned(town.Origin("07:00"), second.Id, n2.Id, null)).Day;
        var refusal = Assert.IsType<Refusal.RuleBroken>(town.Refused(day, town.Plan(day, (n1, [first, second, third]))));
        Assert.Equal(new BrokenRule("rule.pinned", 0, null), Assert.Single(refusal.Rules));
        Assert.Equal("rule.pinned", Assert.Single(Assert.IsType<Refusal.RuleBroken>(town.Refused(day, town.Plan(day, (n2, [])))).Rules).Code);
        var free = town.Accepted(day, new DayEvent.VisitUnassigned(town.Origin("07:01"), second.Id)).Day;
        Assert.Equal(VisitStatus.Requested, free.Visits[second.Id].Status);
        Assert.IsType<DayChange.Accepted>(free.Apply(town.Plan(free, (n1, [first, second, third])), town.Facts));
        Assert.Equal("note.reached", town.Noted(free, new DayEvent.VisitUnassigned(town.Origin("07:02"), second.Id)).Why);
    }

    [Fact]
    public void A_plan_that_breaks_a_rule_about_people_is_refused()
    {
        var infusion = town.Visit(anna, "08:00-09:00", 30, CareTaskKind.Infusion);
        var day = town.Begin([n1, n2], [infusion]);
        Assert.Equal(new BrokenRule("rule.competence", 0, "Infusion"), Assert.Single(Assert.IsType<Refusal.RuleBroken>(town.Refused(day, town.Plan(day, (n1, [infusion])))).Rules));
        Assert.IsType<DayChange.Accepted>(day.Apply(town.Plan(day, (n2, [infusion])), town.Facts));
    }

    [Fact]
    public void A_break_is_taken_in_its_band()
    {
        var withBreak = town.Team("N3", "07:00-16:00", eva) with { Breaks = [new MealBreak(TimeSpan.FromMinutes(30), town.At("11:00"), town.At("12:00"))] };
        var (early, late) = (town.Visit(anna, "10:30-11:00", 60), town.Visit(bo, "12:15-12:30", 60));
        var day = town.Begin([withBreak], [early, late]);
        Assert.Equal("N3: (rast 11:00-11:30)", town.Drawn(day));
        day = town.Accepted(day, new DayEvent.VisitAssigned(town.Origin("07:00"), late.Id, withBreak.Id, null)).Day;
        Assert.Equal("N3: (rast 11:00-11:30) | Bo 12:15-13:15 | hem 13:35", town.Drawn(day));

        // Anna until 11:30, then the break at Anna's until 12:00, then 10 minutes to Bo.
        day = town.Accepted(day, new DayEvent.VisitAssigned(town.Origin("07:00"), early.Id, withBreak.Id, null)).Day;
        Assert.Equal("N3: Anna 10:30-11:30 | (rast 11:30-12:00) | Bo 12:15-13:15 | hem 13:35", town.Drawn(day));
        day = town.Accepted(day, new DayEvent.VisitArrived(town.Origin("10:45", withBreak), early.Id)).Day;
        Assert.Equal("N3: Anna 10:45-11:45 Arrived | (rast 11:45-12:15) | Bo 12:25-13:25 | hem 13:45", town.Drawn(day));
    }

    [Fact]
    public void Seen_from_later_what_has_not_begun_is_expected_from_now_on()
    {
        Assert.Equal("N1: Anna 08:40-09:10 | Bo 09:20-09:50 | Cia 10:00-10:30 | hem 11:00\nN2: ", town.Drawn(published.AsSeenAt(town.At("08:30"), town.Facts)));
        Assert.Equal([first.Id, second.Id, third.Id], published.AsSeenAt(town.At("08:30"), town.Facts).BrokenPromises().OrderBy(id => id.Value));
        var day = town.Accepted(published, new DayEvent.VisitArrived(town.Origin("08:00", n1), first.Id)).Day;
        Assert.Equal("N1: Anna 08:00-08:45 Arrived | Bo 08:55-09:25 | Cia 09:35-10:05 | hem 10:35\nN2: ", town.Drawn(day.AsSeenAt(town.At("08:45"), town.Facts)));
    }

    [Fact]
    public void Notes_are_kept_also_on_a_visit_that_is_over()
    {
        var day = town.Accepted(published, new DayEvent.VisitCompleted(town.Origin("08:40", n1), first.Id)).Day;
        var note = Assert.Single(town.Accepted(day, new DayEvent.NoteAdded(town.Origin("08:45", n1), first.Id, "Såret läker")).Day.Visits[first.Id].Notes);
        Assert.Equal(("Såret läker", town.At("08:45")), (note.Text, note.At));
    }

    [Fact]
    public void A_visit_that_comes_when_guests_are_not_welcome_is_listed()
    {
        var late = town.Patient("Sen", 10, one => one with { GuestRules = new GuestRules(new TimeOnly(9, 0), null) });
        var (early, fine) = (town.Visit(late, "08:00-08:30", 30), town.Visit(late, "09:00-10:00", 30));
        var day = town.Begin([n1], [early, fine]);
        Assert.Equal([early.Id], DayRules.OutsideGuestRules(town.Accepted(day, town.Plan(day, (n1, [early, fine]))).Day, town.Facts));
    }

    [Fact]
    public void A_changed_crew_shows_which_visits_it_may_no_longer_make()
    {
        var infusion = town.Visit(anna, "08:00-09:00", 30, CareTaskKind.Infusion);
        var day = town.Begin([n1, n2], [infusion]);
        day = town.Accepted(day, town.Plan(day, (n2, [infusion]))).Day;
        Assert.Empty(DayRules.Broken(day, town.Facts));
        day = town.Accepted(day, new DayEvent.TeamsAdded(town.Origin("07:20"), [n2 with { Crew = [eva.Id] }])).Day;
        Assert.Equal([(infusion.Id, n2.Id, new BrokenRule("rule.competence", 0, "Infusion"))], DayRules.Broken(day, town.Facts));
        Assert.Equal([infusion.Id], day.Teams[n2.Id].Route);
    }
}
