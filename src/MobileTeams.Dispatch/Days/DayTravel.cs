using MobileTeams.Measures;

namespace MobileTeams.Dispatch.Days;

/// <summary>The travel times that hold from an instant until the next band begins: rush, night, or the ordinary day.</summary>
public sealed record TravelBand(DateTimeOffset From, TravelMatrix Matrix);

/// <summary>The ways between the places of a day: a matrix for each time of day, and which place is which row of it.</summary>
/// <remarks>Whoever sets out later never arrives earlier, as in the planner. A place without a row (a team seen somewhere new) or a pair without a way is estimated from the
/// distance as the crow flies, so that expected times never disappear; <see cref="IsKnown"/> tells the difference. Immutable, thread-safe.</remarks>
public sealed record DayTravel
{
    /// <summary>Roads are so much longer than the crow's way.</summary>
    public const double Detour = 1.3;

    /// <summary>Metres a second where the roads are not known: 50 km/h.</summary>
    public const double EstimatedSpeed = 50 / 3.6;

    private readonly Planning.Travel ways;

    /// <summary>The same times all day.</summary>
    public DayTravel(TravelMatrix matrix, IReadOnlyDictionary<GeoPoint, int> places)
        : this([new TravelBand(DateTimeOffset.UnixEpoch, matrix)], places)
    {
    }

    /// <summary>Times by the time of day.</summary>
    /// <param name="bands">In the order of time, at most 24; the first also holds before it begins.</param>
    /// <param name="places">Row and column of every place: the centre and the patients' homes.</param>
    /// <exception cref="InputException"><c>plan.travel</c>: no band, too many, out of order, or matrices of different sizes.</exception>
    public DayTravel(IReadOnlyList<TravelBand> bands, IReadOnlyDictionary<GeoPoint, int> places)
    {
        (Bands, Places) = (bands, places);
        ways = new Planning.Travel([.. bands.Select(band => new Planning.TravelSlice(Second(band.From), band.Matrix))]);
    }

    /// <summary>In the order of time; the first also holds before it begins.</summary>
    public IReadOnlyList<TravelBand> Bands { get; }

    /// <summary>Row and column of every place.</summary>
    public IReadOnlyDictionary<GeoPoint, int> Places { get; }

    /// <summary>From where teams were seen on the road, to every place.</summary>
    public IReadOnlyDictionary<GeoPoint, SeenRow> Seen { get; init; } = new Dictionary<GeoPoint, SeenRow>();

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

    /// <summary>True when there is a way from one place to the other at every time of day.</summary>
    public bool IsKnown(GeoPoint from, GeoPoint to) => Places.TryGetValue(from, out var row) && Places.TryGetValue(to, out var column) && ways.IsReachable(row, column);

    /// <summary>Seconds and metres on the way for whoever is ready to leave at an instant; an estimate where no way is known.</summary>
    public (int Seconds, int Metres) Between(GeoPoint from, GeoPoint to, DateTimeOffset ready)
    {
        if (from == to) return (0, 0);
        if (Places.TryGetValue(from, out var row) && Places.TryGetValue(to, out var column) && ways.IsReachable(row, column))
            return ways.Slices == 1 ? (ways.Matrix(0).Seconds(row, column), ways.Matrix(0).Metres(row, column)) : (ways.Seconds(row, column, Second(ready)), ways.Metres(row, column, Second(ready)));
        return FindSeen(from, to) ?? Estimate(from, to);
    }

    /// <summary>Seconds and metres from where a team was seen, or null where that was not asked for or no way leads.</summary>
    public (int Seconds, int Metres)? FindSeen(GeoPoint from, GeoPoint to) =>
        Seen.TryGetValue(from, out var row) && Places.TryGetValue(to, out var column) && row.Seconds[column] != TravelMatrix.Unreachable ? (row.Seconds[column], row.Metres[column]) : null;

    /// <summary>Seconds and metres as the crow flies times <see cref="Detour"/>.</summary>
    public static (int Seconds, int Metres) Estimate(GeoPoint from, GeoPoint to)
    {
        var road = from.MetresTo(to) * Detour;
        return ((int)Math.Round(road / EstimatedSpeed), (int)Math.Round(road));
    }

    // An int holds seconds for 68 years; nothing a day asks for is as far away.
    private int Second(DateTimeOffset instant) => (int)Math.Clamp(Math.Round((instant - Bands[0].From).TotalSeconds), -int.MaxValue / 2, int.MaxValue / 2);
}

/// <summary>The ways from where a team was seen to every place, by the places' columns; <see cref="TravelMatrix.Unreachable"/> in both where none leads.</summary>
public sealed record SeenRow(int[] Seconds, int[] Metres);
