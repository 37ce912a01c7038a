namespace MobileTeams.Roads.BaseMap;

/// <summary>Cuts lines and rings to a square, and leaves out points that nobody would see.</summary>
internal static class Clipping
{
    /// <summary>The stretches of a line within the square from <paramref name="low"/> to <paramref name="high"/>. Liang and Barsky, 1984, doi:10.1145/357332.357333.</summary>
    public static List<List<(double X, double Y)>> Line(List<(double X, double Y)> line, double low, double high)
    {
        var stretches = new List<List<(double, double)>>();
        List<(double X, double Y)>? current = null;
        for (var i = 1; i < line.Count; i++)
        {
            if (Segment(line[i - 1], line[i], low, high) is not var (from, to))
            {
                current = null;
                continue;
            }

            if (current is null || current[^1] != from) stretches.Add(current = [from]);
            current.Add(to);
            if (to != line[i]) current = null;
        }

        return stretches;
    }

    /// <summary>The part of a ring within the square; along the square's sides where the ring goes out. Sutherland and Hodgman, 1974, doi:10.1145/360767.360802.</summary>
    public static List<(double X, double Y)> Ring(List<(double X, double Y)> ring, double low, double high)
    {
        for (var side = 0; side < 4 && ring.Count > 0; side++)
        {
            var clipped = new List<(double, double)>(ring.Count + 4);
            for (var i = 0; i < ring.Count; i++)
            {
                var (before, here) = (ring[(i + ring.Count - 1) % ring.Count], ring[i]);
                var (wasIn, isIn) = (IsWithin(before, side, low, high), IsWithin(here, side, low, high));
                if (wasIn != isIn) clipped.Add(Crossing(before, here, side, low, high));
                if (isIn) clipped.Add(here);
            }

            ring = clipped;
        }

        return ring;
    }

    /// <summary>Keeps the points that lie farther than the tolerance from the line without them, the first and last always. Douglas and Peucker, 1973, doi:10.3138/FM57-6770-U75U-7727.</summary>
    public static List<(double X, double Y)> Simplified(List<(double X, double Y)> line, double tolerance)
    {
        if (line.Count < 3) return line;
        var keep = new bool[line.Count];
        (keep[0], keep[^1]) = (true, true);
        var open = new Stack<(int First, int Last)>();
        open.Push((0, line.Count - 1));
        while (open.TryPop(out var span))
        {
            var (farthest, distance) = (-1, tolerance * tolerance);
            for (var i = span.First + 1; i < span.Last; i++)
            {
                var square = SquareToSegment(line[i], line[span.First], line[span.Last]);
                if (square > distance) (farthest, distance) = (i, square);
            }

            if (farthest < 0) continue;
            keep[farthest] = true;
            open.Push((span.First, farthest));
            open.Push((farthest, span.Last));
        }

        var kept = new List<(double, double)>();
        for (var i = 0; i < line.Count; i++)
            if (keep[i]) kept.Add(line[i]);
        return kept;
    }

    private static ((double X, double Y) From, (double X, double Y) To)? Segment((double X, double Y) a, (double X, double Y) b, double low, double high)
    {
        var (enter, leave) = (0.0, 1.0);
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        foreach (var (direction, room) in (ReadOnlySpan<(double, double)>)[(-dx, a.X - low), (dx, high - a.X), (-dy, a.Y - low), (dy, high - a.Y)])
        {
            if (direction == 0)
            {
                if (room < 0) return null;
                continue;
            }

            var share = room / direction;
            if (direction < 0) enter = Math.Max(enter, share);
            else leave = Math.Min(leave, share);
            if (enter > leave) return null;
        }

        return (enter == 0 ? a : (a.X + (enter * dx), a.Y + (enter * dy)), leave == 1 ? b : (a.X + (leave * dx), a.Y + (leave * dy)));
    }

    private static bool IsWithin((double X, double Y) point, int side, double low, double high) => side switch
    {
        0 => point.X >= low,
        1 => point.X <= high,
        2 => point.Y >= low,
        _ => point.Y <= high,
    };

    private static (double X, double Y) Crossing((double X, double Y) a, (double X, double Y) b, int side, double low, double high)
    {
        var line = side is 0 or 2 ? low : high;
        return side < 2 ? (line, a.Y + ((b.Y - a.Y) * (line - a.X) / (b.X - a.X))) : (a.X + ((b.X - a.X) * (line - a.Y) / (b.Y - a.Y)), line);
    }

    private static double SquareToSegment((double X, double Y) point, (double X, double Y) a, (double X, double Y) b)
    {
        var (dx, dy) = (b.X - a.X, b.Y - a.Y);
        var length = (dx * dx) + (dy * dy);
        var share = length > 0 ? Math.Clamp((((point.X - a.X) * dx) + ((point.Y - a.Y) * dy)) / length, 0, 1) : 0;
        var (x, y) = (a.X + (share * dx) - point.X, a.Y + (share * dy) - point.Y);
        return (x * x) + (y * y);
    }
}
