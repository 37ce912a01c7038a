using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Server.Desk;

/// <summary>The words of the queue, Swedish and English side by side.</summary>
internal static class QueueWords
{
    public static string And => Say(" och ", " and ");

    public static string Fits(string team, string clock, int broken) => broken == 0
        ? Say($"Ryms hos {team} {clock}, alla löften hålls.", $"Fits with {team} at {clock}, all promises hold.")
        : Say($"Ryms hos {team} {clock}, bryter {broken} {(broken == 1 ? "löfte" : "löften")}.", $"Fits with {team} at {clock}, breaks {broken} {(broken == 1 ? "promise" : "promises")}.");

    /// <summary>What somebody could do so that a rule holds, without a capital and a full stop.</summary>
    public static string Remedy(BrokenRule rule, string team)
    {
        var by = Words.Reasons.Duration(TimeSpan.FromSeconds(rule.Amount));
        var task = Enum.TryParse<CareTaskKind>((rule.Detail ?? "").Split(' ')[0], out var kind) ? Words.Of(kind).ToLower(System.Globalization.CultureInfo.CurrentCulture) : "";
        return rule.Code switch
        {
            CrewRules.Competence => Say($"ett team med kompetens för {task}", $"a team with competence for {task}"),
            CrewRules.DelegationMissing or CrewRules.DelegationExpired or CrewRules.DelegationNotYet or CrewRules.DelegationRevoked =>
                Say($"delegering för {task} till någon i {team}", $"a delegation for {task} to somebody in {team}"),
            CrewRules.DoubleStaffing => Say("två team samtidigt", "two teams at the same time"),
            CrewRules.ProtectedIdentity => Say($"att personalen i {team} utses för patienten", $"that the staff of {team} is named for the patient"),
            DayRules.Window => Say($"att besöket får börja {by} senare", $"that the visit may start {by} later"),
            DayRules.OtherWindow => Say($"att ett annat besök hos {team} får börja {by} senare", $"that another visit of {team} may start {by} later"),
            DayRules.ShiftEnd => Say($"att {team} arbetar {by} längre", $"that {team} works {by} longer"),
            DayRules.FollowsWithin => Say($"att de kopplade besöken får ligga {by} längre isär", $"that the linked visits may be {by} further apart"),
            DayRules.BreakLate => Say($"att {team} tar rast {by} senare", $"that {team} takes its break {by} later"),
            DayRules.Unreachable => Say("en öppen väg dit", "an open road there"),
            DayRules.Pinned => Say("att besöket låses upp", "that the visit is unpinned"),
            DayRules.OrderCircle => Say("en annan ordning mellan besöken", "another order between the visits"),
            DayRules.Plan => Say("att ett annat besök flyttas", "that another visit is moved"),
            _ => Words.Reasons.Of(rule),
        };
    }

    public static string WouldFit => Say("Det som krävs", "What it takes");

    public static string Showing => Say("Visar bara", "Showing only");

    public static string ShowAll => Say("Visa alla", "Show all");

    public static string SortBy => Say("Ordna efter", "Sort by");

    public static string Of(QueueOrder order) => order switch
    {
        QueueOrder.BreaksFirst => Say("Bråttom först", "Most pressing first"),
        QueueOrder.Area => Say("Område", "Area"),
        QueueOrder.Number => Say("Nummer", "Number"),
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, null),
    };

    public static string Waited(string age, string limit) => Say($"väntat {age}, gräns {limit}", $"waited {age}, limit {limit}");

    public static string StoppedWaiting => Say("någon är utsedd", "somebody is assigned");

    public static string LeftToStart(string time) => Say($"{time} kvar", $"{time} left");

    public static string OverdueBy(string time) => Say($"{time} för sent", $"{time} overdue");

    private static string Say(string swedish, string english) => Words.IsEnglish ? english : swedish;
}
