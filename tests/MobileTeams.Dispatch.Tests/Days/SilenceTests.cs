using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Tests.Days;

/// <summary>N1 is to be with Anna, 10 minutes out, from 08:00 to 08:30.</summary>
public sealed class SilenceTests
{
    private readonly Town town = new();
    private readonly TeamShift n1;
    private readonly Visit anna;
    private readonly Day published;

    public SilenceTests()
    {
        n1 = town.Team("N1", "07:00-16:00", town.Nurse("Nils"));
        anna = town.Visit(town.Patient("Anna", 10), "08:00-09:00", 30);
        var day = town.Begin([n1], [anna]);
        published = town.Accepted(day, town.Plan(day, (n1, [anna]))).Day;
    }

    [Fact]
    public void A_team_that_stays_half_an_hour_over_its_time_is_silent_until_it_reports()
    {
        var there = town.Accepted(published, new DayEvent.VisitArrived(town.Origin("08:00", n1), anna.Id)).Day;
        Assert.Empty(Silence.Of(there, town.At("09:00")));
        Assert.Equal([new SilentTeam(n1.Id, anna.Id, town.At("08:30"))], Silence.Of(there, town.At("09:01")));
        Assert.Empty(Silence.Of(town.Accepted(there, new DayEvent.VisitCompleted(town.Origin("09:02", n1), anna.Id)).Day, town.At("12:00")));
    }

    [Fact]
    public void A_team_that_does_not_arrive_is_silent_and_one_that_has_not_set_out_is_not()
    {
        Assert.Empty(Silence.Of(published, town.At("10:00")));
        var rolling = town.Accepted(published, new DayEvent.VisitEnRoute(town.Origin("07:50", n1), anna.Id)).Day;
        Assert.Empty(Silence.Of(rolling, town.At("08:30")));
        Assert.Equal([new SilentTeam(n1.Id, anna.Id, town.At("08:00"))], Silence.Of(rolling, town.At("08:31")));
    }

    [Fact]
    public void Talking_with_the_team_counts_from_then_and_says_by_whom()
    {
        var there = town.Accepted(published, new DayEvent.VisitArrived(town.Origin("08:00", n1), anna.Id)).Day;
        var heard = town.Accepted(there, new DayEvent.TeamHeard(town.Origin("09:05"), n1.Id)).Day;
        Assert.Empty(Silence.Of(heard, town.At("09:35")));
        Assert.Single(Silence.Of(heard, town.At("09:36")));
        Assert.Equal(new TeamContact(town.At("09:05"), "test"), heard.Teams[n1.Id].Heard);
    }
}
