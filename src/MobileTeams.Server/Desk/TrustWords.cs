using System.Globalization;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Patients;
using MobileTeams.Server.Plans;

namespace MobileTeams.Server.Desk;

/// <summary>The words of the pages about trust: emergency opening, the access log, accounts, people and jobs, Swedish and English side by side.</summary>
internal static class TrustWords
{
    public static string Reason => Say("Skäl", "Reason");

    public static string When => Say("När", "When");

    public static string Name => Say("Namn", "Name");

    public static string Save => Say("Spara", "Save");

    // Emergency opening

    public static string Emergency => Say("Nödöppning", "Emergency opening");

    public static string EmergencyIntro => Say(
        "Här öppnar du uppgifter som är stängda för dig, för en patient i en timme. Det loggas med ditt namn, tiden, patienten och skälet innan något visas, och granskas.",
        "Here you open what is closed to you, for one patient, for an hour. It is logged with your name, the time, the patient and the reason before anything is shown, and it is reviewed.");

    public static string IdentityNumber => Say("Personnummer, hela numret", "Identity number, all of it");

    public static string Look => Say("Sök", "Look");

    public static string NoSuchPatient => Say("Ingen patient har det numret.", "No patient has this number.");

    public static string IsClosed => Say("Det finns en patient. Uppgifterna är stängda för dig.", "There is a patient. The record is closed to you.");

    public static string Cause => Say("Varför", "Why");

    public static string InYourWords => Say("Med egna ord, minst tio tecken", "In your own words, at least ten characters");

    public static string PasswordAgain => Say("Ditt lösenord igen", "Your password again");

    public static string WrongPassword => Say("Lösenordet är fel. Ingenting har öppnats.", "The password is wrong. Nothing was opened.");

    public static string OpenForAnHour => Say("Öppna i en timme", "Open for an hour");

    public static string OpenUntil(string clock) => Say($"Öppet för dig till {clock}. Läsningen är loggad.", $"Open to you until {clock}. The reading is logged.");

    public static string NowOpen => Say("Öppna för dig nu", "Open to you now");

    public static string Show => Say("Visa", "Show");

    public static string Of(EmergencyCause cause) => cause switch
    {
        EmergencyCause.Danger => Say("Fara för liv eller allvarlig risk för hälsa", "Danger to life or a serious risk to health"),
        EmergencyCause.PatientAsked => Say("Patienten har bett om det", "The patient asked for it"),
        EmergencyCause.StandingIn => Say("Vikarierar, tilldelningen är inte ändrad ännu", "Standing in, the assignment has not been changed yet"),
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, null),
    };

    // The access log

    public static string Log => Say("Åtkomstlogg", "Access log");

    public static string LogIntro => Say(
        "Vem som har läst vad om vem. Din egen läsning av loggen är också en rad i den. Patienter står som pseudonymer.",
        "Who has read what of whom. Your own reading of the log is a row of it too. Patients stand as pseudonyms.");

    public static string Who => Say("Vem", "Who");

    public static string WhoHint => Say("namn eller användarnamn", "name or user name");

    public static string Whom => Say("Patient", "Patient");

    public static string WhomHint => Say("personnummer eller P-…", "identity number or P-…");

    public static string From => Say("Från", "From");

    public static string To => Say("Till och med", "To, included");

    public static string Action => Say("Åtgärd", "Action");

    public static string All => Say("Alla", "All");

    public static string OnlyEmergencies => Say("Bara nödöppningar", "Emergency openings only");

    public static string Filter => Say("Visa", "Show");

    public static string Export => Say("Spara som fil (CSV)", "Save as a file (CSV)");

    public static string Older => Say("Äldre rader", "Older rows");

    public static string NoRows => Say("Inga rader passar.", "No rows fit.");

    public static string Rows(int count) => Say(count == 1 ? "1 rad" : $"{count} rader", count == 1 ? "1 row" : $"{count} rows");

    public static string OpenPseudonym => Say("Vem är det?", "Who is it?");

    public static string OpenPseudonymWhy => Say("Skälet skrivs i loggen", "The reason is written into the log");

    public static string UnknownPseudonym => Say("Ingen patient har den pseudonymen.", "No patient has this pseudonym.");

    public static string OfAction(string action) => action switch
    {
        "board" => Say("Tavlan", "Board"),
        "map" => Say("Kartan", "Map"),
        "card" => Say("Kort", "Card"),
        "call" => Say("Akut samtal", "Urgent call"),
        "phone" => Say("Sökt på telefonnummer", "Searched by number"),
        "search" => Say("Sökning", "Search"),
        "tablet" => Say("Plattan", "Tablet"),
        "handover" => Say("Överlämning", "Handover"),
        "print" => Say("Utskrift", "Printed"),
        "away" => Say("Patienten inte hemma", "Patient not at home"),
        "home" => Say("Patienten hemma igen", "Patient home again"),
        "import" => Say("Inläsning, jämförd", "Import, compared"),
        "emergency" => Say("Nödöppning", "Emergency opening"),
        "log" => Say("Loggen läst", "Log read"),
        "log.export" => Say("Loggen sparad som fil", "Log saved as a file"),
        "log.open" => Say("Pseudonym öppnad", "Pseudonym opened"),
        _ when action.StartsWith("import", StringComparison.Ordinal) => Say("Inläsning, ändrad", "Import, changed"),
        _ => action,
    };

    // Accounts

    public static string Accounts => Say("Konton", "Accounts");

    public static string NewAccount => Say("Nytt konto", "New account");

    public static string Roles => Say("Roller", "Roles");

    public static string AllCentres => Say("Alla vårdcentrum", "All centres");

    public static string NoPerson => Say("Ingen i personalen", "Nobody of the staff");

    public static string Person => Say("Person", "Person");

    public static string Make => Say("Skapa kontot", "Make the account");

    public static string Lock => Say("Lås", "Lock");

    public static string Unlock => Say("Lås upp", "Unlock");

    public static string Locked => Say("Låst", "Locked");

    public static string ResetPassword => Say("Nytt engångslösenord", "New one-time password");

    public static string WaitsForPassword => Say("Engångslösenord", "One-time password");

    public static string PasswordOf(string login) => Say($"Engångslösenord för {login}", $"One-time password for {login}");

    public static string PasswordShownOnce => Say(
        "Visas bara nu. Det gäller i 72 timmar och byts mot ett eget vid första inloggningen.",
        "Shown only now. It holds for 72 hours and is exchanged for one of the person's own at the first sign-in.");

    public static string LatestChanges => Say("Senaste ändringar", "Latest changes");

    public static string Edit => Say("Ändra", "Change");

    public static string Of(Role role) => role switch
    {
        Role.Dispatcher => Say("Samordnare", "Dispatcher"),
        Role.Nurse => Say("Vårdpersonal i team", "Care staff in teams"),
        Role.NightDuty => Say("Jour", "Night duty"),
        Role.TeamLead => Say("Teamledare", "Team lead"),
        Role.Admin => Say("Administratör", "Administrator"),
        Role.Auditor => Say("Granskare", "Auditor"),
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    // New password

    public static string ChoosePassword => Say("Välj ett eget lösenord", "Choose a password of your own");

    public static string ChoosePasswordIntro => Say(
        "Lösenordet du fick gäller en gång. Välj ett eget med minst tolv tecken, gärna flera ord.",
        "The password you were given opens once. Choose one of your own with at least twelve characters, several words are good.");

    public static string GivenPassword => Say("Lösenordet du fick", "The password you were given");

    public static string ChosenPassword => Say("Nytt lösenord", "New password");

    public static string ChosenAgain => Say("Nytt lösenord igen", "New password again");

    public static string PasswordsDiffer => Say("De två nya lösenorden är inte lika.", "The two new passwords are not the same.");

    public static string PasswordTooShort => Say("Det nya lösenordet måste ha minst tolv tecken och vara ett annat än det du fick.", "The new password needs at least twelve characters and must differ from the one you were given.");

    // People

    public static string People => Say("Personal", "People");

    public static string NewPerson => Say("Ny person", "New person");

    public static string Profession => Say("Yrke", "Profession");

    public static string Area => Say("Område", "Area");

    public static string WholeCentre => Say("Hela vårdcentrumet", "The whole centre");

    public static string Account => Say("Konto", "Account");

    // Jobs

    public static string Jobs => Say("Jobb", "Jobs");

    public static string JobsIntro => Say("Det som servrarna gör av sig själva.", "What the servers do by themselves.");

    public static string Running => Say("Pågår", "Running");

    public static string NothingRuns => Say("Inget pågår.", "Nothing is running.");

    public static string Next => Say("Härnäst", "Next");

    public static string Failed => Say("Misslyckade", "Failed");

    public static string MapInUse => Say("Kartan i bruk", "The map in use");

    public static string MapRefused(string when) => Say($"En ny kartfil avvisades {when}; den gamla används.", $"A new map file was refused {when}; the old one is used.");

    public static string NothingFailed => Say("Inget har misslyckats.", "Nothing has failed.");

    public static string TryAgain => Say("Försök igen", "Try again");

    public static string Since(string clock) => Say($"sedan {clock}", $"since {clock}");

    public static string PlacedOf(int placed, int visits) => Say($"{placed} av {visits} besök placerade", $"{placed} of {visits} visits placed");

    public static string OfJob(string job) => job switch
    {
        PlanHandler.JobName => Say("Planering", "Planning"),
        "nightly-plan" => Say("Nattens planering", "Nightly planning"),
        "retention" => Say("Gallring", "Retention"),
        _ => job,
    };

    private static string Say(string swedish, string english) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? english : swedish;
}
