using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.InteropServices;
using MobileTeams.Measures;
using MobileTeams.Roads.Hierarchies;
using MobileTeams.Roads.Network;

namespace MobileTeams.Roads.Trips;

/// <summary>Trips between points on roads: from part of an edge over the hierarchy to part of an edge. Thread-safe; scratch is pooled.</summary>
internal sealed class TripFinder(SearchGraph graph, EdgeTimes times, Hierarchy hierarchy)
{
    private readonly ConcurrentBag<Scratch> idle = [];

    public TravelTable Table(IReadOnlyList<RoadPoint> from, IReadOnlyList<RoadPoint> to, int threads)
    {
        var cells = Swept(from, to, 0, Weight.Infinite, weight => weight, threads);
        var (seconds, metres) = (new int[cells.Length], new int[cells.Length]);
        for (var cell = 0; cell < cells.Length; cell++)
        {
            var isReachable = cells[cell] < Weight.Infinite;
            seconds[cell] = isReachable ? Weight.Seconds(cells[cell]) : TravelMatrix.Unreachable;
            metres[cell] = isReachable ? Weight.Metres(cells[cell]) : TravelMatrix.Unreachable;
        }

        return new TravelTable(from.Count, to.Count, seconds, metres);
    }

    public SecondsTable Seconds(IReadOnlyList<RoadPoint> from, IReadOnlyList<RoadPoint> to, int threads)
    {
        var cells = Swept(from, to, 32, (uint)int.MaxValue, weight => (uint)Weight.Ms(weight), threads);
        var seconds = MemoryMarshal.Cast<uint, int>(cells).ToArray();
        foreach (ref var cell in seconds.AsSpan())
            if (cell != int.MaxValue) cell = (int)(((uint)cell + 500) / 1000);
        return new SecondsTable(from.Count, to.Count, seconds);
    }

    /// <summary>The fastest trip: its weight and its pieces in order of driving, or null where no way exists.</summary>
    public (long Cost, List<Piece> Pieces)? Find(RoadPoint from, RoadPoint to)
    {
        if (!idle.TryTake(out var scratch)) scratch = new Scratch(hierarchy);
        try
        {
            return Find(from, to, scratch);
        }
        finally
        {
            idle.Add(scratch);
        }
    }

    private (long Cost, List<Piece> Pieces)? Find(RoadPoint from, RoadPoint to, Scratch scratch)
    {
        var (sources, targets, arcs) = (scratch.Sources, scratch.Targets, scratch.Arcs);
        sources.Clear();
        targets.Clear();
        arcs.Clear();
        graph.AddLeaving(from, times, sources);
        graph.AddEntering(to, times, targets);
        var direct = times.Direct(from, to);
        var around = scratch.Search.Find(sources.All, targets.All);
        if (direct >= Weight.Infinite && around >= Weight.Infinite) return null;
        if (direct <= around) return (direct, [new Piece(from.Edge, from.Fraction, to.Fraction, direct)]);

        var (fromRank, toRank) = scratch.Search.Unpack(arcs);
        var (first, last) = (Used(sources, fromRank), Used(targets, toRank));
        var pieces = new List<Piece>(arcs.Count + 2) { new(from.Edge, from.Fraction, 1 - (first.Road & 1), first.Cost) };
        foreach (var arc in arcs)
        {
            var road = graph.RoadOf(arc);
            if (road >= 0) pieces.Add(new Piece(road >> 1, road & 1, 1 - (road & 1), graph.CostOf(arc, times)));
        }

        pieces.Add(new Piece(to.Edge, last.Road & 1, to.Fraction, last.Cost));
        return (around, pieces);
    }

    private Seed Used(SeedSets seeds, int rank)
    {
        var used = new Seed(-1, long.MaxValue);
        foreach (var seed in seeds.All)
            if (hierarchy.RankOf[seed.Node] == rank && seed.Cost < used.Cost) used = seed;
        return used;
    }

    private T[] Swept<T>(IReadOnlyList<RoadPoint> from, IReadOnlyList<RoadPoint> to, int shift, T infinite, Func<long, T> narrowed, int threads)
        where T : unmanaged, IBinaryInteger<T>
    {
        var cells = new T[checked(from.Count * to.Count)];
        if (cells.Length == 0) return cells;
        var (sources, targets) = (new SeedSets(), new SeedSets());
        foreach (var point in from)
        {
            graph.AddLeaving(point, times, sources);
            sources.Close();
        }

        foreach (var point in to)
        {
            graph.AddEntering(point, times, targets);
            targets.Close();
        }

        SweptTable.Fill(hierarchy, sources, targets, shift, infinite, cells, threads);

        // Two points on one edge may be nearer along it than by any junction.
        var onEdge = new Dictionary<int, List<int>>();
        for (var column = 0; column < to.Count; column++)
        {
            ref var columns = ref CollectionsMarshal.GetValueRefOrAddDefault(onEdge, to[column].Edge, out _);
            (columns ??= []).Add(column);
        }

        for (var row = 0; row < from.Count; row++)
        {
            if (!onEdge.TryGetValue(from[row].Edge, out var columns)) continue;
            foreach (var column in columns)
            {
                ref var cell = ref cells[(row * to.Count) + column];
                if (times.Direct(from[row], to[column]) is < Weight.Infinite and var direct) cell = T.Min(cell, narrowed(direct));
            }
        }

        return cells;
    }

    private sealed class Scratch(Hierarchy hierarchy)
    {
        public RouteSearch Search { get; } = new(hierarchy);

        public SeedSets Sources { get; } = new();

        public SeedSets Targets { get; } = new();

        public List<int> Arcs { get; } = [];
    }
}
