using MobileTeams.Roads.Network;
using MobileTeams.Roads.Osm;
using MobileTeams.Roads.Space;

namespace MobileTeams.Roads.BaseMap;

/// <summary>Joins the ways of a multipolygon end to end into rings, and puts every hole behind the ring that it lies in.</summary>
internal static class Rings
{
    /// <summary>Outer rings, each followed by its holes; rings that do not close are left out.</summary>
    public static List<BaseMapBuilder.Part> Assemble(OsmMember[] members, Dictionary<long, long[]> nodesOf, NodePlaces places)
    {
        var outers = Join(members, nodesOf, places, isInner: false);
        var inners = Join(members, nodesOf, places, isInner: true);
        var parts = new List<BaseMapBuilder.Part>();
        foreach (var outer in outers)
        {
            parts.Add(new BaseMapBuilder.Part(outer, false));
            foreach (var inner in inners)
                if (IsInside(inner[0], outer)) parts.Add(new BaseMapBuilder.Part(inner, true));
        }

        return parts;
    }

    private static List<List<(int Lon, int Lat)>> Join(OsmMember[] members, Dictionary<long, long[]> nodesOf, NodePlaces places, bool isInner)
    {
        var rings = new List<List<(int, int)>>();
        var open = new Dictionary<long, List<long[]>>();
        foreach (var member in members)
        {
            if (member.Kind != OsmKind.Way || (member.Role == "inner") != isInner || nodesOf[member.Id] is not { Length: > 1 } nodes) continue;
            if (nodes[0] == nodes[^1]) AddRing(nodes, places, rings);
            else Offer(nodes);
        }

        // Each loose way is taken with whatever meets its ends until it closes or nothing meets it.
        while (TakeAny() is { } chain)
        {
            while (chain[0] != chain[^1] && Take(chain[^1]) is { } next)
                chain = next[0] == chain[^1] ? [.. chain, .. next[1..]] : [.. chain, .. Reversed(next)[1..]];
            if (chain[0] == chain[^1]) AddRing(chain, places, rings);
        }

        return rings;

        void Offer(long[] nodes)
        {
            foreach (var end in (ReadOnlySpan<long>)[nodes[0], nodes[^1]])
            {
                if (!open.TryGetValue(end, out var there)) open.Add(end, there = []);
                there.Add(nodes);
            }
        }

        long[]? Take(long end)
        {
            if (!open.TryGetValue(end, out var there) || there.Count == 0) return null;
            var nodes = there[^1];
            open[nodes[0]].Remove(nodes);
            open[nodes[^1]].Remove(nodes);
            return nodes;
        }

        long[]? TakeAny()
        {
            foreach (var (end, there) in open)
                if (there.Count > 0) return Take(end);
            return null;
        }
    }

    private static long[] Reversed(long[] nodes)
    {
        var reversed = (long[])nodes.Clone();
        Array.Reverse(reversed);
        return reversed;
    }

    private static void AddRing(long[] nodes, NodePlaces places, List<List<(int, int)>> rings)
    {
        var ring = new List<(int, int)>();
        for (var i = 0; i < nodes.Length - 1; i++)
        {
            // A ring that the extract was cut through is not drawn: a lake closed by guess would flood what it should not.
            if (places.Find(nodes[i]) is not (>= 0 and var node) || !places.IsSeen(node)) return;
            ring.Add((places.Lon(node), places.Lat(node)));
        }

        if (ring.Count >= 3) rings.Add(ring);
    }

    private static bool IsInside((int Lon, int Lat) point, List<(int Lon, int Lat)> ring)
    {
        var inside = false;
        for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
        {
            var (a, b) = (ring[i], ring[j]);
            if (a.Lat > point.Lat == b.Lat > point.Lat) continue;
            var (east, eastOfOther) = (Degrees.Turned((double)a.Lon - point.Lon), Degrees.Turned((double)b.Lon - point.Lon));
            if (((eastOfOther - east) * ((double)point.Lat - a.Lat) / ((double)b.Lat - a.Lat)) + east > 0) inside = !inside;
        }

        return inside;
    }
}
