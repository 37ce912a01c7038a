using System.Globalization;

namespace MobileTeams.Server.Desk;

/// <summary>The words about roads: snow, closures and who is reached, Swedish and English side by side.</summary>
internal static class RoadsWords
{
    public static string Title => Say("Väglag", "Roads");

    public static string SnowTitle => Say("Snö", "Snow");

    public static string SnowOn => Say("Det snöar: räkna med snö på alla vägar", "It snows: count on snow on all roads");

    public static string SnowOff => Say("Vägarna är bara igen", "The roads are bare again");

    public static string BareNow => Say("Tiderna räknas på bara vägar.", "Times are those of bare roads.");

    public static string Closures => Say("Avstängningar", "Closures");

    public static string NoClosures => Say("Inga vägar är avstängda.", "No roads are closed.");

    public static string Label => Say("Var och varför", "Where and why");

    public static string LabelHint => Say("t.ex. översvämning vid Dannemora", "e.g. flood at Dannemora");

    public static string Draw => Say("Rita på kartan", "Draw on the map");

    public static string NoMapToDrawOn => Say("Kartan visas inte, så det går inte att rita på den. Stäng av runt en adress i stället.", "The map is not shown, so nothing can be drawn on it. Close around an address instead.");

    public static string Drawing => Say(
        "Klicka områdets hörn på kartan. Retur eller dubbelklick avslutar, Esc avbryter.",
        "Click the area's corners on the map. Enter or a double click ends, Esc cancels.");

    public static string Around => Say("Eller runt en adress", "Or around an address");

    public static string Radius => Say("Radie", "Radius");

    public static string CloseAround => Say("Stäng vägarna där", "Close the roads there");

    public static string Lift => Say("Häv", "Lift");

    public static string NothingDrawn => Say("Inget område ritades. Ett område har minst tre hörn.", "No area was drawn. An area has at least three corners.");

    public static string SayWhere => Say("Skriv först var och varför, minst tre tecken.", "First write where and why, at least three characters.");

    public static string AtRisk => Say("Löften i fara efter ändringen", "Promises at risk after the change");

    public static string NoneAtRisk => Say("Alla löften håller fortfarande.", "All promises still hold.");

    public static string CutOff => Say("Ingen väg leder längre till", "No road leads any more to");

    public static string Reach => Say("Räckvidd", "Reach");

    public static string Arrives => Say("Framme", "There at");

    /// <param name="age">How old the tablet's position is; null when there is none to go by.</param>
    public static string KnownBy(TimeSpan? age) => age is { } old
        ? Say($"enligt surfplattans plats för {Math.Max(0, (int)old.TotalMinutes)} min sedan", $"by the tablet's place {Math.Max(0, (int)old.TotalMinutes)} min ago")
        : Say("enligt dagens tider: surfplattans plats är inte känd", "by the day's own times: the tablet's place is not known");

    public static string ReachFrom => Say("Från", "From");

    public static string ShowReach => Say("Visa på kartan", "Show on the map");

    public static string HideReach => Say("Ta bort från kartan", "Take off the map");

    public static string HomesReached => Say("Av bostäderna", "Of the homes");

    public static string Within => Say("Inom", "Within");

    public static string Minutes(int minutes) => $"{minutes} min";

    public static string Metres(int metres) => $"{metres.ToString("N0", CultureInfo.CurrentCulture)} m";

    public static string SinceBy(string since, string by) => Say($"sedan {since} · {by}", $"since {since} · {by}");

    public static string Expected(string expected, string promised) => Say($"väntas {expected}, lovat {promised}", $"expected {expected}, promised {promised}");

    /// <summary>What is wrong with an area, a label or a place, in the words of the desk.</summary>
    public static string Of(MobileTeams.Measures.InputException wrong) => wrong.Code switch
    {
        "roads.area" => Say("Området går inte att stänga: det behöver minst tre hörn, ligga på kartan och får inte korsa sig självt.", "The area cannot be closed: it needs three corners, has to lie on the map and must not cross itself."),
        "roads.label" => SayWhere,
        "map.no-road" => Say("Det finns ingen bilväg i närheten av platsen.", "There is no road for a car near the place."),
        _ => Say("Platsen ligger inte på kartan.", "The place is not on the map."),
    };

    private static string Say(string swedish, string english) => Words.IsEnglish ? english : swedish;
}
