using System.Runtime.InteropServices;

namespace MobileTeams.Roads.Hierarchies;

/// <summary>Where a search begins or ends: a node of the graph, and the weight between it and the point on a road.</summary>
/// <param name="Road">The road that this part of the trip drives, where there is one.</param>
internal readonly record struct Seed(int Node, long Cost, int Road = -1);

/// <summary>The seeds of many points, one after the other.</summary>
internal sealed class SeedSets
{
    private readonly List<Seed> seeds = [];
    private readonly List<int> ends = [];

    public int Count => ends.Count;

    public ReadOnlySpan<Seed> this[int set]
    {
        get
        {
            var start = set == 0 ? 0 : ends[set - 1];
            return CollectionsMarshal.AsSpan(seeds)[start..ends[set]];
        }
    }

    public ReadOnlySpan<Seed> All => CollectionsMarshal.AsSpan(seeds);

    /// <summary>Adds a seed to the set that is being made.</summary>
    public void Add(Seed seed) => seeds.Add(seed);

    /// <summary>Ends the set that is being made.</summary>
    public void Close() => ends.Add(seeds.Count);

    public void Clear()
    {
        seeds.Clear();
        ends.Clear();
    }

    /// <summary>One set for each node, without weight.</summary>
    public static SeedSets Of(ReadOnlySpan<int> nodes)
    {
        var sets = new SeedSets();
        foreach (var node in nodes)
        {
            sets.Add(new Seed(node, 0));
            sets.Close();
        }

        return sets;
    }
}
