using MobileTeams.Measures;
using MobileTeams.Roads.Profile;
using MobileTeams.Roads.Space;

namespace MobileTeams.Roads.Network;

/// <summary>Finds the road at a place. Immutable and thread-safe.</summary>
internal sealed class Snapper(RoadNetwork network, byte[] componentOfEdge, PackedTree tree, int[] edgeOfItem, uint map)
{
    public const double FarthestMetres = 3_000;

    /// <summary>Roads this much nearer than the chosen one count as passed over.</summary>
    private const double WorthSayingMetres = 1;

    private const double EquallyNearMetres = 0.02;

    /// <summary>Nearer than this to the middle of a road, a place lies on no side of it.</summary>
    private const double OnTheRoadMetres = 1;

    /// <summary>The edges one may snap to, as a tree: all but motorways, ferries and what is open in winter only.</summary>
    public static (PackedTree Tree, int[] EdgeOfItem) Index(RoadNetwork network)
    {
        var edges = new List<int>();
        var boxes = new List<Box>();
        for (var edge = 0; edge < network.EdgeCount; edge++)
        {
            if (network.Class[edge] is RoadClass.Motorway or RoadClass.MotorwayLink or RoadClass.Ferry || network.Marks[edge].HasFlag(RoadMarks.WinterOnly)) continue;
            edges.Add(edge);
            boxes.Add(network.BoxOf(edge));
        }

        return (PackedTree.Over([.. boxes]), [.. edges]);
    }

    public Snap Snap(GeoPoint place, SideOfStreet side = SideOfStreet.Any)
    {
        var (lon, lat) = (Degrees.Units(place.Lon), Degrees.Units(place.Lat));
        if (!IsNear(lon, lat)) return new Snap.OffMap(GeoPoint.IsLatitude(place.Lon) && IsNear(lat, lon));

        int? chosen = null;
        var (chosenMetres, nearestMetres) = (double.PositiveInfinity, double.PositiveInfinity);
        tree.VisitByDistance(lon, lat, FarthestMetres, item => Nearest(edgeOfItem[item], lon, lat).Metres, (item, metres) =>
        {
            // At a junction several edges are equally near: the one that leaves most ways open is taken.
            var candidate = edgeOfItem[item];
            if (metres > chosenMetres + EquallyNearMetres) return false;
            nearestMetres = Math.Min(nearestMetres, metres);
            if (componentOfEdge[candidate] != Components.Island && (chosen is not { } before || Openness(candidate) > Openness(before))) (chosen, chosenMetres) = (candidate, metres);
            return true;
        });
        if (chosen is not { } edge) return new Snap.TooFar(nearestMetres);
        var (_, fraction, onLon, onLat, isLeft) = Nearest(edge, lon, lat);
        var isWide = network.Class[edge] is RoadClass.Trunk or RoadClass.TrunkLink or RoadClass.Primary or RoadClass.PrimaryLink or RoadClass.Secondary or RoadClass.SecondaryLink;
        var only = side == SideOfStreet.Door && isWide && IsTwoWay(edge) && chosenMetres > OnTheRoadMetres ? (edge * 2) + (isLeft ? 1 : 0) : (int?)null;
        return new Snap.Found(new RoadPoint(edge, fraction, Degrees.Place(onLon, onLat), map, only), chosenMetres, nearestMetres + WorthSayingMetres < chosenMetres);
    }

    /// <summary>The nearest point of a road that has a name, of any standing, or null where none is near.</summary>
    public RoadPoint? NearestNamed(GeoPoint place, double withinMetres)
    {
        var (lon, lat) = (Degrees.Units(place.Lon), Degrees.Units(place.Lat));
        RoadPoint? nearest = null;
        tree.VisitByDistance(lon, lat, withinMetres, item => Nearest(edgeOfItem[item], lon, lat).Metres, (item, _) =>
        {
            if (network.Name[edgeOfItem[item]] == 0) return true;
            var (_, fraction, onLon, onLat, _) = Nearest(edgeOfItem[item], lon, lat);
            nearest = new RoadPoint(edgeOfItem[item], fraction, Degrees.Place(onLon, onLat), map);
            return false;
        });
        return nearest;
    }

    /// <summary>The point of an edge at a fraction of its metres.</summary>
    public RoadPoint PointAt(int edge, double fraction)
    {
        var points = network.PointCount(edge);
        var whole = 0.0;
        for (var i = 1; i < points; i++) whole += Segment(edge, i);
        var left = fraction * whole;
        for (var i = 1; i < points; i++)
        {
            var metres = Segment(edge, i);
            if (left > metres && i < points - 1)
            {
                left -= metres;
                continue;
            }

            var (a, b) = (network.Point(edge, i - 1), network.Point(edge, i));
            var share = metres > 0 ? Math.Clamp(left / metres, 0, 1) : 0;
            return new RoadPoint(edge, fraction, Degrees.Place(LonBetween(a.Lon, b.Lon, share), Between(a.Lat, b.Lat, share)), map);
        }

        throw new InvalidOperationException("An edge has two points at least.");
    }

    private int Openness(int edge) => (network.LastStretchOnly[edge] ? 0 : 2) + (IsTwoWay(edge) ? 1 : 0);

    private bool IsTwoWay(int edge) => network.ForwardMs[edge] != RoadNetwork.Closed && network.BackwardMs[edge] != RoadNetwork.Closed;

    private bool IsNear(int lon, int lat)
    {
        var bounds = tree.Bounds;
        if (bounds.IsEmpty) return false;
        var north = FarthestMetres / Degrees.MetresPerLatUnit;
        var east = FarthestMetres / Math.Max(1e-6, Degrees.MetresPerLonUnit(lat));
        return lon >= bounds.Left - east && lon <= bounds.Right + east && lat >= bounds.Bottom - north && lat <= bounds.Top + north;
    }

    private double Segment(int edge, int i)
    {
        var (a, b) = (network.Point(edge, i - 1), network.Point(edge, i));
        return Degrees.Metres(a.Lon, a.Lat, b.Lon, b.Lat);
    }

    /// <summary>Between two longitudes the short way round.</summary>
    private static int LonBetween(int a, int b, double share)
    {
        var lon = Math.Round(a + (Degrees.Turned((double)b - a) * share));
        return (int)Degrees.Turned(lon);
    }

    private static int Between(int a, int b, double share) => (int)Math.Round(a + (((double)b - a) * share));

    /// <summary>The nearest point of an edge: straight metres, share of the edge's length, where, and whether the place lies to the left of the drawing.</summary>
    private (double Metres, double Fraction, int Lon, int Lat, bool IsLeft) Nearest(int edge, int lon, int lat)
    {
        var (perLon, perLat) = (Degrees.MetresPerLonUnit(lat), Degrees.MetresPerLatUnit);
        var (best, bestAlong, bestLon, bestLat, isLeft) = (double.PositiveInfinity, 0.0, 0, 0, false);
        var walked = 0.0;
        var points = network.PointCount(edge);
        for (var i = 1; i < points; i++)
        {
            var (a, b) = (network.Point(edge, i - 1), network.Point(edge, i));
            var (ax, ay) = (Degrees.Turned((double)a.Lon - lon) * perLon, ((double)a.Lat - lat) * perLat);
            var (dx, dy) = (Degrees.Turned((double)b.Lon - a.Lon) * perLon, ((double)b.Lat - a.Lat) * perLat);
            var square = (dx * dx) + (dy * dy);
            var share = square > 0 ? Math.Clamp(-((ax * dx) + (ay * dy)) / square, 0, 1) : 0;
            var (x, y) = (ax + (share * dx), ay + (share * dy));
            var metres = Math.Sqrt((x * x) + (y * y));
            var length = Math.Sqrt(square);
            if (metres < best) (best, bestAlong, bestLon, bestLat, isLeft) = (metres, walked + (share * length), LonBetween(a.Lon, b.Lon, share), Between(a.Lat, b.Lat, share), (dy * x) - (dx * y) > 0);
            walked += length;
        }

        return (best, walked > 0 ? Math.Clamp(bestAlong / walked, 0, 1) : 0, bestLon, bestLat, isLeft);
    }
}
