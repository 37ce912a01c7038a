using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Words;

/// <summary>What things are called on the screen, in lower case as inside a sentence.</summary>
public sealed class Terms
{
    private static readonly Terms Swedish = new(Language.Swedish);
    private static readonly Terms English = new(Language.English);

    private Terms(Language language) => Language = language;

    public Language Language { get; }

    public static Terms In(Language language) => language == Language.Swedish ? Swedish : English;

    public string Of(CareTaskKind task) => task switch
    {
        CareTaskKind.Supervision => Say("tillsyn", "supervision"),
        CareTaskKind.Hygiene => Say("hygien", "hygiene"),
        CareTaskKind.Meal => Say("måltid", "meal"),
        CareTaskKind.Mobility => Say("förflyttning", "mobility"),
        CareTaskKind.Medicine => Say("läkemedel", "medicine"),
        CareTaskKind.Insulin => Say("insulin", "insulin"),
        CareTaskKind.EyeDrops => Say("ögondroppar", "eye drops"),
        CareTaskKind.Compression => Say("kompressionslindning", "compression bandaging"),
        CareTaskKind.WoundCare => Say("såromläggning", "wound care"),
        CareTaskKind.BloodSample => Say("blodprov", "blood sample"),
        CareTaskKind.Catheter => Say("kateterskötsel", "catheter care"),
        CareTaskKind.Infusion => Say("infusion", "infusion"),
        CareTaskKind.PalliativeCare => Say("palliativ vård", "palliative care"),
        CareTaskKind.NursingAssessment => Say("sjuksköterskebedömning", "nursing assessment"),
        CareTaskKind.MedicalAssessment => Say("läkarbedömning", "medical assessment"),
        CareTaskKind.Physiotherapy => Say("fysioterapi", "physiotherapy"),
        CareTaskKind.OccupationalTherapy => Say("arbetsterapi", "occupational therapy"),
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, "This task has no name."),
    };

    public string Of(ProfessionalCategory category) => category switch
    {
        ProfessionalCategory.Physician => Say("läkare", "physician"),
        ProfessionalCategory.RegisteredNurse => Say("sjuksköterska", "nurse"),
        ProfessionalCategory.AssistantNurse => Say("undersköterska", "assistant nurse"),
        ProfessionalCategory.CareAide => Say("vårdbiträde", "care aide"),
        ProfessionalCategory.Physiotherapist => Say("fysioterapeut", "physiotherapist"),
        ProfessionalCategory.OccupationalTherapist => Say("arbetsterapeut", "occupational therapist"),
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, "This profession has no name."),
    };

    public string Of(VisitStatus status) => status switch
    {
        VisitStatus.Requested => Say("inkommen", "requested"),
        VisitStatus.Planned => Say("planerad", "planned"),
        VisitStatus.Published => Say("publicerad", "published"),
        VisitStatus.Dispatched => Say("utskickad", "dispatched"),
        VisitStatus.Acknowledged => Say("kvitterad", "acknowledged"),
        VisitStatus.EnRoute => Say("på väg", "en route"),
        VisitStatus.Arrived => Say("framme", "arrived"),
        VisitStatus.InProgress => Say("pågår", "in progress"),
        VisitStatus.Completed => Say("klar", "completed"),
        VisitStatus.NoAnswer => Say("ej anträffad", "no answer"),
        VisitStatus.Declined => Say("avböjd", "declined"),
        VisitStatus.Cancelled => Say("inställd", "cancelled"),
        VisitStatus.Redirected => Say("omdirigerad", "redirected"),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "This state has no name."),
    };

    public string Of(UrgencyClass urgency) => urgency switch
    {
        UrgencyClass.Red => Say("röd", "red"),
        UrgencyClass.Orange => Say("orange", "orange"),
        UrgencyClass.Yellow => Say("gul", "yellow"),
        UrgencyClass.Green => Say("grön", "green"),
        UrgencyClass.Blue => Say("blå", "blue"),
        _ => throw new ArgumentOutOfRangeException(nameof(urgency), urgency, "This class has no name."),
    };

    internal string Say(string swedish, string english) => Language == Language.Swedish ? swedish : english;
}
