namespace MobileTeams.Roads.Network;

/// <summary>How long every edge takes under some conditions, and what parts of edges weigh. Immutable and thread-safe.</summary>
/// <param name="forward">Milliseconds along the drawing of each edge, or <see cref="RoadNetwork.Closed"/>.</param>
/// <param name="backward">The same against the drawing.</param>
internal sealed class EdgeTimes(RoadNetwork network, int[] forward, int[] backward)
{
    public RoadNetwork Network => network;

    /// <summary>Milliseconds of a road, or <see cref="RoadNetwork.Closed"/>.</summary>
    public int Ms(int road) => (road & 1) == 0 ? forward[road >> 1] : backward[road >> 1];

    public bool IsClosed(int road) => Ms(road) == RoadNetwork.Closed;

    /// <summary>The weight of a whole road, <see cref="Weight.Infinite"/> where it is closed.</summary>
    public long Whole(int road) => Ms(road) is var ms && ms == RoadNetwork.Closed ? Weight.Infinite : Weight.Of(ms, network.Decimetres[road >> 1]);

    /// <summary>From the beginning of a road to a point on it. The two parts of a road always add up to the whole.</summary>
    public long FromStart(RoadPoint point, int road) => (road & 1) == 0 ? Part(road, point) : Whole(road) - Part(road, point);

    /// <summary>From a point on a road to the road's end.</summary>
    public long ToEnd(RoadPoint point, int road) => (road & 1) == 0 ? Whole(road) - Part(road, point) : Part(road, point);

    /// <summary>Straight along the edge that both points lie on, or <see cref="Weight.Infinite"/> where that is against the traffic.</summary>
    public long Direct(RoadPoint from, RoadPoint to)
    {
        var road = from.Edge * 2;
        if (from.Edge != to.Edge) return Weight.Infinite;
        if (from.Fraction == to.Fraction) return Leads(road) || Leads(road + 1) ? 0 : Weight.Infinite;
        if (from.Fraction > to.Fraction) road++;
        return Leads(road) ? FromStart(to, road) - FromStart(from, road) : Weight.Infinite;

        bool Leads(int way) => !IsClosed(way) && from.IsOn(way) && to.IsOn(way);
    }

    /// <summary>From the drawing's beginning to the point.</summary>
    private long Part(int road, RoadPoint point) => Weight.Of((int)Math.Round(point.Fraction * Ms(road)), (int)Math.Round(point.Fraction * network.Decimetres[point.Edge]));
}
