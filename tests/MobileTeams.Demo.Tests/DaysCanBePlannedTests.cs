using MobileTeams.Dispatch.Organisations;

namespace MobileTeams.Demo.Tests;

public sealed class DaysCanBePlannedTests(Norduppland norduppland)
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Even_a_short_search_finds_a_team_for_nearly_everybody(int index)
    {
        CareCentre centre = norduppland.World.Centres[index];

        var figures = PlannedDay.Of(norduppland, centre, Norduppland.Today, iterations: 400).Proposal.Figures;

        // A short search leaves some out that a longer one places; what is asked for leaves room for both care and driving.
        Assert.True(figures.LeftOut <= 0.08 * (figures.Visits + figures.LeftOut), $"{figures.LeftOut} left out of {figures.Visits + figures.LeftOut}.");
        Assert.InRange(figures.CareShare, 0.35, 0.75);
        Assert.InRange((figures.CareSeconds + figures.TravelSeconds) / (double)figures.ShiftSeconds, 0.5, 0.85);
    }
}
