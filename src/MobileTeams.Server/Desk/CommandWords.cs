using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Server.Desk;

internal enum Deed
{
    Assign,
    Unassign,
    TakeUp,
    Report,
    Find,
    Pin,
    Unpin,
    Swap,
    Resize,
    Go,
    Zoom,
    Group,
    Undo,
    Redo,
    UrgentCall,
    Request,
    Plan,
    Roads,
    Keys,
}

/// <summary>A word that a command begins with.</summary>
/// <param name="Swedish">All names, the usual one first.</param>
internal sealed record Verb(Deed Deed, string[] Swedish, string[] English, (string Swedish, string English) Wants, (string Swedish, string English) Means, bool NeedsDay)
{
    public string Name => Words.IsEnglish ? English[0] : Swedish[0];

    /// <summary>What it is about, such as "besök team"; empty when it stands alone.</summary>
    public string Takes => Words.IsEnglish ? Wants.English : Wants.Swedish;

    public string Does => Words.IsEnglish ? Means.English : Means.Swedish;

    /// <summary>What follows the verb in a text; null when the text does not begin with it. Both languages are understood at any time.</summary>
    public string? RestOf(string text) => NameIn(text) is { } name ? text[name.Length..].TrimStart() : null;

    public int LengthIn(string text) => NameIn(text)?.Length ?? 0;

    /// <summary>Whether a text is the beginning of the verb.</summary>
    public bool Begins(string text) => Swedish.Concat(English).Any(name => name.StartsWith(text.TrimEnd(), StringComparison.OrdinalIgnoreCase));

    private string? NameIn(string text) => Swedish.Concat(English)
        .Where(name => text.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (text.Length == name.Length ? Takes.Length == 0 : text[name.Length] == ' '))
        .MaxBy(name => name.Length);
}

/// <summary>The words of the command line, Swedish and English.</summary>
internal static class CommandWords
{
    public static IReadOnlyList<Verb> Verbs { get; } =
    [
        new(Deed.Assign, ["tilldela"], ["assign"], ("besök team", "visit team"), ("ge besöket till ett team, eller två", "give the visit to a team, or two"), NeedsDay: true),
        new(Deed.Report, ["status"], ["status"], ("team läge", "team state"), ("vad teamet sade på telefon", "what the team said on the telephone"), NeedsDay: true),
        new(Deed.Find, ["sök"], ["find"], ("namn, plats eller insats", "name, place or task"), ("visa ett besök", "show a visit"), NeedsDay: false),
        new(Deed.TakeUp, ["flytta"], ["move"], ("besök", "visit"), ("ta upp det och flytta med pilarna", "take it up and move it with the arrows"), NeedsDay: true),
        new(Deed.Unassign, ["ta bort"], ["unassign", "remove"], ("besök", "visit"), ("ta det från teamet, till kön", "take it from its team, to the queue"), NeedsDay: true),
        new(Deed.Swap, ["byt"], ["swap"], ("besök besök", "visit visit"), ("låt två besök byta plats", "let two visits change places"), NeedsDay: true),
        new(Deed.Resize, ["längd"], ["length"], ("besök minuter", "visit minutes"), ("hur länge besöket tar", "how long the visit takes"), NeedsDay: true),
        new(Deed.Pin, ["lås"], ["pin"], ("besök", "visit"), ("planeraren lämnar det hos teamet", "the planner leaves it with its team"), NeedsDay: true),
        new(Deed.Unpin, ["lås upp"], ["unpin"], ("besök", "visit"), ("planeraren får flytta det", "the planner may move it"), NeedsDay: true),
        new(Deed.Undo, ["ångra"], ["undo"], ("", ""), ("ta tillbaka det du gjorde sist", "take back what you did last"), NeedsDay: true),
        new(Deed.Redo, ["gör om"], ["redo"], ("", ""), ("gör igen det du ångrade", "do again what you undid"), NeedsDay: true),
        new(Deed.Go, ["gå"], ["go"], ("dag, datum, vårdcentrum eller sida", "day, date, centre or page"), ("visa något annat", "show something else"), NeedsDay: false),
        new(Deed.Zoom, ["zoom"], ["zoom"], ("timmar", "hours"), ("timmar i tavlans bredd", "hours across the board"), NeedsDay: true),
        new(Deed.Group, ["gruppera"], ["group"], ("område eller yrke", "area or profession"), ("samla tavlans team", "gather the teams of the board"), NeedsDay: true),
        new(Deed.UrgentCall, ["akut"], ["urgent"], ("", ""), ("nytt akut samtal", "a new urgent call"), NeedsDay: false),
        new(Deed.Request, ["förfrågan"], ["request"], ("", ""), ("någon frågar efter ett besök", "somebody asks for a visit"), NeedsDay: true),
        new(Deed.Plan, ["planera"], ["plan"], ("", ""), ("planera eller planera om dagen", "plan the day, or plan it again"), NeedsDay: true),
        new(Deed.Roads, ["vägar"], ["roads"], ("", ""), ("snö och avstängningar", "snow and closures"), NeedsDay: true),
        new(Deed.Keys, ["tangenter"], ["keys"], ("", ""), ("alla tangenter", "all keys"), NeedsDay: false),
    ];

    /// <summary>What a team can have said, each with its names in the language of the screen first.</summary>
    public static IEnumerable<(VisitStatus Status, string[] Names)> Reports =>
    [
        (VisitStatus.Acknowledged, Order(["kvitterad"], ["acknowledged"])),
        (VisitStatus.EnRoute, Order(["väg", "på väg"], ["rolling", "en route"])),
        (VisitStatus.Arrived, Order(["framme"], ["arrived"])),
        (VisitStatus.Completed, Order(["klar"], ["done", "completed"])),
        (VisitStatus.NoAnswer, Order(["ej anträffad", "öppnar inte"], ["no answer"])),
    ];

    public static IEnumerable<(string[] Names, Func<DateOnly, DateOnly, DateOnly> From)> Days =>
    [
        (Order(["i dag", "idag"], ["today"]), (_, today) => today),
        (Order(["i morgon", "imorgon"], ["tomorrow"]), (_, today) => today.AddDays(1)),
        (Order(["i går", "igår"], ["yesterday"]), (_, today) => today.AddDays(-1)),
        (Order(["nästa dag"], ["next day"]), (date, _) => date.AddDays(1)),
        (Order(["föregående dag"], ["previous day"]), (date, _) => date.AddDays(-1)),
    ];

    public static string Title => Say("Kommando", "Command");

    public static string Hint => Say("Skriv ett kommando eller sök", "Type a command or search");

    public static string Count(int count) => Say(count == 1 ? "1 förslag" : $"{count} förslag", count == 1 ? "1 suggestion" : $"{count} suggestions");

    public static string NothingMeant => Say("Inget kommando och inget besök passar.", "No command and no visit fits.");

    public static string NothingLeft => Say("teamet har inget kvar", "the team has nothing left");

    public static string LengthBetween => Say("mellan 5 och 480 minuter", "between 5 and 480 minutes");

    public static string Reported(string team, string state) => Say($"{team}: {state}.", $"{team}: {state}.");

    public static Verb Named(Deed deed) => Verbs.First(verb => verb.Deed == deed);

    private static string[] Order(string[] swedish, string[] english) => Words.IsEnglish ? [.. english, .. swedish] : [.. swedish, .. english];

    private static string Say(string swedish, string english) => Words.IsEnglish ? english : swedish;
}
