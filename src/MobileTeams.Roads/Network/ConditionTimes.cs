using MobileTeams.Roads.Profile;
using MobileTeams.Roads.Space;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;

namespace MobileTeams.Roads.Network;

/// <summary>How long the edges of a network take under given conditions.</summary>
internal static class ConditionTimes
{
    /// <summary>Speed on snow as a share of the speed on bare roads.</summary>
    public const double SnowShare = 0.7;

    private const double SlowestShare = 0.01;
    private const int LongestMs = 1 << 28;

    public static EdgeTimes Of(RoadNetwork network, RoadConditions conditions, bool isMotorised)
    {
        var (forward, backward) = ((int[])network.ForwardMs.Clone(), (int[])network.BackwardMs.Clone());
        for (var edge = 0; edge < network.EdgeCount; edge++)
        {
            var share = ShareOf(network, edge, conditions, isMotorised);
            (forward[edge], backward[edge]) = (Slowed(forward[edge], share), Slowed(backward[edge], share));
        }

        foreach (var area in conditions.Closed)
            foreach (var edge in Touched(network, area)) (forward[edge], backward[edge]) = (RoadNetwork.Closed, RoadNetwork.Closed);
        foreach (var (area, share) in conditions.Slowed)
            foreach (var edge in Touched(network, area)) (forward[edge], backward[edge]) = (Slowed(forward[edge], Math.Max(share, SlowestShare)), Slowed(backward[edge], Math.Max(share, SlowestShare)));
        return new EdgeTimes(network, forward, backward);
    }

    /// <summary>Speed as a share of the speed by day on bare roads; 0 where the road is closed.</summary>
    private static double ShareOf(RoadNetwork network, int edge, RoadConditions conditions, bool isMotorised)
    {
        var (marks, roadClass) = (network.Marks[edge], network.Class[edge]);
        var isSnow = conditions.Season == Season.Snow;
        if (marks.HasFlag(ClosedIn(conditions.Band))) return 0;
        if (marks.HasFlag(RoadMarks.WinterOnly) && !isSnow) return 0;
        if (marks.HasFlag(RoadMarks.SummerOnly) && isSnow) return 0;
        if (roadClass == RoadClass.Ferry) return 1;
        var share = isSnow ? SnowShare : 1;
        if (isSnow && network.WinterPercent[edge] > 0) share *= network.WinterPercent[edge] / 100.0;
        return isMotorised && !marks.HasFlag(RoadMarks.OnFoot) ? share * TrafficShare(roadClass, marks.HasFlag(RoadMarks.InTown), conditions.Band) : share;
    }

    private static RoadMarks ClosedIn(TimeBand band) => band switch
    {
        TimeBand.Night => RoadMarks.ClosedAtNight,
        TimeBand.Rush => RoadMarks.ClosedInRush,
        _ => RoadMarks.ClosedByDay,
    };

    private static double TrafficShare(RoadClass roadClass, bool isInTown, TimeBand band) => (band, isInTown) switch
    {
        (TimeBand.Night, true) => 1.05,
        (TimeBand.Rush, true) => 0.75,
        (TimeBand.Rush, false) => roadClass <= RoadClass.PrimaryLink ? 0.85 : 0.95,
        _ => 1,
    };

    private static int Slowed(int ms, double share) =>
        ms == RoadNetwork.Closed || share == 1 ? ms : share <= 0 ? RoadNetwork.Closed : (int)Math.Min(Math.Round(ms / share), LongestMs);

    /// <summary>The edges that touch an area.</summary>
    private static List<int> Touched(RoadNetwork network, Geometry area)
    {
        var touched = new List<int>();
        var around = area.EnvelopeInternal;
        if (around.IsNull) return touched;
        var prepared = PreparedGeometryFactory.Prepare(area);

        // An area that was drawn across the antimeridian goes on beyond 180 degrees, and lies on the map a turn away as well.
        var windows = new List<(double Turn, Box Window)>();
        foreach (var turn in (ReadOnlySpan<double>)[0, 360, -360])
            if (around.MinX - turn <= 180 && around.MaxX - turn >= -180)
                windows.Add((turn, new Box(Units(around.MinX - turn, 180), Units(around.MinY, 90), Units(around.MaxX - turn, 180), Units(around.MaxY, 90))));
        for (var edge = 0; edge < network.EdgeCount; edge++)
        {
            var box = network.BoxOf(edge);
            foreach (var (turn, window) in windows)
            {
                if (!box.Touches(window) || !Intersects(network, edge, box.IsAcross, turn, prepared, area.Factory)) continue;
                touched.Add(edge);
                break;
            }
        }

        return touched;
    }

    /// <summary>Whether an edge, moved by some degrees, touches an area. One that lies across the antimeridian is there on both of its sides.</summary>
    private static bool Intersects(RoadNetwork network, int edge, bool isAcross, double turn, IPreparedGeometry area, GeometryFactory factory)
    {
        var points = new Coordinate[network.PointCount(edge)];
        var (lon, before) = (0.0, 0);
        for (var i = 0; i < points.Length; i++)
        {
            var point = network.Point(edge, i);
            lon = i == 0 ? point.Lon : lon + Degrees.Turned((double)point.Lon - before);
            before = point.Lon;
            points[i] = new Coordinate((lon * Degrees.PerUnit) + turn, point.Lat * Degrees.PerUnit);
        }

        if (area.Intersects(factory.CreateLineString(points))) return true;
        if (!isAcross) return false;
        foreach (var other in (ReadOnlySpan<double>)[360, -360])
            if (area.Intersects(factory.CreateLineString(Array.ConvertAll(points, point => new Coordinate(point.X + other, point.Y))))) return true;
        return false;
    }

    private static int Units(double degrees, double most) => Degrees.Units(Math.Clamp(degrees, -most, most));
}
