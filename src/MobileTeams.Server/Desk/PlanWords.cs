using MobileTeams.Dispatch.Telling;

namespace MobileTeams.Server.Desk;

/// <summary>The words of comparing a proposal with the day and taking all, some or nothing of it; Swedish and English side by side.</summary>
internal static class PlanWords
{
    public static string YourChoice => Say("Ditt val", "Your choice");

    public static string Overtime => Say("Övertid", "Overtime");

    public static string NewFaces => Say("Möten med nya ansikten", "Meetings with new faces");

    public static string WhatChanges => Say("Vad som ändras", "What changes");

    public static string NothingChanges => Say("Förslaget är som dagen redan är.", "The proposal is as the day already is.");

    public static string TakeAll => Say("Välj alla", "Choose all");

    public static string TakeNone => Say("Välj inga", "Choose none");

    public static string TakenOf(int taken, int offered) => offered == 1 ? Say($"{taken} av 1 ändring", $"{taken} of 1 change") : Say($"{taken} av {offered} ändringar", $"{taken} of {offered} changes");

    public static string PublishSome(int taken, int offered) => Say($"Publicera {taken} av {offered}", $"Publish {taken} of {offered}");

    public static string ShowVisits(string team) => Say($"Besök för {team}", $"Visits of {team}");

    public static string VisitsOf(int before, int after) => Say($"besök {before} → {after}", $"visits {before} → {after}");

    public static string TravelOf(string before, string after) => Say($"restid {before} → {after}", $"travel {before} → {after}");

    public static string OvertimeOf(string before, string after) => Say($"övertid {before} → {after}", $"overtime {before} → {after}");

    public static string NewFacesOf(int before, int after) => Say($"nya ansikten {before} → {after}", $"new faces {before} → {after}");

    public static string PromiseChanges(string before, string after) => Say($"Löftet {before} → {after}", $"Promise {before} → {after}");

    public static string PromiseEnds(string before) => Say($"Löftet {before} hålls inte", $"The promise {before} is not kept");

    public static string PromiseHolds(string window) => Say($"Löftet {window} hålls", $"The promise {window} holds");

    public static string FirstPromise(string window) => Say($"Lovas {window}", $"Promised {window}");

    public static string StaysAsItIs => Say("Ändras inte", "Is not changed");

    public static string HowTold => Say("Så får patienterna veta", "How patients are told");

    public static string NobodyToTell => Say("Ingen behöver få besked.", "Nobody has to be told.");

    public static string Told(TellChannel channel, string by) => channel switch
    {
        TellChannel.Call => Say($"Ring senast {by}", $"Call by {by}"),
        TellChannel.Letter => Say("Skicka brev", "Send a letter"),
        TellChannel.Web => Say("Läser det på webben", "Reads it on the web"),
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, null),
    };

    public static string Count(TellChannel channel, int count) => channel switch
    {
        TellChannel.Call => Say($"{count} rings upp", $"{count} called"),
        TellChannel.Letter => Say($"{count} får brev", $"{count} by letter"),
        TellChannel.Web => Say($"{count} på webben", $"{count} on the web"),
        _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, null),
    };

    public static string FollowsAlong => Say("Flyttas med för att resten ska gå ihop", "Moves along so that the rest fits");

    private static string Say(string swedish, string english) => Words.IsEnglish ? english : swedish;
}
