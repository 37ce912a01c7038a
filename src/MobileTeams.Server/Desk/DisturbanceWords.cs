using MobileTeams.Dispatch.Days;
using MobileTeams.Measures;

namespace MobileTeams.Server.Desk;

/// <summary>The words about what goes wrong with a day, and what is done when nobody opens; Swedish and English side by side.</summary>
internal static class DisturbanceWords
{
    public static string Title => Say("Störning", "Disturbance");

    public static string WhatHappened => Say("Vad har hänt?", "What has happened?");

    public static string SickCall => Say("Sjukanmälan", "Sick call");

    public static string CarBroken => Say("Bilen är trasig", "The car broke down");

    public static string TeamLate => Say("Teamet är försenat", "The team is late");

    public static string PatientAway => Say("Patienten är inte hemma", "The patient is not at home");

    public static string Weather => Say("Väder och vägar", "Weather and roads");

    public static string Who => Say("Vem?", "Who?");

    public static string WhichTeam => Say("Vilket team?", "Which team?");

    public static string WhichPatient => Say("Vilken patient?", "Which patient?");

    public static string HowManyDays => Say("Hur många dagar?", "How many days?");

    public static string Days(int days) => days == 1 ? Say("Bara i dag", "Today only") : Say($"{days} dagar", $"{days} days");

    public static string HowLate => Say("Hur mycket?", "How much?");

    public static string WhereWhy => Say("Var eller varför", "Where or why");

    public static string WhereWhyHint => Say("t.ex. inlagd på Akademiska", "e.g. admitted to the hospital");

    public static string Breaks => Say("Det här bryts", "This breaks");

    public static string BreaksNothing => Say("Ingenting bryts.", "Nothing breaks.");

    public static string WithoutTeam(int count) => count == 1 ? Say("1 besök blir utan team", "1 visit loses its team") : Say($"{count} besök blir utan team", $"{count} visits lose their team");

    public static string PromisesAtRisk(int count) => count == 1 ? Say("1 löfte håller inte", "1 promise does not hold") : Say($"{count} löften håller inte", $"{count} promises do not hold");

    public static string RulesBroken => Say("Regler som bryts", "Rules that break");

    public static string IsKnown => Say("Det är redan infört.", "That is entered already.");

    public static string Enter => Say("Det har hänt: för in", "It has happened: enter it");

    public static string Repair => Say("Förslag", "Proposal");

    public static string Repairing => Say("Söker den bästa lagningen …", "Looking for the best repair …");

    public static string NothingToRepair => Say("Inget att laga: dagen står bäst som den är.", "Nothing to repair: the day is best as it is.");

    public static string StillLeftOut => Say("Får ingen plats", "Finds no place");

    public static string Accept(int count) => count == 1 ? Say("Genomför 1 ändring", "Carry out 1 change") : Say($"Genomför {count} ändringar", $"Carry out {count} changes");

    public static string LeaveIt => Say("Låt vara", "Leave it");

    public static string TryAgain => Say("Sök igen", "Look again");

    public static string MovedOn => Say("Dagen ändrades medan du valde. Här är ett nytt förslag.", "The day changed while you chose. Here is a new proposal.");

    public static string ChangesPromise => Say("ny tid att meddela", "a new time to tell");

    public static string Missing => Say("Borta nu", "Away now");

    public static string Back => Say("Åter i tjänst", "Back on duty");

    public static string Home => Say("Hemma igen", "Home again");

    public static string AwaySince(string when, string why) => Say($"sedan {when}: {why}", $"since {when}: {why}");

    public static string NobodyOpens => Say("Ingen öppnar", "Nobody opens");

    public static string Next => Say("Nästa", "Next");

    public static string DoneBy(string clock) => Say($"senast {clock}", $"by {clock}");

    public static string Overdue(string age) => Say($"{age} för sent", $"{age} late");

    public static string Outcome => Say("Vad blev det?", "What came of it?");

    public static string StepDone => Say("Gjort", "Done");

    public static string AllStepsDone => Say("Alla steg är tagna.", "All steps are taken.");

    public static string Found => Say("Patienten öppnade", "The patient opened");

    public static string Of(SearchStep step) => step switch
    {
        SearchStep.Nearby => Say("Ring på, ring upp, se efter runt huset", "Ring, telephone, look around the house"),
        SearchStep.Relatives => Say("Ring närstående", "Call the relatives"),
        SearchStep.Admitted => Say("Fråga om patienten är inlagd eller bortrest", "Ask whether the patient is admitted or away"),
        SearchStep.TwoEnter => Say("Två ur personalen går in tillsammans", "Two of the staff go in together"),
        SearchStep.Manager => Say("Ring chef i beredskap", "Call the manager on call"),
        SearchStep.Police => Say("Ring polisen", "Call the police"),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
    };

    public static string Of(InputException wrong) => wrong.Code switch
    {
        "day.why" => Say("Skriv var patienten är eller varför, minst två tecken.", "Write where the patient is or why, at least two characters."),
        "day.too-many-days" => Say("En sjukanmälan görs för högst 14 dagar i taget.", "A sick call is made for at most 14 days at a time."),
        _ => wrong.Message,
    };

    private static string Say(string swedish, string english) => Words.IsEnglish ? english : swedish;
}
