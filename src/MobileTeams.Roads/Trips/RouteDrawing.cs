using MobileTeams.Measures;
using MobileTeams.Roads.Network;
using MobileTeams.Roads.Space;

namespace MobileTeams.Roads.Trips;

/// <summary>Turns the pieces of a trip into a line on the map and steps by street name.</summary>
internal static class RouteDrawing
{
    public static Route Draw(RoadNetwork network, RoadPoint from, RoadPoint to, long cost, List<Piece> pieces)
    {
        var shape = new List<GeoPoint> { from.Place };
        foreach (var piece in pieces) DrawPiece(network, piece, shape);
        Add(shape, to.Place);
        return new Route(Weight.Seconds(cost), Weight.Metres(cost), [.. shape], Steps(network, pieces));
    }

    /// <summary>The points of an edge that lie between the piece's ends, in order of driving, and its end if that is a junction.</summary>
    private static void DrawPiece(RoadNetwork network, Piece piece, List<GeoPoint> shape)
    {
        var points = network.PointCount(piece.Edge);
        var along = new double[points];
        for (var i = 1; i < points; i++)
        {
            var (a, b) = (network.Point(piece.Edge, i - 1), network.Point(piece.Edge, i));
            along[i] = along[i - 1] + Degrees.Metres(a.Lon, a.Lat, b.Lon, b.Lat);
        }

        var (low, high) = (Math.Min(piece.From, piece.To) * along[^1], Math.Max(piece.From, piece.To) * along[^1]);
        for (var i = 0; i < points; i++)
        {
            var at = piece.From <= piece.To ? i : points - 1 - i;
            if (along[at] < low || along[at] > high) continue;
            var (lon, lat) = network.Point(piece.Edge, at);
            Add(shape, Degrees.Place(lon, lat));
        }
    }

    private static void Add(List<GeoPoint> shape, GeoPoint place)
    {
        if (shape[^1] != place) shape.Add(place);
    }

    private static RouteStep[] Steps(RoadNetwork network, List<Piece> pieces)
    {
        var steps = new List<RouteStep>();
        for (var i = 0; i < pieces.Count;)
        {
            var name = network.Name[pieces[i].Edge];
            var cost = 0L;
            for (; i < pieces.Count && network.Name[pieces[i].Edge] == name; i++) cost += pieces[i].Cost;
            steps.Add(new RouteStep(network.Names[name], Weight.Metres(cost), Weight.Seconds(cost)));
        }

        return [.. steps];
    }
}
