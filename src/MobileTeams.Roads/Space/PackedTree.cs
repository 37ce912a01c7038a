namespace MobileTeams.Roads.Space;

/// <summary>A static R-tree in two arrays: boxes sorted along a Hilbert curve, sixteen to a node, level by level. Immutable and thread-safe.</summary>
/// <remarks>Kamel and Faloutsos, On packing R-trees, CIKM 1993, doi:10.1145/170088.170403. Distances go round the earth at the antimeridian; windows do not.</remarks>
internal sealed class PackedTree
{
    private const int NodeSize = 16;

    private readonly int count;
    private readonly Box[] boxes;
    private readonly int[] indices;
    private readonly int[] levelEnds;

    /// <param name="count">How many items; the first so many entries are theirs.</param>
    /// <param name="boxes">Items first, then the levels above, the root last.</param>
    /// <param name="indices">For an item its number, for a node the position of its first child.</param>
    private PackedTree(int count, Box[] boxes, int[] indices)
    {
        (this.count, this.boxes, this.indices) = (count, boxes, indices);
        levelEnds = LevelEnds(count);
    }

    public ReadOnlySpan<Box> Boxes => boxes;

    public ReadOnlySpan<int> Indices => indices;

    public int Count => count;

    /// <summary>What all items together cover.</summary>
    public Box Bounds => count == 0 ? Box.Nothing : boxes[^1];

    /// <summary>Takes up a tree that was stored; null where the arrays cannot be a tree of so many items.</summary>
    public static PackedTree? Restore(Box[] boxes, int[] indices, int count)
    {
        if (count < 0 || boxes.Length != indices.Length || LevelEnds(count)[^1] != boxes.Length) return null;
        return new PackedTree(count, boxes, indices);
    }

    /// <summary>Builds a tree over one box for each item.</summary>
    public static PackedTree Over(ReadOnlySpan<Box> items)
    {
        var ends = LevelEnds(items.Length);
        var boxes = new Box[ends[^1]];
        var indices = new int[ends[^1]];
        var bounds = Box.Nothing;
        foreach (var item in items) bounds = bounds.With(item);

        var keys = new uint[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            indices[i] = i;
            keys[i] = Degrees.HilbertOf(Scaled((long)items[i].Left + items[i].Right, bounds.Left, bounds.Right), Scaled((long)items[i].Bottom + items[i].Top, bounds.Bottom, bounds.Top));
        }

        Array.Sort(keys, indices, 0, items.Length);
        for (var i = 0; i < items.Length; i++) boxes[i] = items[indices[i]];
        var at = 0;
        for (var level = 0; level + 1 < ends.Length; level++)
        {
            var parent = ends[level];
            while (at < ends[level])
            {
                var around = Box.Nothing;
                indices[parent] = at;
                for (var end = Math.Min(at + NodeSize, ends[level]); at < end; at++) around = around.With(boxes[at]);
                boxes[parent++] = around;
            }
        }

        return new PackedTree(items.Length, boxes, indices);
    }

    /// <summary>Adds to <paramref name="found"/> every item whose box touches the window.</summary>
    public void Find(Box window, List<int> found)
    {
        if (count == 0) return;
        if (boxes.Length == count)
        {
            // A single item is its own root.
            if (boxes[0].Touches(window)) found.Add(indices[0]);
            return;
        }

        var open = new Stack<int>();
        open.Push(boxes.Length - 1);
        while (open.TryPop(out var node))
        {
            var first = indices[node];
            var end = Math.Min(first + NodeSize, EndOfLevel(first));
            for (var child = first; child < end; child++)
            {
                if (!boxes[child].Touches(window)) continue;
                if (child < count) found.Add(indices[child]);
                else open.Push(child);
            }
        }
    }

    /// <summary>Visits items from the nearest on, by a distance that is at least the distance to the item's box, until the visitor says false or the limit is passed.</summary>
    /// <param name="metresTo">Metres from the point to an item; flat, with the east scaled at the point's latitude.</param>
    public void VisitByDistance(int lon, int lat, double mostMetres, Func<int, double> metresTo, Func<int, double, bool> visit)
    {
        if (count == 0) return;
        var perLon = Degrees.MetresPerLonUnit(lat);
        var queue = new PriorityQueue<int, double>();

        // Entries ≥ 0 are positions in the arrays; ~item is an item whose distance is exact.
        queue.Enqueue(boxes.Length - 1, 0);
        while (queue.TryDequeue(out var entry, out var metres) && metres <= mostMetres)
        {
            if (entry < 0)
            {
                if (!visit(~entry, metres)) return;
            }
            else if (entry < count)
            {
                queue.Enqueue(~indices[entry], metresTo(indices[entry]));
            }
            else
            {
                var first = indices[entry];
                var end = Math.Min(first + NodeSize, EndOfLevel(first));
                for (var child = first; child < end; child++) queue.Enqueue(child, MetresToBox(lon, lat, perLon, boxes[child]));
            }
        }
    }

    private static double MetresToBox(int lon, int lat, double perLon, Box box)
    {
        var east = EastTo(lon, box);
        if (east > 1.8e9) east = Math.Min(east, Math.Min(EastTo(lon - 3.6e9, box), EastTo(lon + 3.6e9, box)));
        east *= perLon;
        var north = Math.Max(0, Math.Max((double)box.Bottom - lat, (double)lat - box.Top)) * Degrees.MetresPerLatUnit;
        return Math.Sqrt((east * east) + (north * north));
    }

    private static double EastTo(double lon, Box box) => Math.Max(0, Math.Max(box.Left - lon, lon - box.Right));

    private int EndOfLevel(int position)
    {
        var level = 0;
        while (position >= levelEnds[level]) level++;
        return levelEnds[level];
    }

    private static int[] LevelEnds(int count)
    {
        var ends = new List<int> { count };
        for (var size = count; size > 1;)
        {
            size = (size + NodeSize - 1) / NodeSize;
            ends.Add(ends[^1] + size);
        }

        return [.. ends];
    }

    private static uint Scaled(long twice, int low, int high) =>
        high == low ? 0 : (uint)Math.Clamp(((twice / 2) - low) * 65_535 / ((long)high - low), 0, 65_535);
}
