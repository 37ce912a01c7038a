using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Proposals;
using MobileTeams.Dispatch.Telling;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Tests.Proposals;

/// <summary>Eva (N1, until 09:00) has Anna (10 min out, 08:00) and Bo (20, 08:40); Ola (N2) has nobody. The proposal: Eva makes Bo and then Anna, or Ola takes Bo.</summary>
public sealed class WhatPublishingWouldDoIsSeenBeforehandTests
{
    private readonly Town town = new();
    private readonly Person eva, ola;
    private readonly TeamShift n1, n2;
    private readonly Visit anna, bo;
    private readonly Day day;

    public WhatPublishingWouldDoIsSeenBeforehandTests()
    {
        (eva, ola) = (town.Person("Eva"), town.Person("Ola"));
        (n1, n2) = (town.Team("N1", "07:00-09:00", eva), town.Team("N2", "07:00-16:00", ola));
        var worried = town.Patient("Anna", 10, one => one with { Persona = Persona.VulnerableWorried, PermanentCareContact = eva.Id });
        var calm = town.Patient("Bo", 20, one => one with { Persona = Persona.IndependentEngaged });
        (anna, bo) = (town.Visit(worried, "08:00-12:00", 30), town.Visit(calm, "08:00-12:00", 30));
        town.History.Add(new Meeting(calm.Id, ola.Id, ProfessionalCategory.AssistantNurse, default, town.At("08:00").AddDays(-3), MeetingKind.Visit));
        day = town.Begin([n1, n2], [anna, bo]);
        day = town.Accepted(day, town.Plan(day, (n1, [anna, bo]))).Day;
    }

    [Fact]
    public void Travel_overtime_and_new_faces_are_told_team_by_team_and_in_sum()
    {
        var compared = Of(town.Plan(day, (n1, [anna]), (n2, [bo])));

        // Before: 10 + 10 minutes to Anna and Bo, back 09:30, and Bo does not know Eva. After: 10 each way, back 08:40; 20 for Ola, whom Bo met three days ago.
        Assert.Equal(
            [
                new TeamChange(n1.Id, new Load(2, 20 * 60, TimeSpan.FromMinutes(30), 1), new Load(1, 10 * 60, TimeSpan.Zero, 0)),
                new TeamChange(n2.Id, default, new Load(1, 20 * 60, TimeSpan.Zero, 0)),
            ],
            compared.Teams);
        Assert.Equal(new Load(2, 20 * 60, TimeSpan.FromMinutes(30), 1), compared.Before);
        Assert.Equal(new Load(2, 30 * 60, TimeSpan.Zero, 0), compared.After);
    }

    [Fact]
    public void Each_patient_is_told_as_that_patient_is_reached()
    {
        // Bo 08:00-08:30, then 10 minutes back to Anna: 08:40, told 08:25-09:10.
        var compared = Of(town.Plan(day, (n1, [bo, anna])));
        Assert.Equal([bo.Id, anna.Id], compared.Changes.Offered.OrderBy(change => change.StartAfter).Select(change => change.Visit));
        var toAnna = compared.ToTell.Single(task => task.Visit == anna.Id);
        Assert.Equal((TellCause.Time, TellChannel.Call, town.At("06:25")), (toAnna.Cause, toAnna.Channel, toAnna.By)); // within a quarter of an hour of 06:10
        Assert.Equal(compared.Changes.Visits.Single(change => change.Visit == anna.Id).PromiseAfter, toAnna.Becomes);
        Assert.Equal(TellChannel.Web, compared.ToTell.Single(task => task.Visit == bo.Id).Channel);
        Assert.Equal([anna.Id, bo.Id], compared.ToTell.Select(task => task.Visit)); // the call is the first to be made
    }

    [Fact]
    public void A_proposal_that_is_the_day_offers_and_tells_nothing()
    {
        var compared = Of(town.Plan(day, (n1, [anna, bo])));
        Assert.Empty(compared.Changes.Offered);
        Assert.Empty(compared.ToTell);
        Assert.Equal(compared.Before, compared.After);
    }

    [Fact]
    public void Of_a_part_only_the_part_is_compared()
    {
        var whole = ProposalOf(town.Plan(day, (n1, []), (n2, [bo, anna])));
        var part = whole.Only(day, town.Facts, new HashSet<VisitId> { bo.Id });
        var compared = Of(new DayEvent.PlanPublished(town.Origin("06:10"), day.Version, part.Routes));
        Assert.Equal(2, whole.Compare(day).Offered.Count());
        Assert.Equal([bo.Id], compared.Changes.Offered.Select(change => change.Visit));
        Assert.DoesNotContain(compared.ToTell, task => task.Visit == anna.Id);
    }

    private Comparison Of(DayEvent.PlanPublished published) => Comparison.Of(day, ProposalOf(published), town.Accepted(day, published), town.Facts, new Dictionary<VisitId, Heard>());

    private Proposal ProposalOf(DayEvent.PlanPublished published) =>
        Planner.Plan(day, town.Facts, new DayProblemOptions(), seed: 1, TimeSpan.FromMilliseconds(50), threads: 1, progress: null, CancellationToken.None) with { Routes = published.Routes };
}
