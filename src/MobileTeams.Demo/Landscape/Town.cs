namespace MobileTeams.Demo.Landscape;

/// <summary>A settlement with its outline and its streets: a grid that has grown crooked, cut by water and by the roads that were there first.</summary>
internal sealed class Town
{
    private const double Sample = 45;

    private readonly Spot direction;
    private readonly Dice dice;
    private readonly Queue<string> names;

    private Town(Settlement settlement, Outline outline, Spot direction, Dice dice)
    {
        (Settlement, Outline, this.direction, this.dice) = (settlement, outline, direction, dice);
        var harbour = settlement.Name is "Östhammar" or "Öregrund" or "Hargshamn" or "Skutskär" ? new[] { "Hamngatan", "Strandgatan", "Sjötullsgatan" } : [];
        names = new Queue<string>([.. StreetNames.Central.Take(4), .. harbour, .. dice.Shuffled([.. StreetNames.Central.Skip(4), .. StreetNames.Leafy])]);
        MainStreets = new Queue<string>(["Storgatan", "Kyrkogatan", "Uppsalavägen", "Gävlevägen", "Bruksgatan", "Gamla vägen", "Kvarngatan"]);
    }

    public Settlement Settlement { get; }

    public Outline Outline { get; }

    /// <summary>What the through roads are called inside, in the order they come.</summary>
    public Queue<string> MainStreets { get; }

    public static Town Draw(int seed, Settlement settlement, LineGrid roads)
    {
        var dice = Dice.For(seed, settlement.Name);
        var main = roads.Nearest(settlement.Middle, 1500, line => line.Kind == LineKind.Thoroughfare);
        var direction = main is var (line, piece, _, _) ? (line.Shape[piece + 1] - line.Shape[piece]).Unit() : new Spot(1, 0);
        var radius = settlement.Radius;
        return new Town(settlement, Outline.Blob(settlement.Middle, radius * 1.22, radius * 0.92, direction, 32, 0.26, dice), direction, dice);
    }

    /// <summary>The streets, each line once for every stretch it survives; they take heed of the roads that are in the grid.</summary>
    public IEnumerable<Line> Streets(LineGrid roads, Waters waters)
    {
        if (Settlement.Population < 100) yield break;
        var radius = Settlement.Radius;
        var (swing, wave, phase) = (radius * 0.085, radius * 0.24, dice.Between(0, 6.28));
        foreach (var lengthwise in new[] { true, false })
        {
            var reach = radius * (lengthwise ? 1.05 : 1.35);
            var spacing = lengthwise ? (Low: 78.0, High: 128.0) : (Low: 125.0, High: 215.0);
            for (var offset = -reach + dice.Between(0, 60); offset < reach; offset += dice.Between(spacing.Low, spacing.High))
            {
                var name = names.Count > 0 ? names.Dequeue() : null;
                if (name is null) yield break;
                foreach (var run in Runs(offset, lengthwise)) yield return Street(run, name);
            }
        }

        IEnumerable<List<Spot>> Runs(double offset, bool lengthwise)
        {
            var run = new List<Spot>();
            var gap = 0.0;
            for (var along = -1.5 * radius; along <= 1.5 * radius; along += Sample)
            {
                var spot = SpotAt(offset, along, lengthwise);
                var edge = spot.MetresTo(Settlement.Middle) / radius;
                if (gap <= 0 && dice.Chance(0.01 + (0.035 * edge))) gap = dice.Between(60, 190);
                gap -= Sample;
                if (gap <= 0 && Outline.Contains(spot) && !waters.IsNear(spot, 35) && !RunsBeside(spot, lengthwise ? direction : direction.Left))
                {
                    run.Add(spot);
                    continue;
                }

                if (run.Count >= 3) yield return run;
                run = [];
            }

            if (run.Count >= 3) yield return run;
        }

        Spot SpotAt(double offset, double along, bool lengthwise)
        {
            var (u, v) = lengthwise ? (along, offset) : (offset, along);
            var bent = (U: u + (swing * Math.Sin((v / wave) + phase)), V: v + (swing * Math.Sin((u / wave * 0.8) + (2 * phase))));
            return Settlement.Middle + (direction * bent.U) + (direction.Left * bent.V);
        }

        bool RunsBeside(Spot spot, Spot heading)
        {
            foreach (var (line, piece) in roads.Near(spot, spot, 55))
            {
                var (a, b) = (line.Shape[piece], line.Shape[piece + 1]);
                if (Curve.NearestOn(a, b, spot).Spot.MetresTo(spot) < 55 && Math.Abs(Spot.Dot((b - a).Unit(), heading)) > 0.8) return true;
            }

            return false;
        }
    }

    private Line Street(List<Spot> shape, string name) =>
        new(LineKind.Street, "residential", shape) { Name = name, MaxSpeed = Settlement.Population >= 1000 ? 40 : null, Settlement = Settlement };
}
