using MobileTeams.Dispatch.Days;
using MobileTeams.Measures;

namespace MobileTeams.Dispatch.Proposals;

/// <summary>The places of a day as rows of one matrix. Where the facts have a row for all of them it is theirs; otherwise the missing ones are estimated.</summary>
internal sealed class DayPlaces
{
    private readonly Dictionary<GeoPoint, int> rows;
    private readonly List<GeoPoint> places;

    private DayPlaces(TravelMatrix matrix, Dictionary<GeoPoint, int> rows, GeoPoint centre)
    {
        (Matrix, this.rows) = (matrix, rows);
        places = [.. new GeoPoint[matrix.Size]];
        foreach (var (place, row) in rows) places[row] = place;
        Centre = rows[centre];
    }

    public TravelMatrix Matrix { get; }

    public int Centre { get; }

    public GeoPoint this[int row] => places[row];

    public static DayPlaces Of(DayFacts facts, IEnumerable<GeoPoint> needed)
    {
        var all = needed.Append(facts.Centre.Place).Distinct().ToList();
        if (all.TrueForAll(facts.Travel.Places.ContainsKey)) return new DayPlaces(facts.Travel.Matrix, new Dictionary<GeoPoint, int>(facts.Travel.Places), facts.Centre.Place);
        var (seconds, metres) = (new int[all.Count * all.Count], new int[all.Count * all.Count]);
        for (var from = 0; from < all.Count; from++)
        {
            for (var to = 0; to < all.Count; to++)
            {
                var areKnown = facts.Travel.Places.ContainsKey(all[from]) && facts.Travel.Places.ContainsKey(all[to]);
                (seconds[(from * all.Count) + to], metres[(from * all.Count) + to]) = areKnown && from != to && !facts.Travel.IsKnown(all[from], all[to])
                    ? (TravelMatrix.Unreachable, TravelMatrix.Unreachable)
                    : facts.Travel.Between(all[from], all[to]);
            }
        }

        return new DayPlaces(new TravelMatrix(all.Count, seconds, metres), all.Select((place, row) => (place, row)).ToDictionary(one => one.place, one => one.row), facts.Centre.Place);
    }

    public int Of(GeoPoint place) => rows[place];
}
