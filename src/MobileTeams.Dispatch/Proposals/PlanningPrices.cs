using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Proposals;

/// <summary>What the planner is told that things cost in home care. The classes stand in <see cref="Planning.PriceClass"/> and are never traded against each other;
/// within care, öre are only a scale: a new face weighs as much as five minutes outside the agreed time.</summary>
public static class PlanningPrices
{
    /// <summary>The patient's permanent care contact.</summary>
    public const int PermanentContact = 0;

    /// <summary>Somebody the patient met in the weeks before.</summary>
    public const int KnownFace = 100;

    /// <summary>Somebody of the patient's area group.</summary>
    public const int AreaFace = 300;

    /// <summary>Somebody else.</summary>
    public const int NewFace = 1000;

    /// <summary>An optional visit is made where it costs less than this in time and kilometres, whoever comes, and nobody else's care suffers.</summary>
    public const int OptionalVisit = 60_000;

    /// <summary>How much leaving out one visit weighs among the mandatory ones.</summary>
    public static int Priority(UrgencyClass urgency) => urgency switch
    {
        UrgencyClass.Red => 1000,
        UrgencyClass.Orange => 100,
        UrgencyClass.Yellow => 10,
        UrgencyClass.Green => 3,
        _ => 1,
    };
}
