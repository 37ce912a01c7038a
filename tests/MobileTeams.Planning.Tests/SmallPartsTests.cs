using MobileTeams.Measures;

namespace MobileTeams.Planning.Tests;

public sealed class SmallPartsTests
{
    [Fact]
    public void Whoever_sets_out_later_never_arrives_earlier()
    {
        // 40 minutes until nine, 10 after: at 8:50 it is better to wait until nine and arrive at 9:10, 20 minutes in all.
        var travel = new Travel([new TravelSlice(0, Drawn.StreetMatrix(2, 2400)), new TravelSlice(32_400, Drawn.StreetMatrix(2, 600))]);
        Assert.Equal([2400, 1200, 600], [travel.Seconds(0, 1, 28_800), travel.Seconds(0, 1, 31_800), travel.Seconds(0, 1, 32_400)]);
        for (var ready = 28_000; ready < 34_000; ready += 37)
        {
            Assert.True(ready + travel.Seconds(0, 1, ready) <= ready + 37 + travel.Seconds(0, 1, ready + 37));
            var arrival = ready + travel.Seconds(0, 1, ready);
            var latest = travel.LatestReady(0, 1, arrival);
            Assert.True(latest >= ready && latest + travel.Seconds(0, 1, latest) <= arrival && latest + 1 + travel.Seconds(0, 1, latest + 1) > arrival);
        }
    }

    [Fact]
    public void The_next_open_second_of_several_windows()
    {
        int[] open = [10, 20, 40, 50];
        Assert.Equal([10, 15, 40, 50, Model.Never], [Model.NextOpen(open, 0), Model.NextOpen(open, 15), Model.NextOpen(open, 21), Model.NextOpen(open, 50), Model.NextOpen(open, 51)]);
        Assert.Equal([Model.AnyTime, 15, 20, 50], [Model.LastOpen(open, 9), Model.LastOpen(open, 15), Model.LastOpen(open, 30), Model.LastOpen(open, 99)]);
    }

    [Fact]
    public void The_temperature_is_what_mathematics_says()
    {
        for (var x = 0.001; x <= 1; x += 0.037) Assert.Equal(-Math.Log(x), Cooling.MinusLog(x), 8);
        Assert.Equal(0.5, Cooling.Half(1), 9);
        Assert.Equal(Math.Pow(2, -3.25), Cooling.Half(3.25), 9);
    }

    [Fact]
    public void Dice_fall_the_same_for_the_same_seed_and_evenly()
    {
        var (a, b) = (new Dice(7), new Dice(7));
        var counts = new int[6];
        for (var throws = 0; throws < 6000; throws++)
        {
            var fallen = a.Below(6);
            Assert.Equal(fallen, b.Below(6));
            counts[fallen]++;
        }

        // 1000 expected, standard deviation 29: five of them either way.
        foreach (var count in counts) Assert.InRange(count, 855, 1145);
    }

    [Fact]
    public void Prices_are_compared_class_by_class()
    {
        Assert.True(new Price(0, 0, 0, long.MaxValue) < new Price(0, 0, 1, 0));
        Assert.True(new Price(0, 0, 5, 0) < new Price(0, 1, 0, 0));
        Assert.True(new Price(0, 9, 9, 9) < new Price(1, 0, 0, 0));
        Assert.Equal(2, new Price(0, 0, 0, (2 * Price.PerOre) - 1).Ore(PriceClass.Cost));
    }
}
