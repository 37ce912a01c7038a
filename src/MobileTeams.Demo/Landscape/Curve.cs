namespace MobileTeams.Demo.Landscape;

/// <summary>Lines of spots: bending them, walking along them, cutting them.</summary>
internal static class Curve
{
    /// <summary>A bending line through all of <paramref name="controls"/> (Catmull–Rom), about one spot in every <paramref name="step"/> metres.</summary>
    public static List<Spot> Through(IReadOnlyList<Spot> controls, double step)
    {
        var line = new List<Spot> { controls[0] };
        for (var i = 0; i + 1 < controls.Count; i++)
        {
            var (from, to) = (controls[i], controls[i + 1]);
            var before = i > 0 ? controls[i - 1] : from - (to - from);
            var after = i + 2 < controls.Count ? controls[i + 2] : to + (to - from);
            var pieces = Math.Max(1, (int)Math.Round(from.MetresTo(to) / step));
            // A tangent as long as the shorter neighbour keeps uneven controls from making loops.
            var reach = from.MetresTo(to);
            var start = (to - before).Unit() * reach;
            var end = (after - from).Unit() * reach;
            for (var k = 1; k <= pieces; k++) line.Add(Hermite(from, to, start, end, (double)k / pieces));
        }

        return line;
    }

    /// <summary>Sways a line sideways by up to <paramref name="metres"/> in long waves; still at its ends and near <paramref name="fixedSpots"/>.</summary>
    public static List<Spot> Swayed(List<Spot> line, double metres, IReadOnlyList<Spot> fixedSpots, Dice dice)
    {
        var waves = new[] { (Length: dice.Between(1900, 3000), Phase: dice.Between(0, 6.28)), (Length: dice.Between(4500, 7500), Phase: dice.Between(0, 6.28)) };
        var total = LengthOf(line);
        var swayed = new List<Spot>(line.Count);
        var along = 0.0;
        for (var i = 0; i < line.Count; i++)
        {
            if (i > 0) along += line[i - 1].MetresTo(line[i]);
            var still = Math.Min(along, total - along);
            foreach (var spot in fixedSpots) still = Math.Min(still, spot.MetresTo(line[i]));
            var sway = metres * Math.Min(1, still / 1400) * ((0.4 * Math.Sin((along / waves[0].Length * 6.28) + waves[0].Phase)) + (0.6 * Math.Sin((along / waves[1].Length * 6.28) + waves[1].Phase)));
            swayed.Add(line[i] + (DirectionAt(line, i).Left * sway));
        }

        return swayed;
    }

    /// <summary>A closed shore: every side is broken again and again, so that it looks grown. The last spot is not the first.</summary>
    public static List<Spot> Shore(IReadOnlyList<Spot> ring, double shortest, double roughness, Dice dice)
    {
        var shore = new List<Spot>();
        for (var i = 0; i < ring.Count; i++) Break(ring[i], ring[(i + 1) % ring.Count], shortest, roughness, dice, shore);
        return shore;
    }

    public static double LengthOf(IReadOnlyList<Spot> line)
    {
        var length = 0.0;
        for (var i = 1; i < line.Count; i++) length += line[i - 1].MetresTo(line[i]);
        return length;
    }

    /// <summary>The direction of the line at one of its spots, one metre long.</summary>
    public static Spot DirectionAt(IReadOnlyList<Spot> line, int i) => (line[Math.Min(i + 1, line.Count - 1)] - line[Math.Max(i - 1, 0)]).Unit();

    /// <summary>The spot and direction this many metres along; beyond the ends it is the end.</summary>
    public static (Spot Spot, Spot Direction) At(IReadOnlyList<Spot> line, double metres)
    {
        for (var i = 1; i < line.Count; i++)
        {
            var piece = line[i - 1].MetresTo(line[i]);
            if (metres <= piece && piece > 0) return (line[i - 1].Towards(line[i], Math.Max(0, metres) / piece), (line[i] - line[i - 1]).Unit());
            metres -= piece;
        }

        return (line[^1], (line[^1] - line[^2]).Unit());
    }

    /// <summary>The point of the line that is nearest: where, how far along it and how far away, in metres.</summary>
    public static (Spot Spot, double Along, double Away) Nearest(IReadOnlyList<Spot> line, Spot to)
    {
        var (best, bestAlong, bestAway, along) = (line[0], 0.0, double.MaxValue, 0.0);
        for (var i = 1; i < line.Count; i++)
        {
            var (spot, share) = NearestOn(line[i - 1], line[i], to);
            var piece = line[i - 1].MetresTo(line[i]);
            if (spot.MetresTo(to) < bestAway) (best, bestAlong, bestAway) = (spot, along + (share * piece), spot.MetresTo(to));
            along += piece;
        }

        return (best, bestAlong, bestAway);
    }

    /// <summary>The nearest point of one straight piece, and its share of the piece.</summary>
    public static (Spot Spot, double Share) NearestOn(Spot a, Spot b, Spot to)
    {
        var side = b - a;
        var square = Spot.Dot(side, side);
        var share = square < 1e-9 ? 0 : Math.Clamp(Spot.Dot(to - a, side) / square, 0, 1);
        return (a.Towards(b, share), share);
    }

    /// <summary>Where two straight pieces cross, as shares of each; null where they do not.</summary>
    public static (double First, double Second)? Crossing(Spot a, Spot b, Spot c, Spot d)
    {
        var (r, s) = (b - a, d - c);
        var turn = Spot.Cross(r, s);
        if (Math.Abs(turn) < 1e-9) return null;
        var (t, u) = (Spot.Cross(c - a, s) / turn, Spot.Cross(c - a, r) / turn);
        return t is >= 0 and <= 1 && u is >= 0 and <= 1 ? (t, u) : null;
    }

    /// <summary>The line moved sideways, metres to the left.</summary>
    public static List<Spot> Beside(IReadOnlyList<Spot> line, double metres) =>
        [.. line.Select((spot, i) => spot + (DirectionAt(line, i).Left * metres))];

    private static Spot Hermite(Spot from, Spot to, Spot start, Spot end, double t)
    {
        var (t2, t3) = (t * t, t * t * t);
        return (from * ((2 * t3) - (3 * t2) + 1)) + (start * (t3 - (2 * t2) + t)) + (to * ((3 * t2) - (2 * t3))) + (end * (t3 - t2));
    }

    private static void Break(Spot from, Spot to, double shortest, double roughness, Dice dice, List<Spot> into)
    {
        var length = from.MetresTo(to);
        if (length <= shortest)
        {
            into.Add(from);
            return;
        }

        var middle = from.Towards(to, dice.Between(0.4, 0.6)) + ((to - from).Left * (roughness * dice.Between(-1, 1)));
        Break(from, middle, shortest, roughness, dice, into);
        Break(middle, to, shortest, roughness, dice, into);
    }
}
