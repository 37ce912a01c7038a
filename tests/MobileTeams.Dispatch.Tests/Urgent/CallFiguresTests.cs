using System.Collections.Immutable;
using MobileTeams.Dispatch.Urgent;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Tests.Urgent;

public sealed class CallFiguresTests
{
    private readonly Town town = new();

    [Fact]
    public void Percentiles_are_the_nearest_rank_and_only_calls_that_came_so_far_count()
    {
        // Ten orange calls acknowledged after 1 … 10 minutes and one that nobody acknowledged.
        var calls = Enumerable.Range(1, 10).Select(minutes => Chain("09:00", UrgencyClass.Orange, minutes)).Append(Chain("09:00", UrgencyClass.Orange, null)).ToList();
        var acknowledged = CallFigures.Of(calls, UrgencyClass.Orange).Single(figures => figures.Step == CallStep.Acknowledged);
        Assert.Equal(new StepFigures(CallStep.Acknowledged, 10, TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(9), TimeSpan.FromMinutes(10), Judged: 10, InTime: 2), acknowledged); // the target is 2 minutes
        Assert.Empty(CallFigures.Of(calls, UrgencyClass.Green));
        Assert.Equal(10, CallFigures.Of(calls, null).Single(figures => figures.Step == CallStep.Acknowledged).Count);
        Assert.DoesNotContain(CallFigures.Of(calls, null), figures => figures.Step is CallStep.Arrived or CallStep.Received);
    }

    [Fact]
    public void Hours_are_those_of_the_clock_on_the_wall_when_the_call_came()
    {
        var calls = new[] { Chain("09:10", UrgencyClass.Yellow, 3), Chain("09:50", UrgencyClass.Yellow, 5), Chain("03:10", UrgencyClass.Orange, 7) };
        var hours = CallFigures.ByHour(calls, CallStep.Acknowledged, town.Time);
        Assert.Equal([3, 9], hours.Keys);
        Assert.Equal((2, TimeSpan.FromMinutes(3), 2), (hours[9].Count, hours[9].P50, hours[9].InTime));
        Assert.Equal((1, 0), CallFigures.Of([Chain("09:00", UrgencyClass.Blue, 3)], null)[0] is var blue ? (blue.Count, blue.Judged) : default); // nothing is agreed for blue
    }

    private CallChain Chain(string received, UrgencyClass urgency, int? acknowledgedAfter)
    {
        var times = ImmutableSortedDictionary<CallStep, DateTimeOffset>.Empty.Add(CallStep.Received, town.At(received));
        return new CallChain(urgency, acknowledgedAfter is { } minutes ? times.Add(CallStep.Acknowledged, town.At(received).AddMinutes(minutes)) : times);
    }
}
