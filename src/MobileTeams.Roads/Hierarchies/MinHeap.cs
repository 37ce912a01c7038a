using System.Runtime.CompilerServices;

namespace MobileTeams.Roads.Hierarchies;

/// <summary>A four-ary heap of values by keys, least first; a value may be in it more than once. Reusable scratch, not thread-safe.</summary>
internal sealed class MinHeap
{
    private long[] keys = new long[64];
    private int[] values = new int[64];

    public int Count { get; private set; }

    public long LeastKey => keys[0];

    public void Clear() => Count = 0;

    public void Push(long key, int value)
    {
        if (Count == keys.Length)
        {
            Array.Resize(ref keys, Count * 2);
            Array.Resize(ref values, Count * 2);
        }

        var (k, v) = (keys, values);
        var at = Count++;
        while (at > 0)
        {
            var parent = (at - 1) >> 2;
            if (k[parent] <= key) break;
            (k[at], v[at]) = (k[parent], v[parent]);
            at = parent;
        }

        (k[at], v[at]) = (key, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (long Key, int Value) Pop()
    {
        var (k, v) = (keys, values);
        var top = (k[0], v[0]);
        var count = --Count;
        var (key, value) = (k[count], v[count]);
        var at = 0;
        while (true)
        {
            var child = (at << 2) + 1;
            if (child >= count) break;
            var least = child;
            var end = Math.Min(child + 4, count);
            for (var other = child + 1; other < end; other++)
                if (k[other] < k[least]) least = other;
            if (k[least] >= key) break;
            (k[at], v[at]) = (k[least], v[least]);
            at = least;
        }

        (k[at], v[at]) = (key, value);
        return top;
    }
}
