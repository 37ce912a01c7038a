namespace MobileTeams.Demo.Landscape;

/// <summary>The sea with its islands, the lakes and the river.</summary>
internal sealed class Waters
{
    private Waters(Outline sea, IReadOnlyList<Outline> islands, IReadOnlyList<(string Name, Outline Shore)> lakes, Outline river, List<Spot> riverLine) =>
        (Sea, Islands, Lakes, River, RiverLine) = (sea, islands, lakes, river, riverLine);

    public Outline Sea { get; }

    public IReadOnlyList<Outline> Islands { get; }

    public IReadOnlyList<(string Name, Outline Shore)> Lakes { get; }

    public Outline River { get; }

    public List<Spot> RiverLine { get; }

    public static Waters Draw(int seed)
    {
        var dice = Dice.For(seed, "waters");
        var coast = CoastLine(dice);
        var (low, high) = Norduppland.Board;
        var sea = new Outline([.. coast, new Spot(high.X + 3000, low.Y - 3000), new Spot(high.X + 3000, high.Y + 3000), new Spot(low.X - 3000, high.Y + 3000)]);
        var graso = new Outline(Curve.Shore(Norduppland.Island, 260, 0.13, dice));
        var lakes = Norduppland.Lakes.Select(lake =>
        {
            var size = Math.Max(lake.HalfWidth, lake.HalfHeight);
            var soft = Outline.Blob(lake.Middle, lake.HalfHeight, lake.HalfWidth, new Spot(0, 1), Math.Max(14, (int)(size / 150)), 0.22, dice);
            return (lake.Name, new Outline(Curve.Shore(soft.Ring, Math.Max(60, size / 14), 0.16, dice)));
        }).ToList();
        var riverLine = Curve.Swayed(Curve.Through(Norduppland.River, 220), 90, [], dice);
        return new Waters(sea, [graso, .. Skerries(sea, graso, dice)], lakes, Banks(riverLine, dice), riverLine);
    }

    public bool Covers(Spot spot) =>
        (Sea.Contains(spot) && !Islands.Any(island => island.Contains(spot))) || River.Contains(spot) || Lakes.Any(lake => lake.Shore.Contains(spot));

    /// <summary>Water is nearer than <paramref name="metres"/>.</summary>
    public bool IsNear(Spot spot, double metres)
    {
        if (Covers(spot)) return true;
        for (var i = 0; i < 8; i++)
        {
            var angle = i * Math.PI / 4;
            if (Covers(spot + new Spot(metres * Math.Cos(angle), metres * Math.Sin(angle)))) return true;
        }

        return false;
    }

    private static List<Spot> CoastLine(Dice dice)
    {
        var controls = Norduppland.Coast;
        var coast = new List<Spot>();
        for (var i = 0; i + 1 < controls.Count; i++)
        {
            // A shore is closed, so one side of it there and back is two lines; the first is the coast.
            var side = Curve.Shore([controls[i], controls[i + 1]], 280, 0.13, dice);
            coast.AddRange(side.TakeWhile((spot, k) => k == 0 || spot != controls[i + 1]));
        }

        coast.Add(controls[^1]);
        return coast;
    }

    private static IEnumerable<Outline> Skerries(Outline sea, Outline graso, Dice dice)
    {
        var made = new List<Outline>();
        for (var tries = 0; made.Count < 70 && tries < 4000; tries++)
        {
            var anchor = dice.Chance(0.6) ? dice.Pick(Norduppland.Coast) : dice.Pick(Norduppland.Island);
            var middle = anchor + new Spot(dice.Between(-3800, 3800), dice.Between(-3800, 3800));
            var size = dice.Between(50, 330);
            if (!IsOpenSea(middle, size + 160) || made.Any(other => other.IsNear(middle, size + 120)) || IsOnTheFerrysWay(middle, size)) continue;
            made.Add(Outline.Blob(middle, size, size * dice.Between(0.45, 0.9), new Spot(0.5, -1).Unit(), size > 150 ? 16 : 10, 0.3, dice));
        }

        return made;

        bool IsOpenSea(Spot spot, double margin) =>
            Enumerable.Range(0, 10).All(i =>
            {
                var angle = i * Math.PI / 5;
                var around = spot + new Spot(margin * Math.Cos(angle), margin * Math.Sin(angle));
                return sea.Contains(around) && !graso.Contains(around);
            });

        static bool IsOnTheFerrysWay(Spot spot, double size)
        {
            var (mainland, island) = Norduppland.FerryBerths;
            return Curve.NearestOn(mainland, island, spot).Spot.MetresTo(spot) < size + 300;
        }
    }

    private static Outline Banks(List<Spot> line, Dice dice)
    {
        var (phase, other) = (dice.Between(0, 6.28), dice.Between(0, 6.28));
        var left = line.Select((spot, i) => spot + (Curve.DirectionAt(line, i).Left * (75 + (35 * Math.Sin((i * 0.31) + phase)))));
        var right = line.Select((spot, i) => spot - (Curve.DirectionAt(line, i).Left * (75 + (35 * Math.Sin((i * 0.43) + other)))));
        return new Outline([.. left, .. right.Reverse()]);
    }
}
