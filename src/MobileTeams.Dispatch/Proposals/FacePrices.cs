namespace MobileTeams.Dispatch.Proposals;

/// <summary>What it costs who comes to a patient, in öre for each person and visit.</summary>
/// <param name="PermanentContact">The patient's permanent care contact.</param>
/// <param name="Known">Somebody the patient met, or by the plan will meet, on the days around.</param>
/// <param name="Area">Somebody else of the patient's area group.</param>
/// <param name="New">Anybody else.</param>
public sealed record FacePrices(int PermanentContact, int Known, int Area, int New)
{
    /// <summary>The day's own list.</summary>
    public static FacePrices Standard { get; } = new(PlanningPrices.PermanentContact, PlanningPrices.KnownFace, PlanningPrices.AreaFace, PlanningPrices.NewFace);

    /// <summary>Faces are exchanged for time and kilometres, öre for öre. False: they are care, which no saving in cost buys.</summary>
    public bool AreCost { get; init; }

    /// <summary>Somebody who is met rarely is nearly new: a face met on <i>n</i> other days costs 1/(<i>n</i> + 1) of what it would cost new, and <see cref="Known"/> is not used.</summary>
    /// <remarks>So a plan over several days gains something each time it lets the same people come again, and not first when the last meeting with a rare face is gone.</remarks>
    public bool FadeWithDays { get; init; }

    /// <summary>Only people the patient does not know cost anything, and they cost as much as so many öre of time and kilometres.</summary>
    public static FacePrices Exchanged(int newFace) => new(0, 0, newFace, newFace) { AreCost = true };

    /// <summary>What a known face costs.</summary>
    /// <param name="days">Other days on which the patient meets that person, at least 1.</param>
    /// <param name="isOfArea">The person belongs to the patient's area group.</param>
    public int OfKnown(int days, bool isOfArea) => !FadeWithDays ? Known : (isOfArea ? Area : New) / (days + 1);
}
