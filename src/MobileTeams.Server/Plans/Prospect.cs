using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Proposals;

namespace MobileTeams.Server.Plans;

/// <summary>What publishing a proposal, or a part of one, would do to the day as it is. A closed family.</summary>
public abstract record Prospect
{
    private Prospect()
    {
    }

    /// <param name="Day">The day as it is saved, on which the proposal was made.</param>
    public sealed record Fits(Day Day, Comparison Comparison) : Prospect;

    /// <summary>The day does not take it, most often because it moved on.</summary>
    public sealed record Refused(Refusal Why) : Prospect;
}
