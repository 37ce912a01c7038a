using MobileTeams.Roads.Space;

namespace MobileTeams.Roads.Tests;

public sealed class PackedTreeTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(257)]
    [InlineData(3_000)]
    public void Finds_what_a_look_at_every_item_finds(int count)
    {
        var random = new Random(count);
        var items = Enumerable.Range(0, count).Select(_ => RandomBox(random, 40_000)).ToArray();
        var tree = PackedTree.Over(items);
        for (var round = 0; round < 30; round++)
        {
            var window = RandomBox(random, 2_000_000);
            var found = new List<int>();
            tree.Find(window, found);
            Assert.Equal(Enumerable.Range(0, count).Where(item => items[item].Touches(window)), found.Order());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(2_000)]
    public void Visits_items_from_the_nearest_on_up_to_the_limit(int count)
    {
        var random = new Random(count);
        var items = Enumerable.Range(0, count).Select(_ => RandomBox(random, 1)).ToArray();
        var tree = PackedTree.Over(items);
        var (lon, lat) = (175_000_000, 605_000_000);
        double MetresTo(int item) => Math.Sqrt(
            Math.Pow((items[item].Left - lon) * Degrees.MetresPerLonUnit(lat), 2) + Math.Pow((items[item].Bottom - lat) * Degrees.MetresPerLatUnit, 2));
        var visited = new List<double>();
        tree.VisitByDistance(lon, lat, 30_000, MetresTo, (_, metres) =>
        {
            visited.Add(metres);
            return true;
        });
        Assert.Equal(Enumerable.Range(0, count).Select(MetresTo).Where(metres => metres <= 30_000).Order(), visited);
    }

    [Fact]
    public void A_stored_tree_of_another_size_is_not_restored() => Assert.Null(PackedTree.Restore(new Box[6], new int[6], 4));

    private static Box RandomBox(Random random, int size)
    {
        var (lon, lat) = (170_000_000 + random.Next(10_000_000), 600_000_000 + random.Next(10_000_000));
        return new Box(lon, lat, lon + random.Next(size), lat + random.Next(size));
    }
}
