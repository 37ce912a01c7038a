using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Server.Desk;

/// <summary>The words of visits that somebody asks for, Swedish and English side by side.</summary>
internal static class RequestWords
{
    public static string Title => Say("Ny förfrågan", "New request");

    public static string Another => Say("någon annan", "somebody else");

    public static string WhoAsks => Say("Vem frågar?", "Who asks?");

    public static string From => Say("Avdelning eller namn", "Ward or name");

    public static string FromHint => Say("Till exempel: avdelning 30B, Akademiska", "Such as: ward 30B, university hospital");

    public static string What => Say("Vad ska göras?", "What is to be done?");

    public static string NotBefore => Say("Tidigast", "Not before");

    public static string NotAfter => Say("Senast", "Not after");

    public static string Deadline => Say("Måste ha börjat", "Must have begun by");

    public static string ToQueue => Say("Lägg i kön", "Put in the queue");

    public static string WrongWindow => Say("Senast måste vara efter tidigast.", "Not after has to come later than not before.");

    public static string Of(RequestSource source) => source switch
    {
        RequestSource.HealthCentre => Say("Hälsocentral", "Health centre"),
        RequestSource.HospitalDischarge => Say("Utskrivning från sjukhus", "Hospital discharge"),
        RequestSource.CoordinatedPlan => Say("SIP", "Coordinated plan (SIP)"),
        RequestSource.Relative => Say("Närstående", "Relative"),
        RequestSource.Patient => Say("Patienten själv", "The patient"),
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, null),
    };

    public static string Asked(VisitRequest request, string clock) => Say("Frågade", "Asked") + $": {Of(request.Source)}{(request.From.Length > 0 ? $", {request.From}" : "")} {clock}";

    public static string By(string clock) => Say($"måste ha börjat {clock}", $"must have begun by {clock}");

    private static string Say(string swedish, string english) => Words.IsEnglish ? english : swedish;
}
