using MobileTeams.Dispatch.Telling;
using MobileTeams.Dispatch.Urgent;
using MobileTeams.Server.Days;
using MobileTeams.Server.Urgent;

namespace MobileTeams.Server.Desk;

/// <summary>The words about what a desk keeps in mind for others: telling patients, beds, calling back, messages, the handover; Swedish and English side by side.</summary>
internal static class DutyWords
{
    public static string ToTell => Say("Att meddela", "To tell");

    public static string OnTheWeb(int count) => Say($"{count} läser det på webben", $"{count} read it on the web");

    public static string Of(TellChannel channel) => channel switch
    {
        TellChannel.Call => Say("Ring", "Call"),
        TellChannel.Letter => Say("Brev", "Letter"),
        TellChannel.Web => Say("Webb", "Web"),
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, null),
    };

    public static string Of(TellCause cause) => cause switch
    {
        TellCause.Time => Say("ny tid", "new time"),
        TellCause.People => Say("andra som kommer", "other people come"),
        TellCause.Cancelled => Say("besöket är inställt", "the visit is cancelled"),
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, null),
    };

    public static string NotKnownYet => Say("ny tid är inte klar", "no new time yet");

    public static string By(string clock) => Say($"senast {clock}", $"by {clock}");

    public static string PermanentContactCalls(string name) => Say($"rings av {name}, fast kontakt", $"to be called by {name}, permanent contact");

    public static string IsTold => Say("Meddelat", "Told");

    public static string AlsoOpenAt(string who) => Say($"Även öppet hos {who}", $"Also open at {who}");

    public static string Writes(string who) => Say($"{who} skriver här", $"{who} writes here");

    public static string NotSavedYet => Say("Det du skrivit är inte sparat ännu. Nytt försök görs tills det går.", "What you wrote is not saved yet. It is tried again until it works.");

    public static string HowItEnds => Say("Eller utan att ett team åker nu", "Or without a team that goes now");

    public static string NearCareBed => Say("Närvårdsplats", "Near-care bed");

    public static string NearCareBeds => Say("Närvårdsplatser", "Near-care beds");

    public static string OtherUnit => Say("Annan enhet", "Another unit");

    public static string Advice => Say("Egenvårdsråd", "Advice");

    public static string LaterVisit => Say("Besök senare", "A later visit");

    public static string OtherEnd => Say("Annat", "Other");

    public static string FreeBeds(int free, int all) => all == 0
        ? Say("Vårdcentrumet har inga närvårdsplatser.", "The centre has no near-care beds.")
        : Say($"{free} av {all} platser lediga", $"{free} of {all} beds free");

    public static string TakeBed => Say("Reservera en plats", "Reserve a bed");

    public static string SentOnAnotherDay => Say("Ett team skickades en annan dag; se besöket där.", "A team was sent on another day; see the visit there.");

    public static string LastBedGone => Say("Den sista platsen togs just av någon annan. Samtalet är kvar.", "The last bed was just taken by somebody else. The call stays open.");

    public static string WhereAndWhen => Say("Vart och när", "Where and when");

    public static string WhereAndWhenHint => Say("t.ex. närmottagningen i morgon 10:20", "e.g. the local clinic tomorrow 10:20");

    public static string Refer => Say("Hänvisa dit", "Refer there");

    public static string WhatAdvice => Say("Vilket råd?", "What advice?");

    public static string CallBackIn => Say("Ring upp igen om", "Call again in");

    public static string NoCallBack => Say("behövs inte", "not needed");

    public static string GiveAdvice => Say("Rådet är givet", "The advice is given");

    public static string WhichDay => Say("Vilken dag?", "Which day?");

    public static string Between => Say("Mellan", "Between");

    public static string AndUntil => Say("och", "and");

    public static string PlanLater => Say("Lägg i den dagens kö", "Put into that day's queue");

    public static string ToCallBack => Say("Ring upp igen", "Call again");

    public static string CalledBack => Say("Uppringd", "Called");

    public static string Of(MobileTeams.Measures.InputException wrong) => wrong.Code switch
    {
        "handover.own" => Say("Någon annan tar över det du har signerat.", "Another person takes over what you signed."),
        "beds.count" => Say("Ett vårdcentrum har 0 till 200 närvårdsplatser.", "A centre has 0 to 200 near-care beds."),
        "routine.length" => Say("En rutin har 20 till 4 000 tecken på varje språk.", "A routine has 20 to 4,000 characters in each language."),
        "call.closed" => Say("Samtalet är redan avslutat vid en annan plats, eller ett team är skickat.", "The call was ended at another desk already, or a team is sent."),
        "call.past" => Say("Den tiden är förbi; välj en senare.", "That time is over; choose a later one."),
        "call.no-class" => Say("En sjuksköterska eller läkare väljer först hur brådskande det är.", "A nurse or a physician chooses first how urgent it is."),
        "call.not-licensed" => Say("Angelägenhetsgraden väljs av en sjuksköterska eller läkare.", "The urgency is chosen by a nurse or a physician."),
        "day.none" => Words.NoDay,
        "call.no-place" => Say("Välj först patient eller plats.", "Choose a patient or a place first."),
        _ => wrong.Message,
    };

    public static string SilentTeams => Say("Tysta team", "Silent teams");

    public static string SilentSince(string where, string clock) => Say($"Skulle ha hört av sig {clock} ({where})", $"Should have reported {clock} ({where})");

    public static string HeardAt(string clock, string who) => Say($"{who} talade med dem {clock}", $"{who} talked with them {clock}");

    public static string IHaveTalked => Say("Jag har talat med dem", "I have talked with them");

    public static string Messages => Say("Meddelanden till samordnarna", "Messages to the dispatchers");

    public static string NewMessage => Say("Nytt meddelande (inga patientuppgifter)", "New message (no patient data)");

    public static string ValidFor => Say("Gäller i", "Valid for");

    public static string Post => Say("Sätt upp", "Put up");

    public static string TakeDown => Say("Ta ner", "Take down");

    public static string Until(string clock) => Say($"gäller till {clock}", $"valid until {clock}");

    public static string Handover => Say("Överlämning", "Handover");

    public static string TakeOverFrom(string who, string when) => Say($"Att ta över från {who}, {when}", $"To take over from {who}, {when}");

    public static string ITakeOver => Say("Jag tar över", "I take over");

    public static string OpenNow => Say("Öppet just nu", "Open right now");

    public static string NothingOpen => Say("Ingenting är öppet.", "Nothing is open.");

    public static string Sign => Say("Signera överlämningen", "Sign the handover");

    public static string Signed => Say("Signerad. Den som kommer tar över rad för rad.", "Signed. Who comes takes over line by line.");

    public static string NoClassYet => Say("ingen grad", "no class yet");

    public static string ProtectedCases(int count) => count == 1
        ? Say("1 skyddat ärende – se behöriga", "1 protected case – see those named")
        : Say($"{count} skyddade ärenden – se behöriga", $"{count} protected cases – see those named");

    public static string PatientCame => Say("Patienten är här", "The patient is here");

    public static string BedFree => Say("Ledig igen", "Free again");

    public static string HowManyBeds => Say("Antal platser", "Number of beds");

    public static string Save => Say("Spara", "Save");

    public static string Of(BedState state) => state switch
    {
        BedState.Free => Say("ledig", "free"),
        BedState.Reserved => Say("reserverad", "reserved"),
        BedState.Occupied => Say("belagd", "occupied"),
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static string Of(HandoverKind kind) => kind switch
    {
        HandoverKind.OpenCall => Say("Akut samtal", "Urgent call"),
        HandoverKind.Sought => Say("Öppnar inte", "Does not open"),
        HandoverKind.SilentTeam => Say("Tyst team", "Silent team"),
        HandoverKind.Unassigned => Say("Utan team", "Without a team"),
        HandoverKind.PromiseAtRisk => Say("Löfte i fara", "Promise at risk"),
        HandoverKind.ToTell => Say("Att meddela", "To tell"),
        HandoverKind.CallBack => Say("Ring upp igen", "Call again"),
        HandoverKind.Rest => Say("Vila", "Rest"),
        HandoverKind.Missing => Say("Team borta", "Team away"),
        HandoverKind.Beds => Say("Närvårdsplatser", "Near-care beds"),
        HandoverKind.Roads => Say("Vägar", "Roads"),
        HandoverKind.Protected => Say("Skyddat", "Protected"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string Print => Say("Skriv ut", "Print");

    public static string CallFigures => Say("Akuta samtal i siffror", "Urgent calls in figures");

    public static string Figures => Say("Statistik", "Figures");

    public static string CallFiguresIntro(int count) => Say($"{count} samtal de senaste 90 dagarna, tider räknade från att samtalet kom.", $"{count} {(count == 1 ? "call" : "calls")} in the last 90 days, times counted from when the call came.");

    public static string AllCalls => Say("Alla", "All");

    public static string Step => Say("Steg", "Step");

    public static string Calls => Say("Samtal", "Calls");

    public static string WithinTarget => Say("Inom målet", "Within target");

    public static string ByHour => Say("Till kvittens, per timme", "Until acknowledged, by hour");

    public static string Hour => Say("Timme", "Hour");

    public static string Norms => Say(
        "Jämför: NFPA 1225 vill ha svar inom 10 s och ett team utskickat inom 60 s i 90 % av samtalen; SOS Alarms avtal i medeltal svar inom 8 s.",
        "Compare: NFPA 1225 asks for an answer within 10 s and a team dispatched within 60 s in 90 % of the calls; SOS Alarm's agreement for 8 s to answer on average.");

    public static string LocalRoutine => Say("Lokal rutin för angelägenhetsgrad", "Local routine for urgency");

    public static string InForce(int version, string when, string who) => Say($"Version {version}, gäller sedan {when}, {who}", $"Version {version}, in force since {when}, {who}");

    public static string HouseRoutine => Say("Förvald text; organisationen har inte skrivit någon egen.", "The given text; the organisation has not written its own.");

    public static string RoutineIn(string swedish, string english) => Say($"Ny version på {swedish}", $"New version in {english}");

    public static string PutIntoForce => Say("Låt den nya versionen gälla", "Put the new version into force");

    public static string Of(CallStep step) => step switch
    {
        CallStep.Received => Say("inkommet", "received"),
        CallStep.Answered => Say("besvarat", "answered"),
        CallStep.Classified => Say("grad satt", "urgency set"),
        CallStep.Dispatched => Say("team utskickat", "team dispatched"),
        CallStep.Acknowledged => Say("kvitterat", "acknowledged"),
        CallStep.EnRoute => Say("på väg", "en route"),
        CallStep.Arrived => Say("framme", "arrived"),
        CallStep.Ended => Say("klart", "done"),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
    };

    private static string Say(string swedish, string english) => Words.IsEnglish ? english : swedish;
}
