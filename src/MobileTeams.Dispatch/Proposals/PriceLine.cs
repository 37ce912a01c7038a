using System.Collections.Immutable;
using MobileTeams.Planning;

namespace MobileTeams.Dispatch.Proposals;

/// <summary>What the planner weighs, in strict order: a saving in a later kind never buys anything in an earlier one.</summary>
public enum PriceKind
{
    Promises,
    Care,
    Cost,
}

public enum PricePart
{
    PromisedTimes,
    PromisedTeams,
    Early,
    Late,
    Faces,
    WorkingTime,
    Distance,
    Overtime,
    TeamsOut,
    OptionalVisits,
}

/// <summary>One part of a plan's price in öre, before and after.</summary>
/// <param name="Before">Null where the day as it was could not be priced.</param>
public sealed record PriceLine(PriceKind Kind, PricePart Part, long? Before, long After)
{
    private static readonly (PriceKind Kind, PricePart Part, Func<PlanPrice, long> Grains)[] Parts =
    [
        (PriceKind.Promises, PricePart.PromisedTimes, price => price.PromisedTimes),
        (PriceKind.Promises, PricePart.PromisedTeams, price => price.PromisedRoutes),
        (PriceKind.Promises, PricePart.OptionalVisits, price => price.OptionalInPromises),
        (PriceKind.Care, PricePart.Early, price => price.Early),
        (PriceKind.Care, PricePart.Late, price => price.Late),
        (PriceKind.Care, PricePart.Faces, price => price.Faces),
        (PriceKind.Care, PricePart.OptionalVisits, price => price.OptionalInCare),
        (PriceKind.Cost, PricePart.Faces, price => price.FacesInCost),
        (PriceKind.Cost, PricePart.WorkingTime, price => price.Work),
        (PriceKind.Cost, PricePart.Distance, price => price.Distance),
        (PriceKind.Cost, PricePart.Overtime, price => price.Overtime),
        (PriceKind.Cost, PricePart.TeamsOut, price => price.Routes),
        (PriceKind.Cost, PricePart.OptionalVisits, price => price.OptionalInCost),
    ];

    /// <summary>The parts that are anything before or after, in the order in which they weigh.</summary>
    internal static ImmutableArray<PriceLine> Of(PlanPrice? before, PlanPrice after) =>
    [
        .. Parts.Select(part => new PriceLine(part.Kind, part.Part, before is null ? null : part.Grains(before) / Price.PerOre, part.Grains(after) / Price.PerOre))
            .Where(line => line.After != 0 || line.Before is not (null or 0)),
    ];
}
