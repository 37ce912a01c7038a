namespace MobileTeams.Demo.Landscape;

internal enum LineKind
{
    Motorway,
    Ramp,
    Thoroughfare,
    Street,
    Lane,
    Drive,
    Path,
    Ferry,
}

/// <summary>Something one can travel along, as it is drawn before it is joined to the others.</summary>
internal sealed class Line(LineKind kind, string highway, List<Spot> shape)
{
    public LineKind Kind { get; } = kind;

    /// <summary>OpenStreetMap's word for the class of road; <c>ferry</c> for the ferry.</summary>
    public string Highway { get; } = highway;

    public List<Spot> Shape { get; } = shape;

    public string? Ref { get; init; }

    public string? Name { get; init; }

    /// <summary>km/h; null where the rules of the class are enough.</summary>
    public int? MaxSpeed { get; init; }

    public bool IsOneWay { get; init; }

    public bool IsGravel { get; init; }

    public bool IsPrivate { get; init; }

    /// <summary>The settlement whose streets it belongs to; null in the country.</summary>
    public Settlement? Settlement { get; init; }

    /// <summary>Lines meet only on the same floor: the ground, the motorway above or below it, paths, the sea.</summary>
    public int Floor => Kind switch { LineKind.Motorway or LineKind.Ramp => 1, LineKind.Path => 2, LineKind.Ferry => 3, _ => 0 };

    /// <summary>Whether it comes down to the ground where it begins, and where it ends.</summary>
    public (bool Start, bool End) Lands { get; init; } = (true, true);

    public int FloorAt(int i) => (i == 0 && Lands.Start) || (i == Shape.Count - 1 && Lands.End) ? 0 : Floor;
}
