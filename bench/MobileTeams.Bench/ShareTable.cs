using System.Globalization;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Proposals;

namespace MobileTeams.Bench;

/// <summary>Who carries how much over some planned days, group by group: those of one profession and area, or of one profession for the whole centre.</summary>
internal static class ShareTable
{
    public static void Write(WeekPlan week, DayFacts facts)
    {
        Console.WriteLine();
        Console.WriteLine("| group | people | duties | nights | weekend duties | standby | visits | hours with patients |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|");
        foreach (var group in week.Figures.Shares.GroupBy(share => facts.People[share.Person] is var person ? $"{person.Category}, {person.Area ?? "the whole centre"}" : "").OrderBy(group => group.Key, StringComparer.Ordinal))
            Console.WriteLine(
                $"| {group.Key} | {group.Count()} | {Of(group, share => share.Duties)} | {Of(group, share => share.Nights)} | {Of(group, share => share.Weekends)} | {Of(group, share => share.Standbys)} | {Of(group, share => share.Visits)} | {Of(group, share => share.Care.TotalHours)} |");
    }

    /// <summary>From the least to the most, and how far people lie from the mean.</summary>
    private static string Of(IEnumerable<WorkShare> shares, Func<WorkShare, double> amount)
    {
        var spread = Spread.Of(shares.Select(amount));
        return spread.Most == spread.Least ? Text(spread.Most) : $"{Text(spread.Least)}–{Text(spread.Most)} (±{spread.Deviation.ToString("0.#", CultureInfo.InvariantCulture)})";
    }

    private static string Text(double number) => number.ToString("0", CultureInfo.InvariantCulture);
}
