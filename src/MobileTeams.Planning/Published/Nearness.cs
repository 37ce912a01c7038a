namespace MobileTeams.Planning.Published;

/// <summary>For each service the others near it: on the way, and on the way and in time.</summary>
/// <remarks>Immutable; shared by all searches.</remarks>
internal sealed class Nearness
{
    private const int Most = 200;

    public Nearness(Layout layout)
    {
        (OnTheWay, InTime) = (new int[layout.Services][], new int[layout.Services][]);
        var keys = new double[layout.Services];
        for (var node = 0; node < layout.Services; node++)
        {
            OnTheWay[node] = Sorted(layout, keys, node, 0);
            InTime[node] = Sorted(layout, keys, node, 0.5);
        }
    }

    /// <summary>By service, the nearest first, itself at the front.</summary>
    public int[][] OnTheWay { get; }

    /// <summary>The same, where time between the windows counts half as much as time on the way.</summary>
    public int[][] InTime { get; }

    private static int[] Sorted(Layout layout, double[] keys, int node, double time)
    {
        var others = new int[keys.Length];
        var instance = layout.Instance;
        for (var other = 0; other < keys.Length; other++)
        {
            others[other] = other;
            var (a, b) = (layout.Place[node], layout.Place[other]);
            keys[other] = instance.TravelFrom(a, b) + instance.TravelFrom(b, a) + (1e-6 * other);
            if (time > 0) keys[other] += time * Apart(layout, node, other);
        }

        keys[node] = -1;
        Array.Sort(keys, others);
        return others.Length > Most ? others[..Most] : others;
    }

    private static double Apart(Layout layout, int a, int b)
    {
        var first = layout.Opens[a] + layout.Due[a];
        var second = layout.Opens[b] + layout.Due[b];
        return Math.Abs((double)first - second) / 2;
    }
}
