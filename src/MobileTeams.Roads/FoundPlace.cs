using MobileTeams.Measures;

namespace MobileTeams.Roads;

/// <summary>A place found by its name, or the name found for a place.</summary>
/// <param name="Label">As one says it: <c>Storgatan 12, Tierp</c>.</param>
public sealed record FoundPlace(string Label, GeoPoint Place, FoundKind Kind);

/// <summary>What a <see cref="FoundPlace"/> is.</summary>
public enum FoundKind
{
    /// <summary>A house by its number.</summary>
    Address,

    /// <summary>A street or road by its name.</summary>
    Street,

    /// <summary>A town, village, district or farm.</summary>
    Place,
}
