using System.Globalization;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Server.Desk;

/// <summary>Every word of the desk, Swedish and English side by side.</summary>
internal static class Words
{
    public static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    public static string SignIn => Say("Logga in", "Sign in");

    public static string SignOut => Say("Logga ut", "Sign out");

    public static string Login => Say("Användarnamn", "User name");

    public static string Password => Say("Lösenord", "Password");

    public static string WrongSignIn => Say("Användarnamnet eller lösenordet är fel.", "The user name or the password is wrong.");

    public static string TooManyTries => Say("För många försök. Vänta några minuter och försök igen.", "Too many tries. Wait a few minutes and try again.");

    public static string Denied => Say("Kontot har inte rätt till den här sidan.", "This account may not see this page.");

    public static string Guest => Say("Vården är gäst i patientens liv.", "Care is a guest in the patient's life.");

    public static string Urgent => Say("Akuta", "Urgent");

    public static string Unassigned => Say("Ej tilldelade", "Unassigned");

    public static string PromisesAtRisk => Say("Löften i fara", "Promises at risk");

    public static string FreeTeams => Say("Lediga team", "Free teams");

    public static string VisitsDone => Say("Klara besök", "Visits done");

    public static string Live => Say("Live", "Live");

    public static string NotLive => Say("Ej live", "Not live");

    public static string LiveLost(TimeSpan age) => Say($"Förbindelsen är bruten sedan {Age(age)}", $"Disconnected for {Age(age)}");

    public static string Today => Say("I dag", "Today");

    public static string Earlier => Say("Föregående dag", "Previous day");

    public static string Later => Say("Nästa dag", "Next day");

    public static string Centre => Say("Vårdcentrum", "Care centre");

    public static string Plan => Say("Planera", "Plan");

    public static string Replan => Say("Planera om", "Plan again");

    public static string Planning => Say("Planerar", "Planning");

    public static string PlanWaiting => Say("Väntar på att börja", "Waiting to start");

    public static string Cancel => Say("Avbryt", "Cancel");

    public static string Close => Say("Stäng", "Close");

    public static string Publish => Say("Publicera", "Publish");

    public static string Discard => Say("Kasta förslaget", "Discard the proposal");

    public static string Proposal => Say("Förslag att jämföra", "Proposal to compare");

    public static string ProposalIntro => Say(
        "Inget är ändrat förrän du publicerar.",
        "Nothing is changed until you publish.");

    public static string Placed => Say("Placerade", "Placed");

    public static string LeftOut => Say("Utan plats", "Left out");

    public static string Moved => Say("Flyttade", "Moved");

    public static string New => Say("Nya", "New");

    public static string Dropped => Say("Bortfaller", "Dropped");

    public static string PromisesChanged => Say("Ändrade löften", "Promises changed");

    public static string Travel => Say("Restid", "Travel");

    public static string Before => Say("I dag gäller", "As it stands");

    public static string After => Say("Förslaget", "The proposal");

    public static string Team => Say("Team", "Team");

    public static string Teams => Say("Team", "Teams");

    public static string Board => Say("Tavla", "Board");

    public static string Queue => Say("Kö", "Queue");

    public static string Map => Say("Karta", "Map");

    public static string Card => Say("Besökskort", "Visit card");

    public static string WhatMatters => Say("Vad är viktigt för dig?", "What matters to you?");

    public static string NothingSaid => Say("Ingen har frågat ännu.", "Nobody has asked yet.");

    public static string PermanentContact => Say("Fast vårdkontakt", "Permanent care contact");

    public static string Address => Say("Adress", "Address");

    public static string Phone => Say("Telefon", "Phone");

    public static string Door => Say("Dörr", "Door");

    public static string Safety => Say("Säkerhet", "Safety");

    public static string Relatives => Say("Närstående", "Relatives");

    public static string Tasks => Say("Insatser", "Tasks");

    public static string Promised => Say("Lovad tid", "Promised");

    public static string Allowed => Say("Får börja", "May start");

    public static string Expected => Say("Väntas", "Expected");

    public static string Notes => Say("Anteckningar", "Notes");

    public static string Chain => Say("Kedjan", "The chain");

    public static string Staff(int people) => Say(people == 1 ? "1 person" : $"{people} personer", people == 1 ? "1 person" : $"{people} people");

    public static string TwoPeople => Say("Dubbelbemanning", "Double staffing");

    public static string AssignTo => Say("Tilldela", "Assign");

    public static string Unassign => Say("Ta bort från team", "Take from team");

    public static string SendNow => Say("Skicka nu", "Send now");

    public static string Pinned => Say("Låst av samordnare", "Pinned by a dispatcher");

    public static string ProtectedPatient => Say("Skyddade personuppgifter", "Protected identity");

    public static string ProtectedHint => Say("Visas bara för namngiven personal.", "Shown to named staff only.");

    public static string WhoCanCome => Say("Vem kan komma, och vem betalar", "Who can come, and who pays");

    public static string Searching => Say("Räknar …", "Working it out …");

    public static string NoTeamFits => Say("Inget team kan ta besöket utan att bryta en regel.", "No team can take the visit without breaking a rule.");

    public static string NobodyAffected => Say("Ingen annan påverkas", "Nobody else is affected");

    public static string QueueEmpty => Say("Alla besök har ett team.", "Every visit has a team.");

    public static string ChooseVisit => Say("Välj ett besök på tavlan, i kön eller på kartan.", "Choose a visit on the board, in the queue or on the map.");

    public static string NoDay => Say("Dagen finns inte ännu.", "This day does not exist yet.");

    public static string MakeDay => Say("Skapa dagen ur besöksserierna", "Make the day from the visit series");

    public static string NoTeams => Say("Inga team är schemalagda den här dagen.", "No teams are rostered on this day.");

    public static string Break => Say("Rast", "Break");

    public static string Hours(int hours) => Say($"{hours} tim", $"{hours} h");

    public static string Dark => Say("Mörkt", "Dark");

    public static string Light => Say("Ljust", "Light");

    public static string OtherLanguage => Say("English", "Svenska");

    public static string SkipToBoard => Say("Hoppa till tavlan", "Skip to the board");

    public static string KeysHint => Say("Pilar: gå mellan besök", "Arrows: move between visits");

    public static string KeysMove => Say("Skift + pilar: flytta", "Shift + arrows: move");

    public static string KeysOpen => Say("Enter: kort", "Enter: card");

    public static string Minutes(int minutes) => Say($"{minutes} min", $"{minutes} min");

    public static string Late(int minutes) => Say($"{minutes} min sen", $"{minutes} min late");

    public static string Kilometres(int metres) => $"{(metres / 1000.0).ToString(metres < 10_000 ? "0.0" : "0", CultureInfo.CurrentCulture)} km";

    public static string Age(TimeSpan age) =>
        age.TotalSeconds < 60 ? $"{(int)age.TotalSeconds} s"
        : age.TotalMinutes < 60 ? $"{(int)age.TotalMinutes} min"
        : Say($"{(int)age.TotalHours} tim {age.Minutes} min", $"{(int)age.TotalHours} h {age.Minutes} min");

    public static string Of(VisitStatus status) => status switch
    {
        VisitStatus.Requested => Say("inkommen", "requested"),
        VisitStatus.Planned => Say("planerad", "planned"),
        VisitStatus.Published => Say("publicerad", "published"),
        VisitStatus.Dispatched => Say("utskickad", "dispatched"),
        VisitStatus.Acknowledged => Say("kvitterad", "acknowledged"),
        VisitStatus.EnRoute => Say("på väg", "on the way"),
        VisitStatus.Arrived => Say("framme", "arrived"),
        VisitStatus.InProgress => Say("pågår", "in progress"),
        VisitStatus.Completed => Say("klar", "completed"),
        VisitStatus.NoAnswer => Say("öppnar inte", "no answer"),
        VisitStatus.Declined => Say("avböjd", "declined"),
        VisitStatus.Cancelled => Say("inställd", "cancelled"),
        VisitStatus.Redirected => Say("omdirigerad", "redirected"),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>One letter for the state, so that colour never stands alone.</summary>
    public static string Letter(VisitStatus status) => status switch
    {
        VisitStatus.Dispatched => "S",
        VisitStatus.Acknowledged => "K",
        VisitStatus.EnRoute => "V",
        VisitStatus.Arrived or VisitStatus.InProgress => "F",
        VisitStatus.Completed => "✓",
        VisitStatus.NoAnswer => "Ö",
        VisitStatus.Declined => "A",
        VisitStatus.Cancelled or VisitStatus.Redirected => "×",
        _ => "",
    };

    public static string Of(UrgencyClass urgency) => urgency switch
    {
        UrgencyClass.Red => Say("Röd", "Red"),
        UrgencyClass.Orange => Say("Orange", "Orange"),
        UrgencyClass.Yellow => Say("Gul", "Yellow"),
        UrgencyClass.Green => Say("Grön", "Green"),
        UrgencyClass.Blue => Say("Blå", "Blue"),
        _ => throw new ArgumentOutOfRangeException(nameof(urgency), urgency, null),
    };

    public static string Of(CareTaskKind task) => task switch
    {
        CareTaskKind.Supervision => Say("Tillsyn", "Supervision"),
        CareTaskKind.Hygiene => Say("Hygien", "Hygiene"),
        CareTaskKind.Meal => Say("Måltid", "Meal"),
        CareTaskKind.Mobility => Say("Förflyttning", "Mobility"),
        CareTaskKind.Medicine => Say("Läkemedel", "Medicine"),
        CareTaskKind.Insulin => Say("Insulin", "Insulin"),
        CareTaskKind.EyeDrops => Say("Ögondroppar", "Eye drops"),
        CareTaskKind.Compression => Say("Kompressionslindning", "Compression"),
        CareTaskKind.WoundCare => Say("Såromläggning", "Wound care"),
        CareTaskKind.BloodSample => Say("Blodprov", "Blood sample"),
        CareTaskKind.Catheter => Say("Kateter", "Catheter"),
        CareTaskKind.Infusion => Say("Infusion", "Infusion"),
        CareTaskKind.PalliativeCare => Say("Palliativ vård", "Palliative care"),
        CareTaskKind.NursingAssessment => Say("Omvårdnadsbedömning", "Nursing assessment"),
        CareTaskKind.MedicalAssessment => Say("Läkarbedömning", "Medical assessment"),
        CareTaskKind.Physiotherapy => Say("Fysioterapi", "Physiotherapy"),
        CareTaskKind.OccupationalTherapy => Say("Arbetsterapi", "Occupational therapy"),
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, null),
    };

    public static string Of(ProfessionalCategory category) => category switch
    {
        ProfessionalCategory.Physician => Say("läkare", "physician"),
        ProfessionalCategory.RegisteredNurse => Say("sjuksköterska", "nurse"),
        ProfessionalCategory.AssistantNurse => Say("undersköterska", "assistant nurse"),
        ProfessionalCategory.CareAide => Say("vårdbiträde", "care aide"),
        ProfessionalCategory.Physiotherapist => Say("fysioterapeut", "physiotherapist"),
        ProfessionalCategory.OccupationalTherapist => Say("arbetsterapeut", "occupational therapist"),
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, null),
    };

    public static string Of(AccessKind access) => access switch
    {
        AccessKind.OpensSelf => Say("Öppnar själv", "Opens the door"),
        AccessKind.DigitalLock => Say("Digitalt lås", "Digital lock"),
        AccessKind.KeyInCabinet => Say("Nyckel i skåp", "Key in cabinet"),
        AccessKind.KeyBox => Say("Nyckelbox", "Key box"),
        AccessKind.RelativeOpens => Say("Närstående öppnar", "A relative opens"),
        _ => throw new ArgumentOutOfRangeException(nameof(access), access, null),
    };

    public static IEnumerable<string> Of(SafetyFlags safety)
    {
        if (safety.HasFlag(SafetyFlags.ViolenceRisk)) yield return Say("Risk för våld: aldrig ensam", "Risk of violence: never alone");
        if (safety.HasFlag(SafetyFlags.Oxygen)) yield return Say("Syrgas i hemmet", "Oxygen in the home");
        if (safety.HasFlag(SafetyFlags.Infection)) yield return Say("Smitta", "Infection");
        if (safety.HasFlag(SafetyFlags.Dog)) yield return Say("Hund", "Dog");
        if (safety.HasFlag(SafetyFlags.HeavyLift)) yield return Say("Tungt lyft", "Heavy lift");
    }

    private static string Say(string swedish, string english) => IsEnglish ? english : swedish;
}
