namespace MobileTeams.Dispatch.Visits;

/// <summary>What is done at a visit. Some belong to a profession, some may be delegated, some anybody in care may do.</summary>
public enum CareTaskKind
{
    Supervision,
    Hygiene,
    Meal,
    Mobility,
    Medicine,
    Insulin,
    EyeDrops,
    Compression,
    WoundCare,
    BloodSample,
    Catheter,
    Infusion,
    PalliativeCare,
    NursingAssessment,
    MedicalAssessment,
    Physiotherapy,
    OccupationalTherapy,
}

/// <param name="Text">For the person who does it; may be empty when the kind says it all.</param>
public sealed record CareTask(CareTaskKind Kind, string Text);
