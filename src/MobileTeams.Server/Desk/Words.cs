using System.Globalization;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Proposals;
using MobileTeams.Dispatch.Urgent;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Dispatch.Words;
using MobileTeams.Server.Days;

namespace MobileTeams.Server.Desk;

/// <summary>Every word of the desk, Swedish and English side by side.</summary>
internal static class Words
{
    public static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    public static Language Language => IsEnglish ? Language.English : Language.Swedish;

    public static Reasons Reasons => Reasons.In(Language);

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

    public static string VisitsDone => Say("Klara besök", "Visits done");

    public static string Live => Say("Live", "Live");

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

    public static string NeedsTwo => Say("Två ur personalen behövs", "Two of the staff are needed");

    public static string CallAbout => Say("Akut samtal om patienten", "Urgent call about the patient");

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

    public static string Before => Say("Nu gäller", "As it stands");

    public static string After => Say("Förslaget", "The proposal");

    public static string Team => Say("Team", "Team");

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

    /// <summary>Why nothing was done, as a sentence; null when it was.</summary>
    public static string? WhyNot(Handled handled) => handled switch
    {
        Handled.Decided { Change: DayChange.Refused refused } => Capital(Reasons.Of(refused.Why)) + ".",
        Handled.NoDay => NoDay,
        Handled.MovedOn => BoardWords.DayMovedOn,
        _ => null,
    };

    public static string MakeDay => Say("Skapa dagen ur besöksserierna", "Make the day from the visit series");

    public static string NoTeams => Say("Inga team är schemalagda den här dagen.", "No teams are rostered on this day.");

    public static string Break => Say("Rast", "Break");

    public static string Hours(int hours) => $"{hours} {HourUnit}";

    public static string HourUnit => Say("tim", "h");

    public static string UrgentCall => Say("Akut samtal", "Urgent call");

    public static string Calls => Say("Akuta samtal", "Urgent calls");

    public static string WhoIsIt => Say("Vem gäller det?", "Who is it about?");

    public static string WhoIsItHint => Say("Namn, personnummer eller adress", "Name, identity number or address");

    public static string AboutWhom => Say("Om personen inte är patient: vem?", "If not a patient: who?");

    public static string AboutWhomHint => Say("Så som det sägs, till exempel: man omkring 80", "As it is said, such as: man of about 80");

    public static string UnknownPerson => Say("Okänd person", "Unknown person");

    public static string NoPatientTied => Say("Ingen patient är knuten till besöket.", "No patient is tied to the visit.");

    public static string TieToPatient => Say("Vem är det? Knyt till patient", "Who is it? Tie to a patient");

    public static string WhereIsIt => Say("Var är det?", "Where is it?");

    public static string NotAtHome => Say("Inte hemma? Annan plats", "Not at home? Another place");

    public static string WhereIsItHint => Say("Adress, plats eller koordinater", "Address, place or coordinates");

    public static string NoPlaceFound => Say("Platsen finns inte på kartan.", "The place is not on the map.");

    public static string CallPlace => Say("Plats:", "Place:");

    public static string OtherPlace => Say("Ta bort platsen", "Remove the place");

    public static string OwnPhone => Say("eget nummer", "own number");

    public static string FoundByPhone(int count) => count switch
    {
        0 => Say("Numret finns inte hos någon patient.", "No patient has this number."),
        1 => Say("Numret finns hos en patient:", "One patient has this number:"),
        _ => Say($"Numret finns hos {count} patienter:", $"{count} patients have this number:"),
    };

    public static string NoAcknowledgement(string team) => Say($"{team} kvitterar inte", $"{team} does not acknowledge");

    public static string SentAt(string clock) => Say($"Skickat {clock}", $"Sent {clock}");

    public static string CallTheTeam => Say("Ring teamet:", "Call the team:");

    public static string TakeItOn => Say("Jag tar det", "I take it");

    public static string TookItOn(string who) => Say($"{who} tog det", $"{who} took it");

    public static string SendInstead(string team, string clock) => Say($"Skicka {team} i stället, framme {clock}", $"Send {team} instead, there {clock}");

    public static string GoToDay => Say("Till vårdcentrumets dag", "To the centre's day");

    public static string Of(EscalationStep step) => step switch
    {
        EscalationStep.Repeated => Say("Larmat igen med ljud", "Alarmed again with sound"),
        EscalationStep.CallTask => Say("Uppgift: ring teamet", "Task: call the team"),
        EscalationStep.NextOffered => Say("Nästa team erbjudet", "Next team offered"),
        EscalationStep.AnotherDesk => Say("Ingen har reagerat: teamledare och jour larmade", "Nobody has reacted: team lead and night duty alarmed"),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
    };

    public static string Reconnecting => Say("Förbindelsen är bruten. Försöker igen …", "The connection is broken. Trying again …");

    public static string ConnectionGone => Say("Förbindelsen kom inte tillbaka.", "The connection did not come back.");

    public static string WentWrong => Say("Något gick fel, och det som visas följer inte längre med.", "Something went wrong, and what is shown does not move any more.");

    public static string NotDone => Say("Databasen svarar inte just nu. Det du bad om är inte gjort. Försök igen om en stund.", "The database does not answer just now. What you asked for has not been done. Try again in a moment.");

    public static string PartAway => Say("Databasen svarar inte just nu. Det här visas så snart den gör det. Ett samtal tas på papper så länge.", "The database does not answer just now. This is shown as soon as it does. Take a call on paper meanwhile.");

    public static string PartFailed => Say("Något gick fel i den här delen. Resten fungerar.", "Something went wrong in this part. The rest works.");

    public static string LoadAgain => Say("Läs in sidan igen", "Load the page again");

    public static string DatabaseAway => Say("Databasen svarar inte", "The database does not answer");

    public static string CallsGoOn => Say(
        "Telefonen går som vanligt: ta emot samtal och ring teamen, och skriv så länge på papper.",
        "The telephone works as usual: take calls and call the teams, and write on paper meanwhile.");

    public static string TabletsGoOn => Say(
        "Det som är sparat finns kvar. Plattorna minns vad teamen gör och skickar det sedan.",
        "What was saved is safe. The tablets remember what the teams do and send it afterwards.");

    public static string PageComesBack => Say("Sidan kommer tillbaka av sig själv.", "The page comes back by itself.");

    public static string NotNeeded(string team) => Say($"{team} behövs inte", $"{team} is not needed");

    public static string OpenCall => Say("Öppna samtalet", "Open the call");

    public static string NobodyFound => Say("Ingen patient hittades.", "No patient was found.");

    public static string Caller => Say("Vem ringer", "Who is calling");

    public static string CallerPhone => Say("Ringer från", "Calling from");

    public static string Situation => Say("Situation", "Situation");

    public static string Background => Say("Bakgrund", "Background");

    public static string Assessment => Say("Aktuellt", "Assessment");

    public static string Recommendation => Say("Rekommendation", "Recommendation");

    public static string SetClass => Say("Angelägenhetsgrad, vald av legitimerad", "Urgency, chosen by a clinician");

    public static string ChosenBy => Say("Vald av", "Chosen by");

    public static string Choose => Say("Välj …", "Choose …");

    public static string ShowCandidates => Say("Vem kan komma?", "Who can come?");

    public static string Send(string team) => Say($"Skicka {team}", $"Send {team}");

    public static string AmbulanceCalled => Say("112 är larmat", "112 has been called");

    public static string EndCall => Say("Avsluta utan besök", "Close without a visit");

    public static string WhyEnd => Say("Vad blev det i stället?", "What came of it instead?");

    public static string Saved(string clock) => Say($"Sparat {clock}", $"Saved {clock}");

    public static string FromNow => Say("nu", "now");

    public static string AfterCurrent => Say("efter pågående besök", "after the current visit");

    public static string BreaksPromises(int count) => Say(count == 1 ? "Bryter 1 löfte" : $"Bryter {count} löften", count == 1 ? "Breaks 1 promise" : $"Breaks {count} promises");

    public static string MovesVisits(int count) => Say(count == 1 ? "Flyttar 1 besök, löftet hålls" : $"Flyttar {count} besök, löften hålls", count == 1 ? "Moves 1 visit, its promise holds" : $"Moves {count} visits, promises hold");

    public static string CalledAt => Say("Inkommet", "Received");

    public static string ClassSet => Say("Grad satt", "Urgency set");

    public static string BrokenPromises(IReadOnlyList<string> names) =>
        Say($"Löftet håller inte längre för {string.Join(", ", names).TrimEnd('.')}.", $"The promise no longer holds for {string.Join(", ", names).TrimEnd('.')}."); // a short name ends with one

    public static string ChangedAt(string clock) => Say($"Senast ändrat {clock}", $"Last changed {clock}");

    public static string PlanFor(int seconds) => Say($"Räkna i {seconds} s", $"Work for {seconds} s");

    public static string WhyPublish => Say("Varför (sparas med planen)", "Why (kept with the plan)");

    public static string PublishedPlans => Say("Publicerade planer", "Published plans");

    public static string NoReasonGiven => Say("Ingen motivering", "No reason given");

    public static string PlacedOf(int placed, int visits) => Say($"{placed} av {visits} besök", $"{placed} of {visits} visits");

    public static string TrailSpoken(string from, string to, int seconds) => Say($"Kostnaden sjönk från {from} till {to} på {seconds} s", $"The cost fell from {from} to {to} in {seconds} s");

    public static string PriceByClass => Say("Vad planeraren väger, före och efter", "What the planner weighs, before and after");

    public static string PriceIntro => Say(
        "Klasserna köper aldrig varandra: kronor i löften sparas först, sedan i omsorg, sist i kostnad.",
        "The classes never buy each other: kronor in promises are saved first, then in care, last in cost.");

    public static string Price => Say("Vikt", "Weight");

    public static string Of(PriceKind kind) => kind switch
    {
        PriceKind.Promises => Say("Löften", "Promises"),
        PriceKind.Care => Say("Omsorg", "Care"),
        _ => Say("Kostnad", "Cost"),
    };

    public static string Of(PricePart part) => part switch
    {
        PricePart.PromisedTimes => Say("andra tider än lovat", "other times than promised"),
        PricePart.PromisedTeams => Say("andra team än lovat", "other teams than promised"),
        PricePart.Early => Say("för tidigt", "too early"),
        PricePart.Late => Say("för sent", "too late"),
        PricePart.Faces => Say("vilka som kommer", "who comes"),
        PricePart.WorkingTime => Say("arbetstid", "working time"),
        PricePart.Distance => Say("kilometer", "kilometres"),
        PricePart.Overtime => Say("övertid", "overtime"),
        PricePart.TeamsOut => Say("team ute", "teams out"),
        _ => Say("valfria besök som inte görs", "optional visits not made"),
    };

    public static string PlanFailed => Say("Planeringen gick inte igenom", "The planning did not succeed");

    public static string DayMovedOn => Say("Dagen har ändrats sedan förslaget gjordes. Planera igen.", "The day has changed since the proposal was made. Plan again.");

    public static string Published => Say("Publicerad", "Published");

    public static string NotSent => Say("ingen skickad", "nobody sent");

    public static string Seconds => Say("Sekunder", "Seconds");

    public static string Cost => Say("Resor och övertid", "Travel and overtime");

    public static string Kronor(long ore) => $"{(ore / 100).ToString("N0", CultureInfo.CurrentCulture)} kr";

    public static string HoursMinutes(int seconds) => $"{seconds / 3600}:{seconds / 60 % 60:00} h";

    public static string CareShare => Say("Tid hos patienter", "Time with patients");

    public static string StopNow => Say("Ta det bästa hittills", "Take the best so far");

    public static string Reassigned => Say("Annat team", "Another team");

    public static string HowLong => Say("Hur länge ska den leta?", "How long may it search?");

    public static string CancelVisit => Say("Ställ in", "Cancel visit");

    public static string Why => Say("Varför?", "Why?");

    public static string PromisesHold => Say("Alla löften hålls", "All promises hold");

    public static string ShowAll(int count) => Say($"Visa alla {count}", $"Show all {count}");

    public static string Nearest(string team, string why) => Say($"Närmast {team}: {why}.", $"Nearest {team}: {why}.");

    public static string Dark => Say("Mörkt", "Dark");

    public static string Light => Say("Ljust", "Light");

    public static string OtherLanguage => Say("English", "Svenska");

    public static string SkipToBoard => Say("Hoppa till tavlan", "Skip to the board");

    public static string KeysHint => Say("Pilar: gå mellan besök", "Arrows: move between visits");

    public static string Minutes(int minutes) => Say($"{minutes} min", $"{minutes} min");

    public static string Late(int minutes) => Say($"{minutes} min sen", $"{minutes} min late");

    public static string Kilometres(int metres) => $"{(metres / 1000.0).ToString(metres < 10_000 ? "0.0" : "0", CultureInfo.CurrentCulture)} km";

    public static string Age(TimeSpan age) =>
        age.TotalSeconds < 60 ? $"{(int)age.TotalSeconds} s"
        : age.TotalMinutes < 60 ? $"{(int)age.TotalMinutes} min"
        : Say($"{(int)age.TotalHours} tim {age.Minutes} min", $"{(int)age.TotalHours} h {age.Minutes} min");

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

    public static string Of(VisitStatus status) => Terms.In(Language).Of(status);

    public static string Of(CareTaskKind task) => Capital(Terms.In(Language).Of(task));

    public static string Of(ProfessionalCategory category) => Terms.In(Language).Of(category);

    /// <summary>The first letter large, as at the start of a line.</summary>
    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpper(text[0], CultureInfo.CurrentCulture) + text[1..];

    private static string Say(string swedish, string english) => IsEnglish ? english : swedish;
}
