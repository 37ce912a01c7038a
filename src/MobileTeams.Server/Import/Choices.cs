using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Server.Patients;

namespace MobileTeams.Server.Import;

/// <summary>The words of a cell that holds one of a few things: Swedish, English and the code's own name; case and accents do not matter.</summary>
internal sealed class Choices<T>(params (T Value, string Swedish, string English)[] words)
    where T : struct
{
    /// <summary>What to write, for whoever wrote something else.</summary>
    public string Written => string.Join(", ", words.Select(word => Language.Say(word.Swedish, word.English)));

    /// <summary>The word for a value, in the viewer's language.</summary>
    public string NameOf(T value)
    {
        var word = words.First(one => EqualityComparer<T>.Default.Equals(one.Value, value));
        return Language.Say(word.Swedish, word.English);
    }

    public T? Find(string cell)
    {
        var folded = SearchText.Fold(cell);
        foreach (var (value, swedish, english) in words)
            if (folded == SearchText.Fold(swedish) || folded == SearchText.Fold(english) || folded == SearchText.Fold($"{value}")) return value;
        return null;
    }
}

/// <summary>What may stand in the columns that hold one of a few things.</summary>
internal static class Choices
{
    public static readonly Choices<ProfessionalCategory> Professions = new(
        (ProfessionalCategory.Physician, "läkare", "physician"),
        (ProfessionalCategory.RegisteredNurse, "sjuksköterska", "nurse"),
        (ProfessionalCategory.RegisteredNurse, "ssk", "registered nurse"),
        (ProfessionalCategory.AssistantNurse, "undersköterska", "assistant nurse"),
        (ProfessionalCategory.AssistantNurse, "usk", "nursing assistant"),
        (ProfessionalCategory.CareAide, "vårdbiträde", "care aide"),
        (ProfessionalCategory.Physiotherapist, "fysioterapeut", "physiotherapist"),
        (ProfessionalCategory.OccupationalTherapist, "arbetsterapeut", "occupational therapist"));

    public static readonly Choices<DutyKind> Duties = new(
        (DutyKind.Working, "arbete", "working"),
        (DutyKind.OnCall, "jour", "on call"),
        (DutyKind.Standby, "beredskap", "standby"));

    public static readonly Choices<AccessKind> Doors = new(
        (AccessKind.OpensSelf, "öppnar själv", "opens self"),
        (AccessKind.DigitalLock, "digitalt lås", "digital lock"),
        (AccessKind.KeyInCabinet, "nyckel i skåp", "key in cabinet"),
        (AccessKind.KeyBox, "nyckelbox", "key box"),
        (AccessKind.RelativeOpens, "närstående öppnar", "relative opens"));

    public static readonly Choices<Persona> Personas = new(
        (Persona.IndependentEngaged, "självständig och engagerad", "independent and engaged"),
        (Persona.WorriedEngaged, "orolig och engagerad", "worried and engaged"),
        (Persona.TraditionalUnconcerned, "traditionell och obrydd", "traditional and unconcerned"),
        (Persona.VulnerableWorried, "sårbar och orolig", "vulnerable and worried"));

    public static readonly Choices<ProtectedIdentity> Protections = new(
        (ProtectedIdentity.None, "nej", "no"),
        (ProtectedIdentity.Marked, "sekretessmarkering", "marked"),
        (ProtectedIdentity.ProtectedRegistration, "skyddad folkbokföring", "protected registration"),
        (ProtectedIdentity.FictitiousIdentity, "fingerade personuppgifter", "fictitious identity"));

    public static readonly Choices<CareTaskKind> Tasks = new(
        (CareTaskKind.Supervision, "tillsyn", "supervision"),
        (CareTaskKind.Hygiene, "hygien", "hygiene"),
        (CareTaskKind.Meal, "måltid", "meal"),
        (CareTaskKind.Mobility, "förflyttning", "mobility"),
        (CareTaskKind.Medicine, "läkemedel", "medicine"),
        (CareTaskKind.Insulin, "insulin", "insulin"),
        (CareTaskKind.EyeDrops, "ögondroppar", "eye drops"),
        (CareTaskKind.Compression, "kompressionslindning", "compression"),
        (CareTaskKind.WoundCare, "såromläggning", "wound care"),
        (CareTaskKind.BloodSample, "blodprov", "blood sample"),
        (CareTaskKind.Catheter, "kateter", "catheter"),
        (CareTaskKind.Infusion, "infusion", "infusion"),
        (CareTaskKind.PalliativeCare, "palliativ vård", "palliative care"),
        (CareTaskKind.NursingAssessment, "omvårdnadsbedömning", "nursing assessment"),
        (CareTaskKind.MedicalAssessment, "läkarbedömning", "medical assessment"),
        (CareTaskKind.Physiotherapy, "fysioterapi", "physiotherapy"),
        (CareTaskKind.OccupationalTherapy, "arbetsterapi", "occupational therapy"));

    /// <summary>One weekday, or several by one word.</summary>
    public static IReadOnlyList<DayOfWeek>? Weekdays(string cell) => SearchText.Fold(cell) switch
    {
        "mandag" or "mandagar" or "man" or "ma" or "monday" or "mon" => [DayOfWeek.Monday],
        "tisdag" or "tisdagar" or "tis" or "ti" or "tuesday" or "tue" => [DayOfWeek.Tuesday],
        "onsdag" or "onsdagar" or "ons" or "on" or "wednesday" or "wed" => [DayOfWeek.Wednesday],
        "torsdag" or "torsdagar" or "tors" or "tor" or "to" or "thursday" or "thu" => [DayOfWeek.Thursday],
        "fredag" or "fredagar" or "fre" or "fr" or "friday" or "fri" => [DayOfWeek.Friday],
        "lordag" or "lordagar" or "lor" or "lo" or "saturday" or "sat" => [DayOfWeek.Saturday],
        "sondag" or "sondagar" or "son" or "so" or "sunday" or "sun" => [DayOfWeek.Sunday],
        "vardagar" or "vardag" or "weekdays" => [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday],
        "helger" or "helg" or "weekends" => [DayOfWeek.Saturday, DayOfWeek.Sunday],
        "alla" or "alla dagar" or "varje dag" or "all" or "every day" => [],
        _ => null,
    };
}
