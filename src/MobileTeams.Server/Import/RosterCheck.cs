using System.Globalization;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.People;

namespace MobileTeams.Server.Import;

/// <summary>Whether the shifts of a file, together with those that are there, leave everybody rest, and nobody and no vehicle in two places.</summary>
internal sealed class RosterCheck(ImportDesk desk, Column crew, Column car)
{
    /// <param name="roster">The centre's shifts around the file's days; those that the file has again are replaced by it.</param>
    public void Say(IReadOnlyList<TeamShift> roster, IReadOnlyList<(ImportRow Row, TeamShift Shift)> asked, IReadOnlyDictionary<PersonId, Person> people)
    {
        var replaced = asked.Select(one => one.Shift.Id).ToHashSet();
        var rows = asked.DistinctBy(one => one.Shift.Id).ToDictionary(one => one.Shift.Id, one => one.Row);
        var next = roster.Where(shift => !replaced.Contains(shift.Id)).Concat(asked.Select(one => one.Shift)).ToList();
        var before = ByPerson(roster);
        var after = ByPerson(next);
        foreach (var person in asked.SelectMany(one => one.Shift.Crew).Distinct().Where(people.ContainsKey))
        {
            var shifts = after[person].OrderBy(shift => shift.Start).ToList();
            SayOverlaps(shifts, rows, people[person].Name, crew, "import.crew-busy");
            var known = Check(people[person], before[person]).ToHashSet();
            foreach (var finding in Check(people[person], shifts).Where(finding => !known.Contains(finding))) SayRest(finding, people[person], shifts, rows);
        }

        foreach (var vehicle in next.Where(shift => shift.Vehicle is not null).GroupBy(shift => shift.Vehicle!.Value))
            SayOverlaps([.. vehicle.OrderBy(shift => shift.Start)], rows, null, car, "import.vehicle-busy");
    }

    private IEnumerable<RestFinding> Check(Person person, IEnumerable<TeamShift> shifts) => RestRules.Check(person, [.. shifts.Select(WorkPeriod.Of)], [], desk.Time);

    private static ILookup<PersonId, TeamShift> ByPerson(IEnumerable<TeamShift> shifts) =>
        shifts.SelectMany(shift => shift.Crew.Select(person => (person, shift))).ToLookup(one => one.person, one => one.shift);

    private void SayOverlaps(List<TeamShift> shifts, Dictionary<TeamShiftId, ImportRow> rows, string? who, Column column, string code)
    {
        for (var index = 1; index < shifts.Count; index++)
        {
            var (first, second) = (shifts[index - 1], shifts[index]);
            if (second.Start >= first.End) continue;
            if ((rows.GetValueOrDefault(second.Id) ?? rows.GetValueOrDefault(first.Id)) is not { } row) continue;
            var other = row == rows.GetValueOrDefault(second.Id) ? first : second;
            row.Wrong(
                column,
                code,
                $"{who ?? "Fordonet"} är redan i {other.Name} {When(other.Start, other.End)}.",
                $"{who ?? "The vehicle"} is in {other.Name} already, {When(other.Start, other.End)}.");
        }
    }

    // Said on the line of the shift that comes after the short rest, or that is too long itself; for a week on the last of its lines.
    private void SayRest(RestFinding finding, Person person, IReadOnlyList<TeamShift> shifts, Dictionary<TeamShiftId, ImportRow> rows)
    {
        var touching = shifts.Where(shift => shift.Start <= finding.To && shift.End >= finding.From).Reverse().Concat(shifts.Reverse()).ToList();
        if (touching.Select(shift => rows.GetValueOrDefault(shift.Id)).FirstOrDefault(row => row is not null) is not { } row) return;
        var amount = Amount(finding.Amount);
        var back = finding.EarliestNextStart is { } at ? At(at) : null;
        var (swedish, english) = finding.Rule switch
        {
            RestRule.DailyRest => (
                $"{person.Name} får för kort dygnsvila: {amount} saknas till 11 timmar ({When(finding.From, finding.To)}).{(back is null ? "" : $" Nästa pass kan börja {back}.")}",
                $"{person.Name} has too short a daily rest: {amount} are missing of 11 hours ({When(finding.From, finding.To)}).{(back is null ? "" : $" The next shift may start {back}.")}"),
            RestRule.ShiftLength => (
                $"{person.Name} får ett för långt arbetspass: {amount} mer än 13 timmar.",
                $"{person.Name} has too long a shift: {amount} more than 13 hours."),
            RestRule.WeeklyRest => (
                $"{person.Name} får för kort veckovila: {amount} saknas till 36 timmar i veckan från {At(finding.From)}.",
                $"{person.Name} has too short a weekly rest: {amount} are missing of 36 hours in the week from {At(finding.From)}."),
            RestRule.Break => (
                $"{person.Name} arbetar {amount} för länge utan rast; högst 5 timmar ({When(finding.From, finding.To)}). Fyll i Rast.",
                $"{person.Name} works {amount} too long without a break; at most 5 hours ({When(finding.From, finding.To)}). Give Rast (break)."),
            _ => (
                $"{person.Name} får för kort vila: {amount} saknas ({When(finding.From, finding.To)}).",
                $"{person.Name} has too short a rest: {amount} are missing ({When(finding.From, finding.To)})."),
        };
        row.Wrong(crew, $"import.rest.{Name(finding.Rule)}", swedish, english);
    }

    private static string Name(RestRule rule) => rule switch
    {
        RestRule.DailyRest => "daily",
        RestRule.ShiftLength => "shift",
        RestRule.WeeklyRest => "weekly",
        RestRule.Break => "break",
        _ => "compensatory",
    };

    private string When(DateTimeOffset from, DateTimeOffset to) =>
        $"{At(from)}–{desk.Time.Local(to).ToString(desk.Time.LocalDate(from) == desk.Time.LocalDate(to) ? "HH:mm" : "d/M HH:mm", CultureInfo.InvariantCulture)}";

    private string At(DateTimeOffset instant) => desk.Time.Local(instant).ToString("d/M HH:mm", CultureInfo.InvariantCulture);

    private static string Amount(TimeSpan time) => time.Minutes == 0
        ? $"{(int)time.TotalHours} h"
        : time.TotalHours < 1 ? $"{time.Minutes} min" : $"{(int)time.TotalHours} h {time.Minutes} min";
}
