using System.Text;

namespace MobileTeams.Demo;

/// <summary>Seeded chance that falls the same way on every machine (SplitMix64; Steele, Lea, Flood 2014, doi:10.1145/2660193.2660195). Not thread-safe.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    /// <summary>Dice of their own for one subject, so that a change in one place moves nothing elsewhere.</summary>
    public static Dice For(int seed, string subject) => new(Hash(subject) ^ ((ulong)(uint)seed * 0x9E3779B97F4A7C15));

    public ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>0 inclusive to 1 exclusive.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    public double Between(double low, double high) => low + ((high - low) * Unit());

    /// <summary>0 to <paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)(Next() % (ulong)count);

    public bool Chance(double share) => Unit() < share;

    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>The same things in another order.</summary>
    public T[] Shuffled<T>(IEnumerable<T> things)
    {
        var order = things.ToArray();
        for (var i = order.Length - 1; i > 0; i--)
        {
            var other = Below(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return order;
    }

    /// <summary>FNV-1a over the text's UTF-8 bytes.</summary>
    private static ulong Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var part in Encoding.UTF8.GetBytes(text)) hash = (hash ^ part) * 1099511628211UL;
        return hash;
    }
}
