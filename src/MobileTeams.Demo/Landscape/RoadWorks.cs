namespace MobileTeams.Demo.Landscape;

/// <summary>All lines of the county in the order in which they were built: through roads, the motorway, streets, lanes, the ferry, paths.</summary>
internal static class RoadWorks
{
    public static (List<Line> Lines, List<Town> Towns) Draw(int seed, Waters waters)
    {
        var dice = Dice.For(seed, "roads");
        var grid = new LineGrid();
        var (through, motorways) = Thoroughfares(dice, grid);
        var towns = Norduppland.Settlements.Select(place => Town.Draw(seed, place, grid)).ToList();
        var lines = through.SelectMany(road => ByTown(road, towns)).ToList();
        foreach (var (road, middle) in motorways)
        {
            var carriageways = Motorway.Carriageways(road, middle);
            lines.AddRange(carriageways);
            foreach (var (_, crossing) in Norduppland.Interchanges)
                lines.AddRange(Motorway.Ramps(carriageways, middle, through.Single(line => line.Ref == crossing)));
        }

        foreach (var line in lines.Where(line => line.Kind is LineKind.Motorway or LineKind.Ramp)) grid.Add(line);
        foreach (var town in towns)
        {
            var streets = town.Streets(grid, waters).ToList();
            streets.ForEach(grid.Add);
            lines.AddRange(streets);
        }

        lines.AddRange(new Countryside(seed, grid, waters, towns).Lanes(through.Where(road => road.Kind == LineKind.Thoroughfare)));
        lines.Add(Ferry(grid));
        lines.AddRange(Paths(through, towns));
        return (lines, towns);
    }

    private static (List<Line> Through, List<(Thoroughfare, List<Spot>)> Motorways) Thoroughfares(Dice dice, LineGrid grid)
    {
        var lines = new List<Line>();
        var motorways = new List<(Thoroughfare, List<Spot>)>();
        foreach (var road in Norduppland.Roads)
        {
            if (road.Class == "motorway")
            {
                motorways.Add((road, Curve.Swayed(Curve.Through(road.Controls, 150), 70, [], dice)));
                continue;
            }

            var controls = road.Controls.ToList();
            if (road.TiesStart) controls[0] = Tied(controls[0]);
            if (road.TiesEnd) controls[^1] = Tied(controls[^1]);
            var shape = Curve.Swayed(Curve.Through(controls, 140), road.Class is "trunk" or "primary" ? 190 : 240, road.Settlements, dice);
            var line = new Line(LineKind.Thoroughfare, road.Class, shape) { Ref = road.Ref, Name = road.Name, MaxSpeed = road.MaxSpeed };
            lines.Add(line);
            grid.Add(line);
        }

        return (lines, motorways);

        Spot Tied(Spot end) => grid.Nearest(end, 2500) is var (_, _, spot, _) ? spot : throw new InvalidOperationException($"No road lies near {end.ToGeoPoint()}.");
    }

    /// <summary>Cuts a through road where it enters and leaves a town: slower there, with a street's name.</summary>
    private static IEnumerable<Line> ByTown(Line road, IReadOnlyList<Town> towns)
    {
        var shape = Densified(road.Shape);
        var given = new Dictionary<Town, string>();
        var start = 0;
        var inside = TownAt(shape[0]);
        for (var i = 1; i < shape.Count; i++)
        {
            var next = TownAt(shape[i]);
            if (next == inside && i < shape.Count - 1) continue;
            yield return Stretch(shape[start..(i + 1)], inside);
            (start, inside) = (i, next);
        }

        Town? TownAt(Spot spot) => towns.FirstOrDefault(town => town.Settlement.Population >= 100 && town.Settlement.MiddleIsWithin(spot, 1.6) && town.Outline.Contains(spot));

        Line Stretch(List<Spot> stretch, Town? town)
        {
            if (town is null) return new Line(LineKind.Thoroughfare, road.Highway, stretch) { Ref = road.Ref, Name = road.Name, MaxSpeed = road.MaxSpeed };
            if (!given.TryGetValue(town, out var name)) given.Add(town, name = town.Settlement.Population >= 450 && town.MainStreets.TryDequeue(out var street) ? street : road.Name!);
            return new Line(LineKind.Thoroughfare, road.Highway, stretch) { Ref = road.Ref, Name = name, MaxSpeed = town.Settlement.Population >= 450 ? 40 : 50, Settlement = town.Settlement };
        }
    }

    /// <summary>Spots close enough that a town's border is met within a block; what is not needed goes again when the network is joined.</summary>
    private static List<Spot> Densified(List<Spot> shape)
    {
        var dense = new List<Spot> { shape[0] };
        for (var i = 1; i < shape.Count; i++)
        {
            dense.Add(shape[i - 1].Towards(shape[i], 0.5));
            dense.Add(shape[i]);
        }

        return dense;
    }

    private static Line Ferry(LineGrid grid)
    {
        var (mainland, island) = Norduppland.FerryBerths;
        var (from, to) = (Landing(mainland), Landing(island));
        return new Line(LineKind.Ferry, "ferry", [from, from.Towards(to, 0.5) + ((to - from).Left * 0.06), to]) { Name = "Gräsöleden", Ref = null };

        Spot Landing(Spot berth) => grid.Nearest(berth, 600, line => line.Kind == LineKind.Thoroughfare) is var (line, _, _, _)
            ? new[] { line.Shape[0], line.Shape[^1] }.MinBy(end => end.MetresTo(berth))
            : throw new InvalidOperationException("No road leads to the ferry.");
    }

    /// <summary>Cycleways beside a country road, from one village towards the next.</summary>
    private static IEnumerable<Line> Paths(IReadOnlyList<Line> through, IReadOnlyList<Town> towns)
    {
        foreach (var (reference, from, length) in new[] { ("292", "Tierp", 3600.0), ("76", "Östhammar", 2400.0), ("291", "Skutskär", 3000.0), ("288", "Gimo", 1800.0) })
        {
            var road = through.Single(line => line.Ref == reference).Shape;
            var town = towns.Single(town => town.Settlement.Name == from);
            var start = Curve.Nearest(road, town.Settlement.Middle).Along + (town.Settlement.Radius * 0.8);
            if (start + length > Curve.LengthOf(road)) start = Curve.Nearest(road, town.Settlement.Middle).Along - (town.Settlement.Radius * 0.8) - length;
            var path = Enumerable.Range(0, (int)(length / 60) + 1).Select(i => Curve.At(road, start + (i * 60.0))).Select(at => at.Spot + (at.Direction.Left * 22)).ToList();
            // Its ends come down on the road itself.
            path.Insert(0, Curve.At(road, start - 20).Spot);
            path.Add(Curve.At(road, start + length + 20).Spot);
            yield return new Line(LineKind.Path, "cycleway", path);
        }
    }
}
