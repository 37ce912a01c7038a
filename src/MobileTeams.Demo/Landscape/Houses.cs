using System.Globalization;

namespace MobileTeams.Demo.Landscape;

/// <summary>A building and, where somebody lives there, its address.</summary>
/// <param name="Corners">Four; the door is at the first.</param>
internal sealed record House(string Kind, IReadOnlyList<Spot> Corners, string? Street, string? Number, string City);

/// <summary>Builds along streets and country roads, odd numbers to the left and even to the right.</summary>
internal sealed class Houses
{
    private const double Crowded = 24;

    private readonly Network network;
    private readonly Waters waters;
    private readonly Dice dice;
    private readonly LineGrid roads = new();
    private readonly Dictionary<(int, int), List<(Spot Middle, double Half)>> built = [];
    private readonly Dictionary<(string City, string Street), (int Odd, int Even)> numbers = [];
    private readonly IReadOnlyList<Settlement> postTowns = [.. Norduppland.Settlements.Where(place => place.IsPostTown)];

    private Houses(int seed, Network network, Waters waters)
    {
        (this.network, this.waters) = (network, waters);
        dice = Dice.For(seed, "houses");
        foreach (var way in network.Ways)
            if (way.Line.Kind != LineKind.Ferry) roads.Add(new Line(way.Line.Kind, way.Line.Highway, [.. way.Nodes.Select(node => network.Nodes[node])]));
    }

    public static List<House> Build(int seed, Network network, Waters waters)
    {
        var houses = new Houses(seed, network, waters);
        return [.. network.Ways.SelectMany(houses.Along)];
    }

    private IEnumerable<House> Along(Way way)
    {
        if (way.IsRoundabout || way.Line.Name is not { } street || way.Line.Kind is not (LineKind.Street or LineKind.Thoroughfare or LineKind.Lane)) yield break;
        var shape = way.Nodes.Select(node => network.Nodes[node]).ToList();
        var town = way.Line.Settlement;
        if (town is null && way.Line.Highway is "trunk" or "primary") yield break;
        var length = Curve.LengthOf(shape);
        for (var along = town is null ? dice.Between(90, 500) : 16; along < length - 8; along += Step(town))
        {
            var (spot, direction) = Curve.At(shape, along);
            foreach (var side in town is null ? [dice.Chance(0.5) ? 1 : -1] : new[] { 1, -1 })
            {
                if (town is not null && dice.Chance(Gap(town, spot))) continue;
                if (Place(spot, direction, side, town) is not var (kind, corners)) continue;
                var city = CityOf(spot, town);
                yield return new House(kind, corners, street, Number(city, street, side), city);
                if (town is null && dice.Chance(0.45) && Barn(corners, direction, side) is { } barn) yield return new House("barn", barn, null, null, city);
            }
        }
    }

    private double Step(Settlement? town) => town is null ? dice.Between(420, 1150) : dice.Between(36, 60);

    /// <summary>How often a lot stays empty: seldom in the middle, often at the edge.</summary>
    private static double Gap(Settlement town, Spot spot) => 0.16 + (0.34 * Math.Min(1, spot.MetresTo(town.Middle) / (town.Radius * 1.1)));

    private (string Kind, List<Spot> Corners)? Place(Spot spot, Spot direction, int side, Settlement? town)
    {
        var inward = direction.Left * side;
        var isCentral = town is { Population: >= 1500 } && spot.MetresTo(town.Middle) < town.Radius * 0.42;
        var isBlock = isCentral && dice.Chance(0.42);
        var (wide, deep) = isBlock ? (dice.Between(26, 46), dice.Between(11, 14)) : (dice.Between(9.5, 15), dice.Between(8, 11));
        var setback = (town is null ? dice.Between(24, 75) : isCentral ? dice.Between(8, 12) : dice.Between(10, 15)) + (deep / 2);
        var middle = spot + (inward * setback);
        var half = Math.Max(wide, deep) / 2;
        if (waters.IsNear(middle, town is null ? 30 : 14) || IsOnARoad() || IsCrowded(middle, half)) return null;
        Remember(middle, half);
        var turn = town is null ? TurnedALittle(direction) : direction;
        // The rectangle begins on its right-hand side; a house to the left of the road has its door there.
        return (isBlock ? "apartments" : town is null ? "farm" : "detached", Rectangle(middle, turn * side, wide, deep));

        bool IsOnARoad()
        {
            foreach (var share in new[] { -1.0, 0, 1 })
                if (roads.Nearest(middle + (direction * (share * wide / 2)), (deep / 2) + 5.5) is not null) return true;
            return false;
        }

        Spot TurnedALittle(Spot old)
        {
            var (sin, cos) = Math.SinCos(dice.Between(-0.6, 0.6));
            return new Spot((old.X * cos) - (old.Y * sin), (old.X * sin) + (old.Y * cos));
        }
    }

    private List<Spot>? Barn(IReadOnlyList<Spot> house, Spot direction, int side)
    {
        var middle = house[0] + (direction.Left * (side * dice.Between(24, 34))) + (direction * dice.Between(-22, 22));
        if (waters.IsNear(middle, 20) || roads.Nearest(middle, 17) is not null || IsCrowded(middle, 10)) return null;
        Remember(middle, 10);
        return Rectangle(middle, direction, dice.Between(16, 26), dice.Between(9, 12));
    }

    private static List<Spot> Rectangle(Spot middle, Spot direction, double wide, double deep)
    {
        var (along, across) = (direction * (wide / 2), direction.Left * (deep / 2));
        return [middle - along - across, middle + along - across, middle + along + across, middle - along + across];
    }

    private bool IsCrowded(Spot middle, double half)
    {
        var (x, y) = CellOf(middle);
        for (var dx = -1; dx <= 1; dx++)
            for (var dy = -1; dy <= 1; dy++)
                if (built.TryGetValue((x + dx, y + dy), out var near) && near.Exists(other => other.Middle.MetresTo(middle) < Math.Max(Crowded, half + other.Half + 5))) return true;
        return false;
    }

    private void Remember(Spot middle, double half)
    {
        if (!built.TryGetValue(CellOf(middle), out var cell)) built.Add(CellOf(middle), cell = []);
        cell.Add((middle, half));
    }

    private static (int, int) CellOf(Spot spot) => ((int)Math.Floor(spot.X / 80), (int)Math.Floor(spot.Y / 80));

    private string CityOf(Spot spot, Settlement? town) =>
        town is { IsPostTown: true } ? town.Name : postTowns.MinBy(place => place.Middle.MetresTo(spot))!.Name;

    private string Number(string city, string street, int side)
    {
        var (odd, even) = numbers.GetValueOrDefault((city, street), (-1, 0));
        (odd, even) = side > 0 ? (odd + 2, even) : (odd, even + 2);
        numbers[(city, street)] = (odd, even);
        return (side > 0 ? odd : even).ToString(CultureInfo.InvariantCulture) + (dice.Chance(0.04) ? "A" : "");
    }
}
