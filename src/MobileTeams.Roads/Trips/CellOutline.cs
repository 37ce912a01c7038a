using System.Runtime.InteropServices;
using NetTopologySuite.Geometries;

namespace MobileTeams.Roads.Trips;

/// <summary>Outlines the marked cells of a grid: cells that share a side make one polygon, with holes.</summary>
internal sealed class CellOutline
{
    private const int OutsideEdge = 0;

    private readonly bool[] marked;
    private readonly int columns;
    private readonly int rows;
    private readonly int[] part;

    /// <summary>For each corner, a bit for each direction (east, north, west, south) in which a side begins that has its marked cell on the left.</summary>
    private readonly byte[] sides;

    private CellOutline(bool[] marked, int columns)
    {
        (this.marked, this.columns, rows) = (marked, columns, marked.Length / columns);
        part = new int[marked.Length];
        sides = new byte[(columns + 1) * (rows + 1)];
    }

    /// <param name="marked">Row by row from the south, from the west.</param>
    /// <param name="smallHole">Holes of fewer cells are filled.</param>
    /// <param name="place">The place of a corner, by column and row.</param>
    public static MultiPolygon Of(bool[] marked, int columns, int smallHole, Func<int, int, Coordinate> place, GeometryFactory factory)
    {
        var outline = new CellOutline(marked, columns);
        outline.NumberParts();
        outline.LaySides();
        return outline.Draw(smallHole, place, factory);
    }

    private bool IsMarked(int column, int row) => column >= 0 && row >= 0 && column < columns && row < rows && marked[(row * columns) + column];

    private void NumberParts()
    {
        var (open, number) = (new Stack<int>(), OutsideEdge);
        for (var start = 0; start < marked.Length; start++)
        {
            if (!marked[start] || part[start] != OutsideEdge) continue;
            part[start] = ++number;
            open.Push(start);
            while (open.TryPop(out var cell))
            {
                var (column, row) = (cell % columns, cell / columns);
                foreach (var (x, y) in (ReadOnlySpan<(int, int)>)[(column + 1, row), (column, row + 1), (column - 1, row), (column, row - 1)])
                {
                    if (!IsMarked(x, y) || part[(y * columns) + x] != OutsideEdge) continue;
                    part[(y * columns) + x] = number;
                    open.Push((y * columns) + x);
                }
            }
        }
    }

    private void LaySides()
    {
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                if (!IsMarked(column, row)) continue;
                if (!IsMarked(column, row - 1)) sides[Corner(column, row)] |= 1;
                if (!IsMarked(column + 1, row)) sides[Corner(column + 1, row)] |= 2;
                if (!IsMarked(column, row + 1)) sides[Corner(column + 1, row + 1)] |= 4;
                if (!IsMarked(column - 1, row)) sides[Corner(column, row + 1)] |= 8;
            }
        }
    }

    private int Corner(int column, int row) => (row * (columns + 1)) + column;

    private MultiPolygon Draw(int smallHole, Func<int, int, Coordinate> place, GeometryFactory factory)
    {
        var (shells, holes) = (new SortedDictionary<int, LinearRing>(), new Dictionary<int, List<LinearRing>>());
        for (var corner = 0; corner < sides.Length; corner++)
        {
            while (sides[corner] != 0)
            {
                foreach (var (ring, owner) in Rings(corner))
                {
                    var area = Area(ring);
                    var line = new Lazy<LinearRing>(() => factory.CreateLinearRing([.. ring.ConvertAll(at => place(at % (columns + 1), at / (columns + 1))), place(ring[0] % (columns + 1), ring[0] / (columns + 1))]));
                    if (area > 0) shells.Add(owner, line.Value);
                    if (area >= 0 || -area < smallHole) continue;
                    ref var own = ref CollectionsMarshal.GetValueRefOrAddDefault(holes, owner, out _);
                    (own ??= []).Add(line.Value);
                }
            }
        }

        var polygons = new List<Polygon>();
        foreach (var (owner, shell) in shells) polygons.Add(factory.CreatePolygon(shell, holes.TryGetValue(owner, out var own) ? [.. own] : []));
        return factory.CreateMultiPolygon([.. polygons]);
    }

    /// <summary>Follows sides from a corner until they close, keeping to the same cell where two ways lead on; where a corner is met twice, the loop between is a ring of its own.</summary>
    private List<(List<int> Ring, int Part)> Rings(int start)
    {
        ReadOnlySpan<int> steps = [1, columns + 1, -1, -(columns + 1)];
        var (rings, path, heading, metAt) = (new List<(List<int>, int)>(), new List<int>(), new List<int>(), new Dictionary<int, int>());
        var (at, direction) = (start, System.Numerics.BitOperations.TrailingZeroCount(sides[start]));
        do
        {
            if (metAt.TryGetValue(at, out var since)) Close(since);
            metAt[at] = path.Count;
            path.Add(at);
            heading.Add(direction);
            sides[at] &= (byte)~(1 << direction);
            at += steps[direction];
            if (sides[at] == 0) break;
            foreach (var turn in (ReadOnlySpan<int>)[1, 0, 3])
            {
                if ((sides[at] & (1 << ((direction + turn) & 3))) == 0) continue;
                direction = (direction + turn) & 3;
                break;
            }
        }
        while (true);
        Close(metAt[at]);
        return rings;

        void Close(int since)
        {
            // Only corners where the heading changes are kept.
            var owner = part[CellLeftOf(path[since], heading[since])];
            var ring = new List<int>();
            for (var i = since; i < path.Count; i++)
            {
                metAt.Remove(path[i]);
                if (heading[i] != heading[i == since ? path.Count - 1 : i - 1]) ring.Add(path[i]);
            }

            rings.Add((ring, owner));
            path.RemoveRange(since, path.Count - since);
            heading.RemoveRange(since, heading.Count - since);
        }
    }

    private int CellLeftOf(int corner, int direction)
    {
        var (column, row) = (corner % (columns + 1), corner / (columns + 1));
        return direction switch
        {
            0 => (row * columns) + column,
            1 => (row * columns) + column - 1,
            2 => ((row - 1) * columns) + column - 1,
            _ => ((row - 1) * columns) + column,
        };
    }

    /// <summary>In cells, above 0 anticlockwise.</summary>
    private double Area(List<int> ring)
    {
        var twice = 0L;
        for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
        {
            var (x1, y1, x2, y2) = (ring[j] % (columns + 1), ring[j] / (columns + 1), ring[i] % (columns + 1), ring[i] / (columns + 1));
            twice += ((long)x1 * y2) - ((long)x2 * y1);
        }

        return twice / 2.0;
    }
}
