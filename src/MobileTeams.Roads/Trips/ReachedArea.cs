using MobileTeams.Roads.Network;
using MobileTeams.Roads.Space;
using NetTopologySuite.Geometries;

namespace MobileTeams.Roads.Trips;

/// <summary>Turns the roads that are reached into areas: a grid of cells, each with the soonest time of a road in it or beside it.</summary>
internal sealed class ReachedArea
{
    private const double LeastCellMetres = 100;
    private const int MostCells = 400;

    /// <summary>Holes of fewer cells are filled: the inside of a block is reached as well.</summary>
    private const int SmallHoleCells = 12;

    // Longitudes are counted from where the trip begins, so that an area lies together that lies across the antimeridian.
    private readonly List<(int East, int Lat, int Ms)> points = [];
    private readonly RoadNetwork network;
    private readonly EdgeTimes times;
    private readonly int limitMs;
    private readonly int startLon;

    private ReachedArea(RoadNetwork network, EdgeTimes times, int limitMs, int startLon) => (this.network, this.times, this.limitMs, this.startLon) = (network, times, limitMs, startLon);

    /// <param name="minutes">Each above 0, in any order.</param>
    public static Isochrone[] Of(SearchGraph graph, EdgeTimes times, RoadPoint from, IReadOnlyList<int> minutes)
    {
        var longest = 0;
        foreach (var one in minutes) longest = Math.Max(longest, one);
        var area = new ReachedArea(graph.Network, times, longest * 60_000, Degrees.Units(from.Place.Lon));
        Reach.Visit(graph, times, from, area.limitMs, area.Walk);
        return area.Drawn(from, minutes);
    }

    /// <summary>Notes points along a road as far as it is driven in time, close enough that no cell is left out.</summary>
    private void Walk(int road, double begun, int ms)
    {
        var (edge, forward, whole) = (road >> 1, (road & 1) == 0, times.Ms(road));
        var metres = network.Decimetres[edge] / 10.0;
        var (along, before) = (0.0, network.Point(edge, 0));
        for (var i = 0; i < network.PointCount(edge); i++)
        {
            var point = network.Point(edge, i);
            var length = Degrees.Metres(before.Lon, before.Lat, point.Lon, point.Lat);
            var steps = Math.Max(1, (int)Math.Ceiling(length / (LeastCellMetres / 2)));
            for (var step = 1; step <= steps; step++)
            {
                var share = (double)step / steps;
                var fraction = metres > 0 ? Math.Min(1, (along + (share * length)) / metres) : 0;
                var driven = forward ? fraction - begun : begun - fraction;
                var at = ms + (int)(driven * whole);
                if (driven >= 0 && at <= limitMs) points.Add(((int)Degrees.Turned((double)before.Lon - startLon + (share * Degrees.Turned((double)point.Lon - before.Lon))), (int)(before.Lat + (share * ((double)point.Lat - before.Lat))), at));
            }

            (along, before) = (along + length, point);
        }
    }

    private Isochrone[] Drawn(RoadPoint from, IReadOnlyList<int> minutes)
    {
        var box = Box.Nothing.With(0, Degrees.Units(from.Place.Lat));
        foreach (var (east, lat, _) in points) box = box.With(east, lat);
        var perLon = Degrees.MetresPerLonUnit((int)(((long)box.Bottom + box.Top) / 2));
        var extent = Math.Max(((double)box.Right - box.Left) * perLon, ((double)box.Top - box.Bottom) * Degrees.MetresPerLatUnit);
        var cell = Math.Max(LeastCellMetres, extent / MostCells);
        var (width, height) = (cell / perLon, cell / Degrees.MetresPerLatUnit);
        var (columns, rows) = ((int)(((double)box.Right - box.Left) / width) + 3, (int)(((double)box.Top - box.Bottom) / height) + 3);
        var soonest = new int[columns * rows];
        Array.Fill(soonest, int.MaxValue);
        foreach (var (east, lat, ms) in points)
        {
            var (column, row) = ((int)(((double)east - box.Left) / width) + 1, (int)(((double)lat - box.Bottom) / height) + 1);
            for (var y = row - 1; y <= row + 1; y++)
                for (var x = column - 1; x <= column + 1; x++) soonest[(y * columns) + x] = Math.Min(soonest[(y * columns) + x], ms);
        }

        var factory = new GeometryFactory(new PrecisionModel(), 4326);
        Coordinate Place(int column, int row) => new((startLon + box.Left + ((column - 1) * width)) / 1e7, (box.Bottom + ((row - 1) * height)) / 1e7);
        var areas = new Isochrone[minutes.Count];
        for (var i = 0; i < areas.Length; i++)
        {
            var limit = minutes[i] * 60_000;
            areas[i] = new Isochrone(minutes[i], CellOutline.Of(Array.ConvertAll(soonest, ms => ms <= limit), columns, SmallHoleCells, Place, factory));
        }

        return areas;
    }
}
