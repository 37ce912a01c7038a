using MobileTeams.Roads.Space;

namespace MobileTeams.Roads.Addresses;

/// <summary>Which of several places a point belongs to.</summary>
internal static class Localities
{
    /// <summary>This many times a name's reach away, nobody uses it any more.</summary>
    private const double FarthestShare = 5;

    /// <summary>How far the name of a place reaches around its middle, in metres. A point belongs to the place whose reach it is deepest in, by share.</summary>
    private static double ReachOf(NamedKind kind) => kind switch
    {
        NamedKind.City => 6_000,
        NamedKind.Town => 3_500,
        NamedKind.Suburb => 1_500,
        NamedKind.Village => 2_000,
        NamedKind.Hamlet => 1_000,
        _ => 0,
    };

    /// <summary>The item in a tree of places that a point belongs to, or null.</summary>
    public static int? Nearest(PackedTree tree, Func<int, NamedKind> kindOf, (int Lon, int Lat) point, Func<int, (int Lon, int Lat)> placeOf)
    {
        int? best = null;
        var bestShare = FarthestShare;
        tree.VisitByDistance(
            point.Lon,
            point.Lat,
            FarthestShare * ReachOf(NamedKind.City),
            item => Degrees.Metres(point.Lon, point.Lat, placeOf(item).Lon, placeOf(item).Lat),
            (item, metres) =>
            {
                // Nothing farther away can win any more.
                if (metres / ReachOf(NamedKind.City) > bestShare) return false;
                var reach = ReachOf(kindOf(item));
                if (reach > 0 && metres / reach < bestShare) (best, bestShare) = (item, metres / reach);
                return true;
            });
        return best;
    }
}
