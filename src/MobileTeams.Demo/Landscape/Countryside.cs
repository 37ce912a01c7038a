namespace MobileTeams.Demo.Landscape;

/// <summary>Gravel roads that leave the through roads for farms and hamlets, and the drives up to the houses.</summary>
internal sealed class Countryside(int seed, LineGrid roads, Waters waters, IReadOnlyList<Town> towns)
{
    private const double Step = 115;

    private readonly Dice dice = Dice.For(seed, "countryside");
    private readonly HashSet<string> given = [];

    /// <summary>Lanes off the given through roads, longest first to be born; each is put in the grid, so that later ones join or avoid it.</summary>
    public List<Line> Lanes(IEnumerable<Line> thoroughfares)
    {
        var lanes = new List<Line>();
        foreach (var road in thoroughfares)
        {
            var length = Curve.LengthOf(road.Shape);
            for (var along = dice.Between(300, 1500); along < length - 300; along += dice.Between(800, 2100))
            {
                var (start, direction) = Curve.At(road.Shape, along);
                Grow(road, start, direction.Left * (dice.Chance(0.5) ? 1 : -1), dice.Between(500, 3600), lanes);
            }
        }

        foreach (var lane in lanes.ToArray())
        {
            var length = Curve.LengthOf(lane.Shape);
            if (length < 1200 || !dice.Chance(0.45)) continue;
            var (start, direction) = Curve.At(lane.Shape, length * dice.Between(0.35, 0.8));
            Grow(lane, start, direction.Left * (dice.Chance(0.5) ? 1 : -1), dice.Between(350, 1700), lanes);
        }

        return lanes;
    }

    private void Grow(Line parent, Spot start, Spot heading, double length, List<Line> into)
    {
        if (!IsFree(start, parent)) return;
        var shape = new List<Spot> { start };
        var direction = Turned(heading, dice.Between(-0.45, 0.45));
        var joins = false;
        for (var grown = 0.0; grown < length && !joins; grown += Step)
        {
            direction = Turned(direction, dice.Between(-0.3, 0.3));
            var turn = TurnsToTry().Cast<double?>().FirstOrDefault(turn => IsFree(shape[^1] + (Turned(direction, turn!.Value) * Step), null));
            if (turn is null) break;
            direction = Turned(direction, turn.Value);
            var next = shape[^1] + (direction * Step);
            // Near another road it ends there: loops are what make a net of a tree.
            if (roads.Nearest(next, 95, line => shape.Count > 2 || line != parent) is var (_, _, spot, _))
            {
                next = spot;
                joins = true;
            }

            shape.Add(next);
        }

        if (shape.Count < 4 || (joins && shape[^1].MetresTo(shape[^2]) < 15)) return;
        var track = !joins && shape.Count < 9 && dice.Chance(0.25);
        var lane = new Line(LineKind.Lane, track ? "track" : "unclassified", shape) { Name = track ? null : StreetNames.Farm(dice, given) + "vägen", IsGravel = true, IsPrivate = track && dice.Chance(0.3) };
        roads.Add(lane);
        into.Add(lane);
    }

    private bool IsFree(Spot spot, Line? own)
    {
        var (low, high) = Norduppland.Board;
        return spot.X > low.X && spot.X < high.X && spot.Y > low.Y && spot.Y < high.Y
            && !waters.IsNear(spot, 70)
            && !towns.Any(town => town.Settlement.MiddleIsWithin(spot, 1.5) && town.Outline.IsNear(spot, 60))
            && roads.Nearest(spot, 160, line => line.Kind is LineKind.Motorway or LineKind.Ramp && line != own) is null;
    }

    private static IEnumerable<double> TurnsToTry() => [0, 0.6, -0.6, 1.2, -1.2];

    private static Spot Turned(Spot direction, double radians)
    {
        var (sin, cos) = Math.SinCos(radians);
        return new Spot((direction.X * cos) - (direction.Y * sin), (direction.X * sin) + (direction.Y * cos));
    }
}
