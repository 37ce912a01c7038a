namespace MobileTeams.Planning;

/// <summary>The same throws on every machine for the same seed: xoshiro256** seeded by SplitMix64 (Blackman, Vigna 2021, doi:10.1145/3460772).</summary>
internal sealed class Dice
{
    private ulong a;
    private ulong b;
    private ulong c;
    private ulong d;

    public Dice(ulong seed)
    {
        (a, b, c, d) = (Split(ref seed), Split(ref seed), Split(ref seed), Split(ref seed));
    }

    /// <summary>From 0 to <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)(((Next() >> 32) * (ulong)count) >> 32);

    /// <summary>True once in <paramref name="times"/>.</summary>
    public bool OneIn(int times) => Below(times) == 0;

    /// <summary>From 0 up to but not 1, in steps of 2⁻⁵³.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public void Shuffle(List<int> list)
    {
        for (var last = list.Count - 1; last > 0; last--)
        {
            var other = Below(last + 1);
            (list[last], list[other]) = (list[other], list[last]);
        }
    }

    private ulong Next()
    {
        var result = ulong.RotateLeft(b * 5, 7) * 9;
        var t = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= t;
        d = ulong.RotateLeft(d, 45);
        return result;
    }

    private static ulong Split(ref ulong seed)
    {
        var z = seed += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
