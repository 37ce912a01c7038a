namespace MobileTeams.Demo.Landscape;

/// <summary>A motorway of two carriageways, and the ramps where roads cross it.</summary>
internal static class Motorway
{
    private const double HalfMedian = 13;
    private const double RampLength = 420;
    private const double RampFoot = 85;

    /// <summary>Both carriageways along a middle line that leads north; they meet on the ground at both ends.</summary>
    public static IReadOnlyList<Line> Carriageways(Thoroughfare road, List<Spot> middle)
    {
        var north = Beside(middle, -HalfMedian);
        var south = Beside(middle, HalfMedian);
        south.Reverse();
        return [Carriageway(north), Carriageway(south)];

        Line Carriageway(List<Spot> shape) => new(LineKind.Motorway, "motorway", shape) { Ref = road.Ref, Name = road.Name, MaxSpeed = road.MaxSpeed, IsOneWay = true };
    }

    /// <summary>The four ramps of a diamond where <paramref name="crossing"/> passes the middle line.</summary>
    public static IEnumerable<Line> Ramps(IReadOnlyList<Line> carriageways, List<Spot> middle, Line crossing)
    {
        var (at, along) = Meeting(middle, crossing.Shape);
        var here = Curve.DirectionAt(middle, NearestIndex(middle, at));
        foreach (var (carriageway, direction) in new[] { (carriageways[0], here), (carriageways[1], here * -1) })
        {
            // One keeps right: the foot of this carriageway's ramps lies on its right-hand side.
            var foot = Foot(direction.Left * -1);
            var on = Curve.Nearest(carriageway.Shape, at).Along;
            var exit = Curve.At(carriageway.Shape, on - RampLength);
            var entry = Curve.At(carriageway.Shape, on + RampLength);
            var (before, after) = (exit.Spot.Towards(foot, 0.55) - (direction.Left * 14), entry.Spot.Towards(foot, 0.55) - (direction.Left * 14));
            yield return Ramp(Curve.Through([exit.Spot, before, foot], 110), (false, true));
            yield return Ramp(Curve.Through([foot, after, entry.Spot], 110), (true, false));
        }

        Spot Foot(Spot side)
        {
            var (ahead, behind) = (Curve.At(crossing.Shape, along + RampFoot).Spot, Curve.At(crossing.Shape, along - RampFoot).Spot);
            return Spot.Dot(ahead - at, side) > 0 ? ahead : behind;
        }

        static Line Ramp(List<Spot> shape, (bool, bool) lands) => new(LineKind.Ramp, "motorway_link", shape) { MaxSpeed = 70, IsOneWay = true, Lands = lands };
    }

    /// <summary>Where a road passes the middle line: the spot and how far along the road.</summary>
    public static (Spot At, double Along) Meeting(List<Spot> middle, List<Spot> road)
    {
        var along = 0.0;
        for (var i = 0; i + 1 < road.Count; i++)
        {
            for (var k = 0; k + 1 < middle.Count; k++)
                if (Curve.Crossing(road[i], road[i + 1], middle[k], middle[k + 1]) is var (share, _))
                    return (road[i].Towards(road[i + 1], share), along + (share * road[i].MetresTo(road[i + 1])));
            along += road[i].MetresTo(road[i + 1]);
        }

        throw new InvalidOperationException("The road does not cross the motorway.");
    }

    private static List<Spot> Beside(List<Spot> middle, double metres)
    {
        var beside = Curve.Beside(middle, metres);
        (beside[0], beside[^1]) = (middle[0], middle[^1]);
        return beside;
    }

    private static int NearestIndex(List<Spot> line, Spot to) => Enumerable.Range(0, line.Count).MinBy(i => line[i].MetresTo(to));
}
