using System.Runtime.InteropServices;
using MobileTeams.Measures;
using MobileTeams.Roads.Space;

namespace MobileTeams.Roads.Network;

/// <summary>Where the nodes are that somebody asked for: first all wishes, then <see cref="Seal"/>, then the places as they are read.</summary>
internal sealed class NodePlaces
{
    private const int NotSeen = int.MinValue;

    private readonly List<long> wishes = [];
    private long[] ids = [];
    private int[] lons = [];
    private int[] lats = [];

    public int Count => ids.Length;

    public void Want(ReadOnlySpan<long> nodes)
    {
        CollectionsMarshal.SetCount(wishes, wishes.Count + nodes.Length);
        nodes.CopyTo(CollectionsMarshal.AsSpan(wishes)[^nodes.Length..]);
    }

    public void Seal()
    {
        var all = CollectionsMarshal.AsSpan(wishes);
        all.Sort();
        var unique = 0;
        for (var i = 0; i < all.Length; i++)
            if (i == 0 || all[i] != all[i - 1]) all[unique++] = all[i];
        ids = all[..unique].ToArray();
        wishes.Clear();
        wishes.TrimExcess();
        lons = new int[unique];
        lats = new int[unique];
        Array.Fill(lons, NotSeen);
    }

    /// <summary>The number of a node among those wanted, or a negative number.</summary>
    public int Find(long id) => Array.BinarySearch(ids, id);

    public void Set(int index, GeoPoint place) => (lons[index], lats[index]) = (Degrees.Units(place.Lon), Degrees.Units(place.Lat));

    /// <summary>False where the extract refers to a node that it does not hold.</summary>
    public bool IsSeen(int index) => lons[index] != NotSeen;

    public int Lon(int index) => lons[index];

    public int Lat(int index) => lats[index];
}
