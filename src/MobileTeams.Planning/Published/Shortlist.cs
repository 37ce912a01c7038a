namespace MobileTeams.Planning.Published;

/// <summary>The few cheapest places seen, in ascending order.</summary>
internal sealed class Shortlist(int most)
{
    private readonly Place[] places = new Place[most];

    public int Count { get; private set; }

    public bool IsFull => Count == most;

    public ref readonly Place this[int index] => ref places[index];

    public void Clear() => Count = 0;

    public bool Takes(long key) => Count < most || key < places[most - 1].Key;

    public void Add(in Place place)
    {
        var index = Count < most ? Count++ : most - 1;
        for (; index > 0 && places[index - 1].Key > place.Key; index--) places[index] = places[index - 1];
        places[index] = place;
    }
}

/// <summary>A place for a service behind the node <paramref name="Before"/>.</summary>
/// <param name="Key">What it costs at least.</param>
/// <param name="Base">What it costs whatever the times: the way, and who does it.</param>
/// <param name="Before">The node behind which the place is.</param>
/// <param name="After">The node that would be pushed.</param>
/// <param name="Start">When the service would start there, pushed by nobody.</param>
/// <param name="Leg">From that start to the earliest start of the node pushed.</param>
/// <param name="IsExact">Nothing else can be pushed than the rest of the route: the key is the price.</param>
internal readonly record struct Place(long Key, long Base, int Before, int After, int Start, int Leg, bool IsExact);
