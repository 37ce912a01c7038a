using System.Collections.Immutable;

namespace MobileTeams.Dispatch.People;

/// <summary>The rules of rest of arbetstidslagen (1982:673, 13–15 §§) and the sector's agreement of October 2023, over duties as they are or would be.</summary>
/// <remarks>Jour is work. Beredskap is not, until called out; it may lie in daily rest but does not count as weekly rest (14 §). What lies outside the given
/// duties is taken for free time. Lengths are elapsed time, so a night in which the clock is turned has 23 or 25 hours.</remarks>
public static class RestRules
{
    public static readonly TimeSpan DailyRest = TimeSpan.FromHours(11);
    public static readonly TimeSpan LongestShift = TimeSpan.FromHours(13);
    public static readonly TimeSpan WeeklyRest = TimeSpan.FromHours(36);
    public static readonly TimeSpan LongestWithoutBreak = TimeSpan.FromHours(5);

    /// <summary>When somebody who came back to rest at <paramref name="ended"/> may start again.</summary>
    public static DateTimeOffset EarliestBack(DateTimeOffset ended) => ended + DailyRest;

    /// <summary>Every rule these duties break, in the order of time.</summary>
    public static ImmutableArray<RestFinding> Check(Person person, IReadOnlyCollection<WorkPeriod> duties, IReadOnlyCollection<Callout> callouts, ServiceTime time)
    {
        var shifts = duties.Where(duty => duty.Duty != DutyKind.Standby).ToList();
        var planned = Stretches.Of(shifts.Select(duty => (duty.Start, duty.End)));
        var work = Stretches.Of(shifts.Select(duty => (duty.Start, duty.End)).Concat(callouts.Select(call => (call.Start, call.End))));
        var bound = Stretches.Of(duties.Select(duty => (duty.Start, duty.End)).Concat(callouts.Select(call => (call.Start, call.End))));
        if (work.All.Count == 0) return [];
        var clock = new PersonalClock(person, time, work);
        return [.. Daily(clock, planned, work, callouts)
            .Concat(Shifts(person, planned))
            .Concat(Weekly(clock, work, bound))
            .Concat(Breaks(person, planned, shifts))
            .OrderBy(finding => finding.From).ThenBy(finding => finding.Rule)];
    }

    /// <summary>What breaks afterwards and did not before, or did not break as much.</summary>
    public static IEnumerable<RestFinding> Added(IReadOnlyCollection<RestFinding> before, IEnumerable<RestFinding> after) =>
        after.Where(found => !before.Any(known => known.Rule == found.Rule && known.Person == found.Person && known.From <= found.To && known.To >= found.From && known.Amount >= found.Amount));

    private static IEnumerable<RestFinding> Daily(PersonalClock clock, Stretches planned, Stretches work, IReadOnlyCollection<Callout> callouts)
    {
        foreach (var (start, end) in clock.Days())
        {
            var rest = work.LongestFree(start, end);
            var missing = DailyRest - (rest.End - rest.Start);
            if (missing <= TimeSpan.Zero) continue;

            // Rest given after a call-out in the night counts whole for the day it ends in.
            if (work.Free(start, end).Any(free => free.End - free.Start >= DailyRest && callouts.Any(call => call.End == free.Start))) continue;
            var plannedRest = planned.LongestFree(start, end);
            if (plannedRest.End - plannedRest.Start < DailyRest)
            {
                // A later start heals it only if the rest still fits before the breakpoint.
                var later = rest.Start + DailyRest <= end && rest.Start > start ? rest.Start + DailyRest : (DateTimeOffset?)null;
                yield return new RestFinding(RestRule.DailyRest, clock.Person.Id, rest.Start, rest.End, missing, later);
                continue;
            }

            // The duties alone were within the rule: the call-outs broke the rest, and what is asked for is rest after the last of them.
            var back = callouts.Where(call => call.Start < end && call.End > start).Max(call => call.End);
            if (planned.NextFrom(back) is { } next && next - back < DailyRest)
                yield return new RestFinding(RestRule.CompensatoryRest, clock.Person.Id, back, next, DailyRest - (next - back), EarliestBack(back));
        }
    }

    private static IEnumerable<RestFinding> Shifts(Person person, Stretches planned) =>
        from shift in planned.All
        where shift.End - shift.Start > LongestShift
        select new RestFinding(RestRule.ShiftLength, person.Id, shift.Start, shift.End, shift.End - shift.Start - LongestShift, null);

    private static IEnumerable<RestFinding> Weekly(PersonalClock clock, Stretches work, Stretches bound)
    {
        foreach (var (start, end) in clock.Weeks())
        {
            var longest = bound.Free(start, end)
                .Select(free => (free.End < end ? free.End : end) - Latest(start, WeeklyRestFrom(free.Start, clock, work)))
                .Append(TimeSpan.Zero).Max();
            if (longest < WeeklyRest) yield return new RestFinding(RestRule.WeeklyRest, clock.Person.Id, start, end, WeeklyRest - longest, null);
        }
    }

    // The weekly rest does not overlap the daily rest of the shift before it, unless that was already had before the shift on the same day.
    private static DateTimeOffset WeeklyRestFrom(DateTimeOffset freeFrom, PersonalClock clock, Stretches work)
    {
        if (work.LastUntil(freeFrom) is not { } last) return freeFrom;
        var day = clock.DayOf(last.End.AddTicks(-1));
        var had = last.Start > day.Start ? work.LongestFree(day.Start, last.Start) : (day.Start, End: day.Start);
        return had.End - had.Start >= DailyRest ? freeFrom : Latest(freeFrom, last.End + DailyRest);
    }

    private static IEnumerable<RestFinding> Breaks(Person person, Stretches planned, List<WorkPeriod> shifts)
    {
        foreach (var (start, end) in planned.All)
        {
            var since = start;
            var rests = shifts.SelectMany(shift => shift.Breaks).Where(rest => rest.Start >= start && rest.End <= end).OrderBy(rest => rest.Start);
            foreach (var rest in rests.Append(new WorkBreak(end, end)))
            {
                if (rest.Start - since > LongestWithoutBreak)
                    yield return new RestFinding(RestRule.Break, person.Id, since, rest.Start, rest.Start - since - LongestWithoutBreak, null);
                since = Latest(since, rest.End);
            }
        }
    }

    private static DateTimeOffset Latest(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    /// <summary>A person's own days and weeks: from breakpoint to breakpoint, weeks from Monday's.</summary>
    private sealed class PersonalClock(Person person, ServiceTime time, Stretches work)
    {
        public Person Person => person;

        public IEnumerable<(DateTimeOffset Start, DateTimeOffset End)> Days() => Spans(time.LocalDate(work.All[0].Start).AddDays(-1), 1);

        public IEnumerable<(DateTimeOffset Start, DateTimeOffset End)> Weeks()
        {
            var first = time.LocalDate(DayOf(work.All[0].Start).Start);
            return Spans(first.AddDays(-(((int)first.DayOfWeek + 6) % 7)), 7);
        }

        public (DateTimeOffset Start, DateTimeOffset End) DayOf(DateTimeOffset instant)
        {
            var date = time.LocalDate(instant);
            if (time.Instant(date, person.DayBreakpoint) > instant) date = date.AddDays(-1);
            return (time.Instant(date, person.DayBreakpoint), time.Instant(date.AddDays(1), person.DayBreakpoint));
        }

        private IEnumerable<(DateTimeOffset Start, DateTimeOffset End)> Spans(DateOnly first, int days)
        {
            for (var date = first; ; date = date.AddDays(days))
            {
                var (start, end) = (time.Instant(date, person.DayBreakpoint), time.Instant(date.AddDays(days), person.DayBreakpoint));
                if (start >= work.All[^1].End) yield break;
                if (work.Touches(start, end)) yield return (start, end);
            }
        }
    }
}
