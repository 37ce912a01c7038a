using MobileTeams.Dispatch.Days;
using MobileTeams.Measures;

namespace MobileTeams.Dispatch.Proposals;

/// <summary>The places of a day as rows of its matrices, one for each time of day. Where the facts have a row for all of them they are theirs; otherwise the missing ones are estimated.</summary>
internal sealed class DayPlaces
{
    private readonly Dictionary<GeoPoint, int> rows;
    private readonly List<GeoPoint> places;

    private DayPlaces(IReadOnlyList<TravelBand> bands, Dictionary<GeoPoint, int> rows, GeoPoint centre)
    {
        (Bands, this.rows) = (bands, rows);
        places = [.. new GeoPoint[bands[0].Matrix.Size]];
        foreach (var (place, row) in rows) places[row] = place;
        Centre = rows[centre];
    }

    /// <summary>In the order of time.</summary>
    public IReadOnlyList<TravelBand> Bands { get; }

    public int Centre { get; }

    public GeoPoint this[int row] => places[row];

    public static DayPlaces Of(DayFacts facts, IEnumerable<GeoPoint> needed)
    {
        var all = needed.Append(facts.Centre.Place).Distinct().ToList();
        if (all.TrueForAll(facts.Travel.Places.ContainsKey)) return new DayPlaces(facts.Travel.Bands, new Dictionary<GeoPoint, int>(facts.Travel.Places), facts.Centre.Place);

        // Bands that share a matrix, such as two rushes, go on sharing it.
        var made = new Dictionary<TravelMatrix, TravelMatrix>();
        foreach (var matrix in facts.Travel.Bands.Select(band => band.Matrix)) _ = made.TryAdd(matrix, Extended(facts.Travel, matrix, all));
        return new DayPlaces(
            [.. facts.Travel.Bands.Select(band => band with { Matrix = made[band.Matrix] })], all.Select((place, row) => (place, row)).ToDictionary(one => one.place, one => one.row), facts.Centre.Place);
    }

    public int Of(GeoPoint place) => rows[place];

    private static TravelMatrix Extended(DayTravel travel, TravelMatrix matrix, List<GeoPoint> all)
    {
        int[] known = [.. all.Select(place => travel.Places.TryGetValue(place, out var row) ? row : -1)];
        var (seconds, metres) = (new int[all.Count * all.Count], new int[all.Count * all.Count]);
        for (var from = 0; from < all.Count; from++)
        {
            for (var to = 0; to < all.Count; to++)
            {
                (seconds[(from * all.Count) + to], metres[(from * all.Count) + to]) =
                    from == to ? (0, 0)
                    : known[from] >= 0 && known[to] >= 0 ? (matrix.Seconds(known[from], known[to]), matrix.Metres(known[from], known[to]))
                    : travel.FindSeen(all[from], all[to]) ?? DayTravel.Estimate(all[from], all[to]);
            }
        }

        return new TravelMatrix(all.Count, seconds, metres);
    }
}
