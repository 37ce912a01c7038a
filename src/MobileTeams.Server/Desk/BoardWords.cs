namespace MobileTeams.Server.Desk;

/// <summary>The words of the board and of how one works on it, Swedish and English side by side.</summary>
internal static class BoardWords
{
    public static string Free => Say("ledig", "free");

    public static string OffDuty => Say("ur tjänst", "off duty");

    public static string NoArea => Say("Hela området", "The whole area");

    public static string RestUntil(string clock) => Say($"Vila till {clock}", $"Rest until {clock}");

    public static string ShiftIsOver(string team, string clock) => Say($"{team}:s pass slutade {clock}", $"The shift of {team} ended {clock}");

    public static string GoesToQueue => Say("Tillbaka i kön", "Back in the queue");

    public static string Breaks(IReadOnlyList<string> names) => Say($"Bryter löftet: {string.Join(", ", names)}", $"Breaks the promise: {string.Join(", ", names)}");

    public static string Mends(IReadOnlyList<string> names) => Say($"Löftet hålls igen: {string.Join(", ", names)}", $"The promise holds again: {string.Join(", ", names)}");

    public static string AndMore(int count) => Say($"och {count} till", $"and {count} more");

    public static string TravelChanges(int seconds) => (seconds + (seconds < 0 ? -30 : 30)) / 60 is var minutes && minutes == 0
        ? Say("Lika lång restid", "The same travel time")
        : Say($"{minutes:+0;−0} min restid", $"{minutes:+0;−0} min travel");

    public static string OtherWasFirst(string who, string clock) => Say(
        $"{who} ändrade besöket {clock}, före dig. Ingenting är gjort; titta och försök igen.",
        $"{who} changed the visit at {clock}, before you. Nothing was done; look and try again.");

    public static string DayMovedOn => Say("Dagen ändrades samtidigt. Ingenting är gjort; titta och försök igen.", "The day changed at the same time. Nothing was done; look and try again.");

    public static string Undo => Say("Ångra", "Undo");

    public static string Redo => Say("Gör om", "Redo");

    public static string Undone(string what) => Say($"Ångrat: {what}.", $"Undone: {what}.");

    public static string Redone(string what) => Say($"Gjort igen: {what}.", $"Done again: {what}.");

    public static string CannotUndo(string what, string why) => Say($"Kan inte ångra {what}: {why}", $"Cannot undo {what}: {why}");

    public static string CannotRedo(string what, string why) => Say($"Kan inte göra om {what}: {why}", $"Cannot redo {what}: {why}");

    public static string HasBegun(string state) => Say($"teamet har redan börjat ({state}).", $"the team has begun already ({state}).");

    public static string NothingToUndo => Say("Det finns inget att ångra.", "There is nothing to undo.");

    public static string LengthOf(string what, int minutes) => Say($"{what}, {minutes} min", $"{what}, {minutes} min");

    public static string SwapOf(string what) => Say($"{what} bytte plats", $"{what} changed places");

    public static string TakenFromTeam(string what) => Say($"{what} till kön", $"{what} to the queue");

    public static string GroupBy => Say("Gruppera", "Group by");

    public static string Of(Grouping grouping) => grouping switch
    {
        Grouping.Area => Say("Område", "Area"),
        Grouping.Profession => Say("Yrke", "Profession"),
        Grouping.None => Say("Ingen grupp", "No groups"),
        _ => throw new ArgumentOutOfRangeException(nameof(grouping), grouping, null),
    };

    public static string Zoom => Say("Timmar i bredd", "Hours across");

    public static string Carrying(string what) => Say($"Flyttar {what}", $"Moving {what}");

    public static string CarryKeys => Say("Pilar upp och ned: team · vänster och höger: plats · Enter: släpp · Esc: avbryt", "Arrows up and down: team · left and right: place · Enter: drop · Esc: cancel");

    public static string CarryCancelled => Say("Flytten avbröts.", "The move was cancelled.");

    public static string Dropped => Say("Släppt.", "Dropped.");

    public static string Night => Say("Natt", "Night");

    public static string SeenAtDoor => Say("känd från senaste dörren", "known from the last door");

    public static string NoMap => Say("Kartan kan inte visas här. Tavlan och kön fungerar som vanligt.", "The map cannot be shown here. The board and the queue work as usual.");

    public static string Pin => Say("Lås till teamet", "Pin to the team");

    public static string Unpin => Say("Lås upp", "Unpin");

    public static string Length => Say("Längd", "Length");

    public static string Shorter => Say("−5 min, kortare", "−5 min, shorter");

    public static string Longer => Say("+5 min, längre", "+5 min, longer");

    /// <summary>What stands in the mark of a class: its letters, so that yellow and green differ in Swedish too.</summary>
    public static string Mark(MobileTeams.Dispatch.Visits.UrgencyClass urgency) => urgency switch
    {
        MobileTeams.Dispatch.Visits.UrgencyClass.Red => "R",
        MobileTeams.Dispatch.Visits.UrgencyClass.Orange => "O",
        MobileTeams.Dispatch.Visits.UrgencyClass.Yellow => Say("Gu", "Y"),
        MobileTeams.Dispatch.Visits.UrgencyClass.Green => Say("Gr", "G"),
        MobileTeams.Dispatch.Visits.UrgencyClass.Blue => "B",
        _ => throw new ArgumentOutOfRangeException(nameof(urgency), urgency, null),
    };

    public static string VisitNumber(int number) => Say($"Besök {number}", $"Visit {number}");

    private static string Say(string swedish, string english) => Words.IsEnglish ? english : swedish;
}
