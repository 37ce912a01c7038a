namespace MobileTeams.Planning;

/// <summary>A gap of a route for one job: about what it costs there, and about when it would start.</summary>
internal readonly record struct Prospect(long Weight, int Route, int Gap, int Start);

/// <summary>The few likeliest prospects, the cheapest first; between equals whoever came first.</summary>
internal sealed class Prospects
{
    private const int Most = 6;

    private readonly Prospect[] best = new Prospect[Most];

    public int Count { get; private set; }

    public bool IsFull => Count == Most;

    public Prospect this[int index] => best[index];

    public void Clear() => Count = 0;

    /// <summary>Something that costs as much would be among the best.</summary>
    public bool Takes(long weight) => Count < Most || weight < best[Most - 1].Weight;

    public void Add(Prospect prospect)
    {
        if (!Takes(prospect.Weight)) return;
        if (Count < Most) Count++;
        var place = Count - 1;
        for (; place > 0 && best[place - 1].Weight > prospect.Weight; place--) best[place] = best[place - 1];
        best[place] = prospect;
    }
}
