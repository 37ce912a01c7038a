namespace MobileTeams.Planning;

/// <summary>Strictly ordered: no saving in a later class ever buys anything in an earlier one. Hard rules are not for sale and have no class.</summary>
public enum PriceClass
{
    /// <summary>Mandatory visits that nobody makes.</summary>
    LeftOut,

    /// <summary>Published times and routes that move.</summary>
    Promises,

    /// <summary>Wished times and faces.</summary>
    Care,

    /// <summary>Working time, kilometres, overtime.</summary>
    Cost,
}

/// <summary>What things cost, in öre, where a route or a visit does not say otherwise.</summary>
public sealed record PriceList
{
    // Promises

    /// <summary>A minute outside the promised window.</summary>
    public int PromisePerMinute { get; init; } = 100;

    /// <summary>Another route than the promised one.</summary>
    public int PromisedToAnother { get; init; } = 500;

    // Care

    /// <summary>A minute before the wished window.</summary>
    public int EarlyPerMinute { get; init; } = 100;

    /// <summary>A minute after the wished window.</summary>
    public int LatePerMinute { get; init; } = 200;

    /// <summary>A person the patient does not know.</summary>
    public int NewFace { get; init; }

    /// <summary>Faces are exchanged for minutes and kilometres, in the class of cost: a face at 60 kr is worth ten minutes at work. False: they are care, which no saving in cost buys.</summary>
    public bool FacesAreCost { get; init; }

    // Cost

    /// <summary>A minute at work.</summary>
    public int PerMinute { get; init; } = 600;

    /// <summary>A kilometre.</summary>
    public int PerKilometre { get; init; } = 250;

    /// <summary>A minute of overtime, on top.</summary>
    public int OvertimePerMinute { get; init; } = 600;

    /// <summary>A route that goes out at all.</summary>
    public int PerRoute { get; init; }
}
