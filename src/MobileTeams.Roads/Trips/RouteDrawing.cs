using MobileTeams.Measures;
using MobileTeams.Roads.Network;
using MobileTeams.Roads.Space;

namespace MobileTeams.Roads.Trips;

/// <summary>Turns the pieces of a trip into a line on the map and steps by street name.</summary>
internal static class RouteDrawing
{
    public static Route Draw(RoadNetwork network, RoadPoint from, RoadPoint to, long cost, List<Piece> pieces)
    {
        var points = 2;
        foreach (var piece in pieces) points += network.PointCount(piece.Edge);
        var shape = new List<GeoPoint>(points) { from.Place };
        foreach (var piece in pieces) DrawPiece(network, piece, shape);
        Add(shape, to.Place);
        return new Route(Weight.Seconds(cost), Weight.Metres(cost), shape, RouteSteps.Of(network, pieces));
    }

    /// <summary>The points of an edge that lie between the piece's ends, in order of driving; the ends themselves where they are junctions.</summary>
    private static void DrawPiece(RoadNetwork network, Piece piece, List<GeoPoint> shape)
    {
        var points = network.PointCount(piece.Edge);
        var isForward = piece.From <= piece.To;
        var (low, high) = isForward ? (piece.From, piece.To) : (piece.To, piece.From);
        var (first, last) = low == 0 && high == 1 ? (0, points - 1) : PointsBetween(network, piece.Edge, low, high);
        for (var i = first; i <= last; i++)
        {
            var (lon, lat) = network.Point(piece.Edge, isForward ? i : first + last - i);
            Add(shape, Degrees.Place(lon, lat));
        }
    }

    /// <summary>The first and the last of an edge's points between two fractions of its metres; the last before the first where there is none.</summary>
    private static (int First, int Last) PointsBetween(RoadNetwork network, int edge, double low, double high)
    {
        var along = new double[network.PointCount(edge)];
        for (var i = 1; i < along.Length; i++)
        {
            var (a, b) = (network.Point(edge, i - 1), network.Point(edge, i));
            along[i] = along[i - 1] + Degrees.Metres(a.Lon, a.Lat, b.Lon, b.Lat);
        }

        var (first, last) = (0, along.Length - 1);
        while (first < along.Length && along[first] < low * along[^1]) first++;
        while (last >= 0 && along[last] > high * along[^1]) last--;
        return (first, last);
    }

    private static void Add(List<GeoPoint> shape, GeoPoint place)
    {
        if (shape[^1] != place) shape.Add(place);
    }
}
