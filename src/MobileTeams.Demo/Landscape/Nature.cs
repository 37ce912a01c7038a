namespace MobileTeams.Demo.Landscape;

/// <summary>Fields around the villages and the woods between, none of them in a town or in the water.</summary>
internal static class Nature
{
    private const double Ray = 130;

    public static List<Outline> Fields(int seed, Waters waters, IReadOnlyList<Town> towns)
    {
        var dice = Dice.For(seed, "fields");
        var fields = new List<Outline>();
        foreach (var town in towns)
        {
            for (var i = 0; i < 2; i++)
            {
                var angle = dice.Between(0, 6.28);
                var away = town.Settlement.Radius + dice.Between(500, 1100);
                var middle = town.Settlement.Middle + new Spot(Math.Cos(angle) * away, Math.Sin(angle) * away);
                if (Grown(middle, dice.Between(600, 1300), 18, dice, spot => IsTaken(spot, waters, towns, [])) is { } field) fields.Add(field);
            }
        }

        return fields;
    }

    public static List<Outline> Woods(int seed, Waters waters, IReadOnlyList<Town> towns, IReadOnlyList<Outline> fields)
    {
        var dice = Dice.For(seed, "woods");
        var (low, high) = Norduppland.Board;
        var woods = new List<Outline>();
        for (var x = low.X + 1500; x < high.X; x += 4700)
        {
            for (var y = low.Y + 1500; y < high.Y; y += 4700)
            {
                var middle = new Spot(x + dice.Between(-1700, 1700), y + dice.Between(-1700, 1700));
                if (dice.Chance(0.1)) continue;
                if (Grown(middle, dice.Between(2100, 3900), 20, dice, spot => IsTaken(spot, waters, towns, fields)) is { } wood) woods.Add(wood);
            }
        }

        return woods;
    }

    private static bool IsTaken(Spot spot, Waters waters, IReadOnlyList<Town> towns, IReadOnlyList<Outline> fields) =>
        waters.Covers(spot) || towns.Any(town => town.Settlement.MiddleIsWithin(spot, 1.6) && town.Outline.IsNear(spot, 90)) || fields.Any(field => field.Contains(spot));

    /// <summary>Rays from the middle that stop at what is taken.</summary>
    private static Outline? Grown(Spot middle, double radius, int rays, Dice dice, Func<Spot, bool> isTaken)
    {
        if (isTaken(middle)) return null;
        var wanted = Outline.Blob(new Spot(0, 0), radius, radius * dice.Between(0.7, 1), new Spot(1, 0), rays, 0.3, dice).Ring;
        var reach = new double[rays];
        for (var i = 0; i < rays; i++)
        {
            var (direction, most) = (wanted[i].Unit(), wanted[i].Length);
            while (reach[i] + Ray < most && !isTaken(middle + (direction * (reach[i] + Ray)))) reach[i] += Ray;
            reach[i] = Math.Max(80, reach[i] + (reach[i] + Ray >= most ? most - reach[i] : -40));
        }

        var ring = Enumerable.Range(0, rays).Select(i => middle + (wanted[i].Unit() * Math.Min(reach[i], (Math.Min(reach[(i + 1) % rays], reach[(i + rays - 1) % rays]) * 1.7) + 250))).ToList();
        return new Outline(Curve.Shore(ring, 760, 0.15, dice));
    }
}
