using MobileTeams.Roads.Network;

namespace MobileTeams.Roads.Addresses;

/// <summary>The register as it is stored. Coordinates are steps of 1e-7 degrees; texts are numbers in <see cref="Texts"/>.</summary>
internal sealed class AddressArrays
{
    public required TextTable Texts { get; init; }

    /// <summary>What a place or street is called.</summary>
    public required int[] Text { get; init; }

    /// <summary>What the place is called that it lies in, or 0.</summary>
    public required int[] Locality { get; init; }

    public required NamedKind[] Kind { get; init; }

    public required int[] Population { get; init; }

    public required int[] Lon { get; init; }

    public required int[] Lat { get; init; }

    /// <summary>The houses of name n are <c>HouseFirst[n]</c> to <c>HouseFirst[n + 1]</c>.</summary>
    public required int[] HouseFirst { get; init; }

    public required int[] HouseNumber { get; init; }

    public required int[] HouseLon { get; init; }

    public required int[] HouseLat { get; init; }

    /// <summary>Folded words in ordinal order.</summary>
    public required TextTable Words { get; init; }

    /// <summary>The words of name n are <c>NameWordFirst[n]</c> to <c>NameWordFirst[n + 1]</c>: first its own, then its locality's.</summary>
    public required int[] NameWordFirst { get; init; }

    public required int[] NameWords { get; init; }

    /// <summary>How many of a name's words are its own.</summary>
    public required byte[] OwnWords { get; init; }

    public int NameCount => Text.Length;

    /// <summary>The street that a house hangs on.</summary>
    public int StreetOf(int house)
    {
        var (low, high) = (0, NameCount - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (HouseFirst[middle] <= house) low = middle;
            else high = middle - 1;
        }

        return low;
    }
}
