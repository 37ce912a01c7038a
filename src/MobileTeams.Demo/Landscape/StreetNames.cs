namespace MobileTeams.Demo.Landscape;

/// <summary>What Swedish small towns call their streets, and what the countryside calls its farms.</summary>
internal static class StreetNames
{
    public static IReadOnlyList<string> Central { get; } =
    [
        "Järnvägsgatan", "Skolgatan", "Torggatan", "Smedjegatan", "Vasagatan", "Parkgatan", "Industrigatan", "Stationsgatan", "Centralgatan", "Kungsgatan", "Drottninggatan",
        "Nygatan", "Östra Esplanaden", "Västra Esplanaden", "Södra Esplanaden", "Norra Tullgatan", "Prästgatan", "Trädgårdsgatan", "Mejerigatan", "Hantverkargatan",
        "Föreningsgatan", "Sjukhusvägen", "Idrottsgatan", "Ringvägen", "Källgatan", "Ågatan", "Backgatan", "Köpmangatan", "Bangårdsgatan", "Teatergatan",
    ];

    public static IReadOnlyList<string> Leafy { get; } =
    [
        "Björkgatan", "Rönngatan", "Lönngatan", "Ekgatan", "Almgatan", "Aspgatan", "Granvägen", "Tallvägen", "Hasselvägen", "Syrenvägen", "Lindvägen", "Pilvägen", "Hagtornsvägen",
        "Blåklintsvägen", "Vitsippsvägen", "Blåsippsvägen", "Liljevägen", "Linneavägen", "Violvägen", "Klövervägen", "Ängsvägen", "Åkervägen", "Råggatan", "Havregatan", "Vetegatan",
        "Lingonstigen", "Blåbärsstigen", "Hallonvägen", "Smultronstigen", "Hjortronvägen", "Enbärsvägen", "Sparvvägen", "Lärkvägen", "Trastvägen", "Svalvägen", "Bofinksvägen",
        "Ugglevägen", "Orrvägen", "Tjädervägen", "Älgstigen", "Rävstigen", "Harstigen", "Ekorrvägen", "Solvägen", "Månvägen", "Stjärnvägen", "Norrskensvägen", "Vintergatan",
        "Smedvägen", "Kolarvägen", "Hyttvägen", "Masugnsvägen", "Herrgårdsvägen", "Gruvvägen", "Malmvägen", "Kvarnvägen", "Sågvägen", "Dammvägen", "Forsvägen", "Laxvägen",
        "Gäddvägen", "Åkerbärsvägen", "Mossvägen", "Bergsvägen", "Klippvägen", "Höjdvägen", "Sluttningsvägen", "Utsiktsvägen", "Skogsvägen", "Hagvägen", "Betesvägen", "Fäbodvägen",
        "Spelmansvägen", "Fiolvägen", "Polskvägen", "Midsommarvägen", "Majvägen", "Skördevägen", "Loggatan", "Stallgatan",
    ];

    private static readonly string[] FarmBeginnings =
    [
        "Väster", "Öster", "Norr", "Söder", "Björk", "Ek", "Gran", "Tall", "Ask", "Al", "Hassel", "Lund", "Säter", "Kvarn", "Sjö", "Berg", "Myr", "Hag", "Lång", "Ung", "Orr", "Tjäder",
        "Räv", "Varg", "Björn", "Tran", "Gås", "Sten", "Sand", "Ler", "Näs", "Vik", "Ång", "Råg", "Korn", "Humle", "Lin", "Hov", "Prost", "Kolar", "Smed", "Gruv", "Bruks", "Fors", "Dam",
        "Elin", "Ingvasta", "Karls", "Gunnar", "Sigg", "Toft", "Ulf", "Arn", "Hyl", "Glad", "Fager", "Skär", "Åker", "Äng", "Ås", "Ör",
    ];

    private static readonly string[] FarmEndings = ["by", "bo", "sta", "torp", "böle", "boda", "tuna", "vreten", "lund", "änge", "mossen", "hult", "arbo", "inge", "backa", "myra", "sätra", "gärde", "viken", "holma"];

    /// <summary>A farm's or hamlet's name that has not been given before.</summary>
    public static string Farm(Dice dice, HashSet<string> given)
    {
        while (true)
        {
            var (beginning, ending) = (dice.Pick(FarmBeginnings), dice.Pick(FarmEndings));
            if (beginning[^1] == ending[0] || beginning.EndsWith("sta", StringComparison.Ordinal)) continue;
            var name = given.Count > 700 ? $"{dice.Pick(["Norra", "Södra", "Östra", "Västra", "Stora", "Lilla"])} {beginning}{ending}" : beginning + ending;
            if (given.Add(name)) return name;
        }
    }
}
