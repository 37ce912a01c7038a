namespace MobileTeams.Planning.Published;

/// <summary>In which of the published forms an instance is written.</summary>
public enum Form
{
    /// <summary>Home care, Mankowska's formulation, JSON (Mankowska, Meisel, Bierwirth 2014; Kummer 2021; Ceschia, Di Gaspero, Schaerf 2024).</summary>
    Hhcrsp,

    /// <summary>Home care, unified: shifts, breaks, preferences, optional patients; JSON (Ceschia et al. 2026).</summary>
    Uhhc,

    /// <summary>Time windows and capacities, Solomon's and Gehring and Homberger's text.</summary>
    Solomon,

    /// <summary>Time windows and capacities, VRPLIB's text.</summary>
    Vrplib,
}

/// <summary>What counts in the text forms.</summary>
public enum Objective
{
    /// <summary>Distance only, distances cut to one decimal (the DIMACS convention).</summary>
    Distance,

    /// <summary>Fewest vehicles, then distance, in double precision (the SINTEF convention).</summary>
    VehiclesFirst,
}

/// <summary>A component of the cost: so much for each unit, or not allowed above nought at all.</summary>
internal readonly record struct Weight(double Value, bool IsHard)
{
    public static readonly Weight None = new(0, false);

    public static readonly Weight Hard = new(1, true);
}

/// <summary>What each component of the cost weighs, as the unified home-care benchmark names them.</summary>
internal sealed record Weights
{
    public Weight Travel { get; init; }

    public Weight Tardiness { get; init; }

    public Weight HighestTardiness { get; init; }

    public Weight Waiting { get; init; }

    public Weight LongestWaiting { get; init; }

    public Weight Extra { get; init; }

    public Weight Idle { get; init; }

    public Weight Preference { get; init; }

    public Weight Qualification { get; init; } = Weight.Hard;

    public Weight Incompatible { get; init; } = Weight.Hard;

    public Weight Optional { get; init; } = Weight.Hard;

    public Weight MissedBreak { get; init; } = Weight.Hard;

    public Weight Working { get; init; }

    public Weight Balance { get; init; }

    /// <summary>For each route that goes out.</summary>
    public Weight Vehicle { get; init; }
}

/// <summary>One of the people or vehicles: indices of places, seconds or minutes as in the file times <see cref="Instance.Scale"/>.</summary>
internal sealed record Carer(string Id, int From, int To, int ShiftStart, int ShiftEnd)
{
    /// <summary>By service; null: everything.</summary>
    public bool[]? Abilities { get; init; }

    public bool OwesBreak { get; init; }
}

/// <summary>A window for the start of a service (or its end, see <see cref="Instance.MeetsAtEnd"/>), both ends included.</summary>
internal readonly record struct Window(int Opens, int Closes);

internal readonly record struct Care(int Service, int Duration);

/// <summary>How the two services of a patient hang together.</summary>
internal enum Pairing
{
    /// <summary>Not at all.</summary>
    Free,

    /// <summary>The second starts between the least and the most after the first; two people.</summary>
    Gap,
}

/// <summary>A patient or customer with one or two services.</summary>
internal sealed record Patient(string Id, int Place, Care[] Cares, Window[] Windows)
{
    public Pairing Pairing { get; init; }

    public int Least { get; init; }

    public int Most { get; init; }

    /// <summary>Indices of carers; null: no wish.</summary>
    public int[]? Preferred { get; init; }

    public int[] Incompatible { get; init; } = [];

    public bool IsOptional { get; init; }

    public int Demand { get; init; }
}

/// <summary>The one break: starts not before <paramref name="Opens"/>; starts (or ends) not after <paramref name="Closes"/>.</summary>
internal readonly record struct BreakRule(int Opens, int Closes, int Length);

/// <summary>A published problem in one normal form, in whole numbers: what the file says times <see cref="Scale"/>.</summary>
/// <remarks>Immutable.</remarks>
public sealed class Instance
{
    internal Instance(Form form, string name) => (Form, Name) = (form, name);

    /// <summary>The form it was read from.</summary>
    public Form Form { get; }

    /// <summary>As the file calls itself, or the file's name.</summary>
    public string Name { get; }

    /// <summary>Patients or customers.</summary>
    public int Size => Patients.Length;

    /// <summary>What cannot be served, one sentence each: the rest is planned.</summary>
    public IReadOnlyList<string> Warnings => Unservable;

    internal List<string> Unservable { get; } = [];

    /// <summary>Whole numbers here for one unit in the file: 1, 10, 100, 1000 or 10000.</summary>
    internal int Scale { get; init; } = 1;

    internal int Places { get; init; }

    /// <summary>Row by row, from × to.</summary>
    internal int[] Travel { get; init; } = [];

    internal Carer[] Carers { get; init; } = [];

    internal Patient[] Patients { get; init; } = [];

    internal string[] Services { get; init; } = [];

    internal Weights Weights { get; init; } = new();

    /// <summary>What the sum of the components is divided by.</summary>
    internal int Divisor { get; init; } = 1;

    internal int Capacity { get; init; } = int.MaxValue;

    internal BreakRule? Break { get; init; }

    /// <summary>Windows are met when the service ends, not when it starts.</summary>
    internal bool MeetsAtEnd { get; init; }

    /// <summary>Everybody leaves when the shift starts, so that waiting at the first stop counts.</summary>
    internal bool LeavesAtShiftStart { get; init; }

    /// <summary>Double-precision distances, row by row, where the cost is stated in them; null: <see cref="Travel"/> is exact.</summary>
    internal double[]? ExactTravel { get; init; }

    internal int TravelFrom(int from, int to) => Travel[(from * Places) + to];
}
