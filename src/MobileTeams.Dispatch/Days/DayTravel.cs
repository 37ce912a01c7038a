using MobileTeams.Measures;

namespace MobileTeams.Dispatch.Days;

/// <summary>The ways between the places of a day: a matrix and which place is which row of it.</summary>
/// <remarks>A place without a row (a team seen somewhere new) or a pair without a way is estimated from the distance as the crow flies, so that expected times never
/// disappear; <see cref="IsKnown"/> tells the difference. Immutable, thread-safe.</remarks>
/// <param name="Places">Row and column of every place: the centre, the patients' homes, and where teams were seen.</param>
public sealed record DayTravel(TravelMatrix Matrix, IReadOnlyDictionary<GeoPoint, int> Places)
{
    /// <summary>Roads are so much longer than the crow's way.</summary>
    public const double Detour = 1.3;

    /// <summary>Metres a second where the roads are not known: 50 km/h.</summary>
    public const double EstimatedSpeed = 50 / 3.6;

    /// <summary>Ways as the crow flies times <see cref="Detour"/>, for places whose roads are not known.</summary>
    /// <param name="speed">Metres a second.</param>
    public static DayTravel Estimated(IEnumerable<GeoPoint> places, double speed = EstimatedSpeed)
    {
        var all = places.Distinct().ToList();
        var (seconds, metres) = (new int[all.Count * all.Count], new int[all.Count * all.Count]);
        for (var from = 0; from < all.Count; from++)
        {
            for (var to = 0; to < all.Count; to++)
            {
                var road = all[from].MetresTo(all[to]) * Detour;
                (seconds[(from * all.Count) + to], metres[(from * all.Count) + to]) = ((int)Math.Round(road / speed), (int)Math.Round(road));
            }
        }

        return new DayTravel(new TravelMatrix(all.Count, seconds, metres), all.Select((place, index) => (place, index)).ToDictionary(one => one.place, one => one.index));
    }

    /// <summary>True when the matrix has a way from one place to the other.</summary>
    public bool IsKnown(GeoPoint from, GeoPoint to) =>
        Places.TryGetValue(from, out var row) && Places.TryGetValue(to, out var column) && Matrix.IsReachable(row, column);

    /// <summary>Seconds and metres on the way; an estimate where the matrix has none.</summary>
    public (int Seconds, int Metres) Between(GeoPoint from, GeoPoint to)
    {
        if (from == to) return (0, 0);
        if (Places.TryGetValue(from, out var row) && Places.TryGetValue(to, out var column) && Matrix.IsReachable(row, column))
            return (Matrix.Seconds(row, column), Matrix.Metres(row, column));
        var road = from.MetresTo(to) * Detour;
        return ((int)Math.Round(road / EstimatedSpeed), (int)Math.Round(road));
    }
}
