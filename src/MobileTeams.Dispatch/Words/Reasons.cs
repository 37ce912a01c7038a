using System.Globalization;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Urgent;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Words;

/// <summary>Reasons as plain sentences, without a capital and without a full stop, so that they can stand in a list or inside another sentence. No patient data.</summary>
public sealed class Reasons
{
    private static readonly Reasons Swedish = new(Terms.In(Language.Swedish));
    private static readonly Reasons English = new(Terms.In(Language.English));

    private readonly Terms terms;

    private Reasons(Terms terms) => this.terms = terms;

    public static Reasons In(Language language) => language == Language.Swedish ? Swedish : English;

    /// <summary>A hard rule that breaks, such as "saknar delegering insulin" or "15 min för sent". An unknown code is said as it is.</summary>
    public string Of(BrokenRule rule) => rule.Code switch
    {
        CrewRules.Competence => Say($"saknar kompetens: {Task(rule)}", $"lacks competence: {Task(rule)}"),
        CrewRules.DelegationMissing => Say($"saknar delegering {Task(rule)}", $"lacks delegation for {Task(rule)}"),
        CrewRules.DelegationExpired => Say($"delegering {Task(rule)} gick ut {Date(rule)}", $"delegation for {Task(rule)} expired {Date(rule)}"),
        CrewRules.DelegationNotYet => Say($"delegering {Task(rule)} gäller först {Date(rule)}", $"delegation for {Task(rule)} is not valid until {Date(rule)}"),
        CrewRules.DelegationRevoked => Say($"delegering {Task(rule)} återkallades {Date(rule)}", $"delegation for {Task(rule)} was revoked {Date(rule)}"),
        CrewRules.DoubleStaffing => rule.Amount == 1
            ? Say("kräver dubbelbemanning, en person saknas", "needs double staffing, one person is missing")
            : Say($"kräver fler, {rule.Amount} personer saknas", $"needs more staff, {rule.Amount} people are missing"),
        CrewRules.ProtectedIdentity => Say("skyddade personuppgifter, teamet är inte utsett", "protected identity, the team is not among the named staff"),
        DayRules.Window => Say($"{Minutes(rule)} för sent", $"{Minutes(rule)} too late"),
        DayRules.OtherWindow => Say($"ett annat besök blir {Minutes(rule)} för sent", $"another visit becomes {Minutes(rule)} too late"),
        DayRules.ShiftEnd => Say($"passet slutar {Minutes(rule)} för sent", $"the shift ends {Minutes(rule)} too late"),
        DayRules.FollowsWithin => Say($"{Minutes(rule)} för lång tid mellan kopplade besök", $"{Minutes(rule)} too long between linked visits"),
        DayRules.Unreachable => Say("ingen väg dit eller därifrån", "no way there or back"),
        DayRules.OrderCircle => Say("besöken väntar på varandra", "the visits wait for each other"),
        DayRules.Pinned => Say("fäst vid ett annat team", "pinned to another team"),
        DayRules.BreakLate => Say($"rasten blir {Minutes(rule)} för sen", $"the break is {Minutes(rule)} too late"),
        DayRules.Release => Say("samtalet hade inte kommit", "the call had not come in"),
        DayRules.Plan => Say("planen fann ingen plats", "the plan found no place"),
        _ => rule.Code,
    };

    /// <summary>A rule of rest that breaks, such as "dygnsvilan bryts med 23 min", with the earliest next start where there is one.</summary>
    public string Of(RestFinding finding, ServiceTime time)
    {
        var amount = Duration(finding.Amount);
        var said = finding.Rule switch
        {
            RestRule.DailyRest => Say($"dygnsvilan bryts med {amount}", $"the daily rest is {amount} too short"),
            RestRule.ShiftLength => Say($"passet är {amount} för långt", $"the shift is {amount} too long"),
            RestRule.WeeklyRest => Say($"veckovilan bryts med {amount}", $"the weekly rest is {amount} too short"),
            RestRule.Break => Say($"rasten kommer {amount} för sent", $"the break comes {amount} too late"),
            RestRule.CompensatoryRest => Say($"den kompenserande vilan bryts med {amount}", $"the compensatory rest is {amount} too short"),
            _ => throw new ArgumentOutOfRangeException(nameof(finding), finding.Rule, "This rule has no sentence."),
        };
        return finding.EarliestNextStart is { } next
            ? said + Say($", nästa pass tidigast {Clock(next, time)}", $", next shift {Clock(next, time)} at the earliest")
            : said;
    }

    /// <summary>Why a day said no.</summary>
    public string Of(Refusal refusal) => refusal switch
    {
        Refusal.UnknownVisit => Say("besöket finns inte den här dagen", "the visit is not in this day"),
        Refusal.UnknownTeam => Say("teamet finns inte den här dagen", "the team is not in this day"),
        Refusal.AnotherDay other => Say($"det hör till {Date(other.Date)}", $"it belongs to {Date(other.Date)}"),
        Refusal.DayMovedOn moved => Say($"dagen har ändrats sedan planen gjordes (version {moved.DecidedOn}, nu {moved.Version})", $"the day has changed since the plan was made (version {moved.DecidedOn}, now {moved.Version})"),
        Refusal.VisitIsOver over => Say($"besöket är redan avslutat ({terms.Of(over.Status)})", $"the visit is already over ({terms.Of(over.Status)})"),
        Refusal.VisitIsUnderWay underWay => Say($"besöket pågår ({terms.Of(underWay.Status)})", $"the visit is under way ({terms.Of(underWay.Status)})"),
        Refusal.AnotherTeamsVisit => Say("besöket hör till ett annat team", "the visit belongs to another team"),
        Refusal.PatientIsKnown => Say("besöket gäller redan en annan patient", "the visit is for another patient already"),
        Refusal.NoTeam => Say("besöket har inget team", "the visit has no team"),
        Refusal.NotOnDuty => Say("personen är inte i tjänst då", "the person is not on duty then"),
        Refusal.NobodyIsSought => Say("patienten eftersöks inte", "the patient is not being sought"),
        Refusal.RuleBroken broken => string.Join(Say(" och ", " and "), broken.Rules.Select(Of)),
        _ => refusal.Code,
    };

    /// <summary>Why an event was noted and changed nothing.</summary>
    public string OfNote(string code) => code switch
    {
        "note.reached" => Say("det var redan så", "it was so already"),
        "note.passed" => Say("dagen hade redan gått förbi det", "the day had already gone past it"),
        "note.visits-known" => Say("besöken fanns redan", "the visits were there already"),
        "note.seen-later" => Say("teamet har setts senare än så", "the team has been seen later than that"),
        _ => code,
    };

    /// <summary>What an urgent call does to another visit, such as "flyttas 15 min senare till 09:40, bryter löftet".</summary>
    public string Of(MovedVisit moved, ServiceTime time)
    {
        var by = Duration(moved.By.Duration());
        var said = moved.By > TimeSpan.Zero
            ? Say($"flyttas {by} senare till {Clock(moved.Becomes, time)}", $"moves {by} later to {Clock(moved.Becomes, time)}")
            : Say($"flyttas {by} tidigare till {Clock(moved.Becomes, time)}", $"moves {by} earlier to {Clock(moved.Becomes, time)}");
        if (moved.BreaksPromise) said += Say(", bryter löftet", ", breaks the promise");
        if (moved.BreaksWindow) said += Say(", utanför överenskommen tid", ", outside the agreed time");
        return said;
    }

    /// <summary>What would make room for an urgent call, such as "om N3:s 14:20 går till S2 (14:35), bryter löftet".</summary>
    public string Of(UrgentExchange exchange, Day day, ServiceTime time)
    {
        var (team, to) = (day.Teams[exchange.Team].Shift.Name, day.Teams[exchange.To].Shift.Name);
        var (from, start) = (Clock(exchange.LeavesFrom, time), Clock(exchange.ToStartsAt, time));
        var said = Say($"om {team}:s {from} går till {to} ({start})", $"if {team}'s {from} goes to {to} ({start})");
        return exchange.BreaksPromise ? said + Say(", bryter löftet", ", breaks the promise") : said;
    }

    public string Of(Overtime overtime, ServiceTime time) =>
        Say($"åter {Clock(overtime.BackAt, time)}, {Duration(overtime.Over)} efter passets slut", $"back {Clock(overtime.BackAt, time)}, {Duration(overtime.Over)} after the shift's end");

    /// <summary>A length of time, rounded up to minutes: "23 min", "2 h", "1 h 5 min".</summary>
    public string Duration(TimeSpan time)
    {
        var minutes = (int)Math.Ceiling(time.TotalMinutes);
        return minutes < 60 ? $"{minutes} min" : minutes % 60 == 0 ? $"{minutes / 60} h" : $"{minutes / 60} h {minutes % 60} min";
    }

    private string Say(string swedish, string english) => terms.Say(swedish, english);

    private string Minutes(BrokenRule rule) => Duration(TimeSpan.FromSeconds(rule.Amount));

    private string Task(BrokenRule rule) => Enum.TryParse<CareTaskKind>((rule.Detail ?? "").Split(' ')[0], out var task) ? terms.Of(task) : rule.Detail ?? "";

    private static string Date(BrokenRule rule) => (rule.Detail ?? "").Split(' ')[^1];

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Clock(DateTimeOffset instant, ServiceTime time) => time.LocalTime(instant).ToString("HH:mm", CultureInfo.InvariantCulture);
}
