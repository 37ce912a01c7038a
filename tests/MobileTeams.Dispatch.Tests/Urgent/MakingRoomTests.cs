using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Urgent;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Dispatch.Words;

namespace MobileTeams.Dispatch.Tests.Urgent;

public sealed class MakingRoomTests
{
    private readonly Town town = new();

    private (Day Day, Visit Urgent, Visit Planned) Asked(bool isPinned)
    {
        // Only N1 may assess. It is expected with A, 20 min out, at 08:00; the call is 20 min the other way, by 08:10: not both. N2 can make A as well.
        var (n1, n2) = (town.Team("N1", "07:00-16:00", town.Nurse("Nils")), town.Team("N2", "07:00-16:00", town.Person("Ola")));
        var planned = town.Visit(town.Patient("A", 40), "08:00-08:05", 30);
        var urgent = town.Visit(town.Patient("U", 10), "07:30-08:10", 30, CareTaskKind.NursingAssessment) with { Urgency = UrgencyClass.Yellow, Call = new UrgentCallId(town.NewId("call")) };
        var day = town.Begin([n1, n2], [planned]);
        day = town.Accepted(day, isPinned ? new DayEvent.VisitAssigned(town.Origin("06:20"), planned.Id, n1.Id, null) : town.Plan(day, (n1, [planned]))).Day;
        return (day, urgent, planned);
    }

    [Fact]
    public void A_visit_that_another_team_can_make_gives_its_team_to_the_call()
    {
        var (day, urgent, planned) = Asked(isPinned: false);
        var exchange = Assert.Single(MakingRoom.For(day, urgent, town.Facts, town.At("06:50")));
        Assert.Equal(("N1", planned.Id, "N2"), (town.Name(exchange.Team.Value), exchange.Leaves, town.Name(exchange.To.Value)));

        // N2 drives 40 min and is there at 08:00; N1 drives 10 min.
        Assert.Equal(("08:00", "08:00"), (town.Clock(exchange.LeavesFrom), town.Clock(exchange.ToStartsAt)));
        Assert.True(exchange.StartsAt <= town.At("08:10"));
        Assert.False(exchange.BreaksPromise);
        Assert.Empty(exchange.Moved);
        Assert.Equal("om N1:s 08:00 går till N2 (08:00)", Reasons.In(Language.Swedish).Of(exchange, day, town.Time));
        Assert.Equal("if N1's 08:00 goes to N2 (08:00)", Reasons.In(Language.English).Of(exchange, day, town.Time));
    }

    [Fact]
    public void What_a_dispatcher_pinned_stays()
    {
        var (day, urgent, _) = Asked(isPinned: true);
        Assert.Empty(MakingRoom.For(day, urgent, town.Facts, town.At("06:50")));
    }
}
