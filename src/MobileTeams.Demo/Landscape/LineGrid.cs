namespace MobileTeams.Demo.Landscape;

/// <summary>Finds the straight pieces of lines near a spot. Grows as lines are added; a line must not change afterwards.</summary>
internal sealed class LineGrid
{
    private const double Cell = 200;

    private readonly Dictionary<(int, int), List<(Line Line, int Piece)>> cells = [];

    public void Add(Line line)
    {
        for (var i = 0; i + 1 < line.Shape.Count; i++)
            foreach (var cell in CellsAround(line.Shape[i], line.Shape[i + 1], 0))
            {
                if (!cells.TryGetValue(cell, out var pieces)) cells.Add(cell, pieces = []);
                pieces.Add((line, i));
            }
    }

    /// <summary>Every piece whose box comes within <paramref name="metres"/> of the box around two spots, once or more.</summary>
    public IEnumerable<(Line Line, int Piece)> Near(Spot a, Spot b, double metres)
    {
        foreach (var cell in CellsAround(a, b, metres))
            if (cells.TryGetValue(cell, out var pieces))
                foreach (var piece in pieces) yield return piece;
    }

    /// <summary>The nearest point on a line that <paramref name="counts"/>, within <paramref name="metres"/>; null where there is none.</summary>
    public (Line Line, int Piece, Spot Spot, double Away)? Nearest(Spot to, double metres, Func<Line, bool>? counts = null)
    {
        (Line, int, Spot, double)? best = null;
        var bestAway = metres;
        foreach (var (line, piece) in Near(to, to, metres))
        {
            if (counts is not null && !counts(line)) continue;
            var (spot, _) = Curve.NearestOn(line.Shape[piece], line.Shape[piece + 1], to);
            var away = spot.MetresTo(to);
            if (away >= bestAway) continue;
            bestAway = away;
            best = (line, piece, spot, away);
        }

        return best;
    }

    private static IEnumerable<(int, int)> CellsAround(Spot a, Spot b, double metres)
    {
        var (left, right) = (Index(Math.Min(a.X, b.X) - metres), Index(Math.Max(a.X, b.X) + metres));
        var (bottom, top) = (Index(Math.Min(a.Y, b.Y) - metres), Index(Math.Max(a.Y, b.Y) + metres));
        for (var x = left; x <= right; x++)
            for (var y = bottom; y <= top; y++) yield return (x, y);
    }

    private static int Index(double metres) => (int)Math.Floor(metres / Cell);
}
