using System.Globalization;
using MobileTeams.Dispatch.People;

namespace MobileTeams.Dispatch.Tests.People;

/// <summary>Duties are written as "day from-to", days counted from Monday 13 January 2025 as 1; an end at or before the start is on the next day. A leading J is
/// jour, B is beredskap, ! is a call-out, and "/ 12:00-12:30" is a break. Findings come back as rule and minutes.</summary>
public sealed class RestRulesTests
{
    private static readonly Town Town = new();

    private static DateTimeOffset At(int day, string time, DateOnly monday) =>
        Town.Time.Instant(monday.AddDays(day - 1), TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture));

    private static string Check(string duties, string breakpoint, DateOnly? first = null)
    {
        var monday = first ?? new DateOnly(2025, 1, 13);
        var person = Town.Person("Eva") with { DayBreakpoint = TimeOnly.ParseExact(breakpoint, "HH:mm", CultureInfo.InvariantCulture) };
        var (periods, callouts) = (new List<WorkPeriod>(), new List<Callout>());
        foreach (var duty in duties.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var kind = duty[0];
            var parts = duty.TrimStart('J', 'B', '!').Split(['/', ' '], StringSplitOptions.RemoveEmptyEntries);
            var day = int.Parse(parts[0], CultureInfo.InvariantCulture);
            var (start, end) = Span(day, parts[1], monday, null);
            if (kind == '!')
            {
                callouts.Add(new Callout(start, end));
                continue;
            }

            var breaks = parts.Skip(2).Select(rest => Span(day, rest, monday, start)).Select(rest => new WorkBreak(rest.Start, rest.End)).ToList();
            periods.Add(new WorkPeriod(start, end, kind == 'J' ? DutyKind.OnCall : kind == 'B' ? DutyKind.Standby : DutyKind.Working, breaks));
        }

        return string.Join(", ", RestRules.Check(person, periods, callouts, Town.Time).Select(found => $"{found.Rule} {found.Amount.TotalMinutes:0}"));
    }

    private static (DateTimeOffset Start, DateTimeOffset End) Span(int day, string text, DateOnly monday, DateTimeOffset? after)
    {
        var (start, end) = (At(day, text[..5], monday), At(day, text[6..], monday));
        if (start < after) (start, end) = (At(day + 1, text[..5], monday), At(day + 1, text[6..], monday));
        return (start, end > start ? end : At(day + 1, text[6..], monday));
    }

    /// <summary>An evening until e o'clock and a morning from s o'clock, two hours each; the person's day breaks at noon, so the whole night lies in one day of
    /// theirs. Its rests are 24 − e + s hours of night and e − 14 hours since noon; the longer one counts.</summary>
    public static TheoryData<int, int> Nights
    {
        get
        {
            var nights = new TheoryData<int, int>();
            for (var evening = 16; evening <= 23; evening++)
                for (var morning = 3; morning <= 10; morning++) nights.Add(evening, morning);
            return nights;
        }
    }

    [Theory]
    [MemberData(nameof(Nights))]
    public void A_night_between_two_shifts_has_eleven_hours_or_is_found_short_by_the_difference(int evening, int morning)
    {
        var missing = 11 - Math.Max(24 - evening + morning, evening - 14);
        var expected = missing > 0 ? $"DailyRest {missing * 60}" : "";
        Assert.Equal(expected, Check($"1 {evening - 2:00}:00-{evening:00}:00; 2 {morning:00}:00-{morning + 2:00}:00", "12:00"));
    }

    [Theory]

    // Daily rest counts inside the person's own 24 hours, wherever they begin.
    [InlineData("1 07:00-16:00 /11:00-11:30; 2 07:00-16:00 /11:00-11:30", "06:00", "")]
    [InlineData("1 13:00-22:00 /17:00-17:30; 2 07:00-16:00 /11:00-11:30", "06:00", "DailyRest 180")] // rests 06–13 (7 h) and 22–06 (8 h)
    [InlineData("1 13:00-22:00 /17:00-17:30; 2 07:00-16:00 /11:00-11:30", "00:00", "DailyRest 180")] // the second day: 00–07 and 16–24, 8 h
    [InlineData("1 13:00-22:00 /17:00-17:30; 2 09:00-16:00 /12:00-12:30", "13:00", "")] // 22–09 is exactly 11 h
    [InlineData("1 13:00-22:01 /17:00-17:30; 2 09:00-16:00 /12:00-12:30", "13:00", "DailyRest 1")]
    [InlineData("1 21:00-07:00 /02:00-02:30; 2 21:00-07:00 /02:00-02:30", "07:00", "")] // 07–21 is 14 h
    [InlineData("1 21:00-07:00 /02:00-02:30; 2 14:00-22:00 /18:00-18:30", "07:00", "DailyRest 120")] // 22–07 is 9 h, 07–14 is 7 h
    [InlineData("1 07:00-09:00; 1 16:00-18:00", "06:00", "")] // 18–06 is 12 h
    [InlineData("1 07:00-09:00; 1 18:00-20:00", "06:00", "DailyRest 60")] // 20–06 is 10 h, 09–18 is 9 h

    // Jour is work, beredskap is not.
    [InlineData("1 07:00-16:00 /11:00-11:30; J1 16:00-20:00 /18:00-18:10", "06:00", "DailyRest 60, Break 90")] // 20–06 is 10 h; 11:30–18:00 is 6:30
    [InlineData("B1 16:00-07:00; 1 07:00-16:00 /11:00-11:30; 2 07:00-16:00 /11:00-11:30", "06:00", "")]
    [InlineData("J1 20:00-08:00 /00:00-00:30 /04:00-04:30", "20:00", "")] // 12 h of jour, then 12 h free
    [InlineData("J1 20:00-09:00 /00:00-00:30 /05:00-05:30", "20:00", "")] // 13 h, then 11 h free
    [InlineData("J1 20:00-09:30 /00:00-00:30 /05:00-05:30", "20:00", "DailyRest 30, ShiftLength 30")]

    // A shift is what touches, at most 13 hours.
    [InlineData("1 07:00-20:00 /11:00-11:30 /16:00-16:30", "07:00", "")]
    [InlineData("1 07:00-20:30 /11:00-11:30 /16:00-16:30", "07:00", "ShiftLength 30, DailyRest 30")]
    [InlineData("1 07:00-14:00 /11:00-11:30; 1 14:00-21:00 /16:00-16:30", "07:00", "ShiftLength 60, DailyRest 60")]
    [InlineData("1 18:00-07:00 /22:00-22:30 /03:00-03:30", "07:00", "")]
    [InlineData("1 17:00-07:00 /22:00-22:30 /03:00-03:30", "07:00", "DailyRest 60, ShiftLength 60")]

    // A break after at most five hours.
    [InlineData("1 07:00-12:00", "06:00", "")]
    [InlineData("1 07:00-12:01", "06:00", "Break 1")]
    [InlineData("1 07:00-16:00", "06:00", "Break 240")]
    [InlineData("1 07:00-16:00 /12:00-12:30", "06:00", "")]
    [InlineData("1 07:00-16:00 /12:15-12:45", "06:00", "Break 15")]
    [InlineData("1 07:00-16:00 /10:00-10:30", "06:00", "Break 30")] // 10:30–16:00 is 5:30
    [InlineData("1 22:00-07:00 /02:30-03:00", "07:00", "")]
    [InlineData("1 22:00-07:00 /03:30-04:00", "07:00", "Break 30")]
    [InlineData("B1 07:00-20:00", "06:00", "")]

    // A call-out that breaks the rest asks for eleven hours after it.
    [InlineData("1 07:00-16:00 /11:00-11:30; B1 16:00-07:00; !1 22:00-23:00; 2 07:00-16:00 /11:00-11:30", "06:00", "CompensatoryRest 180")] // 23–07 is 8 h
    [InlineData("1 13:00-20:00 /17:00-17:30; B1 20:00-07:00; !2 03:10-04:40; 2 07:00-12:00", "13:00", "CompensatoryRest 520")] // 04:40–07:00 is 2:20
    [InlineData("1 07:00-16:00 /11:00-11:30; B1 16:00-07:00; !2 03:10-04:40; 2 07:00-12:00", "06:00", "")] // 16:00–03:10 was already 11:10
    [InlineData("1 13:00-20:00 /17:00-17:30; B1 20:00-07:00; !2 03:10-04:40; 2 15:40-19:00", "13:00", "")] // the rest from 04:40 counts for the day it ends in
    [InlineData("1 13:00-20:00 /17:00-17:30; B1 20:00-07:00; !2 03:10-04:40; 2 15:39-19:00", "13:00", "CompensatoryRest 1")]
    [InlineData("1 07:00-16:00 /11:00-11:30; B1 16:00-07:00; !1 16:30-17:30; 2 07:00-16:00 /11:00-11:30", "06:00", "")] // 17:30–06:00 is 12:30
    [InlineData("1 07:00-16:00 /11:00-11:30; B1 16:00-07:00; !1 21:00-21:30; !2 02:00-03:00; 2 14:00-18:00", "06:00", "")]
    [InlineData("1 07:00-16:00 /11:00-11:30; B1 16:00-07:00; !1 21:00-21:30; !2 02:00-03:00; 2 13:00-17:00", "06:00", "CompensatoryRest 60")]
    [InlineData("B1 16:00-07:00; !2 03:10-04:40", "06:00", "")]
    public void A_case_from_the_roster_is_judged_as_derived(string duties, string breakpoint, string expected)
    {
        Assert.Equal(Sorted(expected), Sorted(Check(duties, breakpoint)));
    }

    /// <summary>Seven days of 07–16, of which some are free: the free stretch runs from 16:00 to 07:00, and 11 of its hours are daily rest.</summary>
    [Theory]
    [InlineData("1 2 3 4 5 6 7", 32)] // 16–07 is 15 h, less 11 is 4: 32 missing
    [InlineData("1 2 3 4 5 7", 8)] // Friday 16 to Sunday 07 is 39 h, less 11 is 28
    [InlineData("1 2 3 4 5", 0)] // Friday 16 to Monday 07
    [InlineData("1 2 4 5 6 7", 8)]
    [InlineData("2 3 4 5 6 7", 11)] // Monday 06 to Tuesday 07 is 25 h; no shift before it asks for daily rest
    public void A_week_has_thirty_six_hours_besides_the_daily_rest(string days, int missingHours)
    {
        var duties = string.Join(';', days.Split(' ').Select(day => $"{day} 07:00-16:00 /11:00-11:30"));
        Assert.Equal(missingHours == 0 ? "" : $"WeeklyRest {missingHours * 60}", Check(duties, "06:00"));
    }

    [Theory]

    // Saturday's daily rest (06–18) was had before its shift, so the weekly rest runs from 22:00 to Monday 06:00: 32 h. Friday 11 + 11 h to Saturday 18 is 20 h.
    [InlineData("1 07:00-11:00; 2 07:00-11:00; 3 07:00-11:00; 4 07:00-11:00; 5 07:00-11:00; 6 18:00-22:00", "06:00", "WeeklyRest 240")]
    [InlineData("1 18:00-22:00; 2 18:00-22:00; 3 18:00-22:00; 4 18:00-22:00; 5 18:00-22:00; 7 10:00-14:00", "06:00", "")] // Friday 22 to Sunday 10 is exactly 36 h
    [InlineData("1 18:00-22:00; 2 18:00-22:00; 3 18:00-22:00; 4 18:00-22:00; 5 18:00-22:00; 7 09:59-14:00", "06:00", "WeeklyRest 1")]
    [InlineData("1 07:00-11:00; 2 07:00-11:00; 3 07:00-11:00; 4 07:00-11:00; 5 07:00-11:00; 7 10:00-14:00", "06:00", "")] // Friday 11 + 11 h to Sunday 10 is exactly 36 h: 47 in all
    [InlineData("1 07:00-11:00; 2 07:00-11:00; 3 07:00-11:00; 4 07:00-11:00; 5 07:00-11:00; 7 09:00-14:00", "06:00", "WeeklyRest 60")]

    // Standby is no weekly rest, though it may be daily rest.
    [InlineData("1 07:00-11:00; 2 07:00-11:00; 3 07:00-11:00; 4 07:00-11:00; 5 07:00-11:00; B6 07:00-19:00", "06:00", "WeeklyRest 60")] // Saturday 19 to Monday 06 is 35 h
    [InlineData("1 07:00-11:00; 2 07:00-11:00; 3 07:00-11:00; 4 07:00-11:00; 5 07:00-11:00; B6 07:00-18:00", "06:00", "")]
    public void The_weekly_rest_is_counted_beside_the_daily_rest_unless_that_was_had_before(string duties, string breakpoint, string expected)
        => Assert.Equal(expected, Check(duties, breakpoint));

    [Fact]
    public void The_night_in_which_the_clock_is_turned_has_an_hour_less_or_more()
    {
        // Saturday 29 March 2025, day 6 of its week: 21:00 to 07:00 is nine hours of work, and 21–08 is ten hours of rest.
        Assert.Equal("DailyRest 60", Check("6 19:00-21:00; 7 08:00-10:00", "12:00", new DateOnly(2025, 3, 24)));
        Assert.Equal("", Check("6 18:00-20:00; 7 08:00-10:00", "12:00", new DateOnly(2025, 3, 24)));

        // Saturday 25 October 2025: 22–08 is eleven hours; a shift from 18 to 07 is fourteen.
        Assert.Equal("", Check("6 20:00-22:00; 7 08:00-10:00", "12:00", new DateOnly(2025, 10, 20)));
        Assert.Equal("ShiftLength 60", Check("6 18:00-07:00 /22:00-22:30 /02:59-03:30", "07:00", new DateOnly(2025, 10, 20)).Split(", ").First(found => found.StartsWith("ShiftLength", StringComparison.Ordinal)));
    }

    [Fact]
    public void After_a_call_out_until_04_40_the_next_shift_is_at_15_40_at_the_earliest()
    {
        var eva = Town.Person("Eva") with { DayBreakpoint = new TimeOnly(13, 0) };
        var monday = new DateOnly(2025, 1, 13);
        DateTimeOffset On(int day, string time) => At(day, time, monday);
        var duties = new[] { new WorkPeriod(On(1, "15:00"), On(1, "20:00"), DutyKind.Working, []), new WorkPeriod(On(2, "07:00"), On(2, "12:00"), DutyKind.Working, []) };
        var found = Assert.Single(RestRules.Check(eva, duties, [new Callout(On(2, "03:10"), On(2, "04:40"))], Town.Time));
        Assert.Equal(RestRule.CompensatoryRest, found.Rule);
        Assert.Equal(On(2, "15:40"), found.EarliestNextStart);
        Assert.Equal(On(2, "15:40"), RestRules.EarliestBack(On(2, "04:40")));
        Assert.Equal(eva.Id, found.Person);
    }

    [Fact]
    public void A_short_night_says_when_the_next_shift_could_start()
    {
        var eva = Town.Person("Eva") with { DayBreakpoint = new TimeOnly(12, 0) };
        var monday = new DateOnly(2025, 1, 13);
        var duties = new[] { new WorkPeriod(At(1, "18:00", monday), At(1, "22:23", monday), DutyKind.Working, []), new WorkPeriod(At(2, "09:00", monday), At(2, "12:00", monday), DutyKind.Working, []) };
        var found = Assert.Single(RestRules.Check(eva, duties, [], Town.Time));
        Assert.Equal(TimeSpan.FromMinutes(23), found.Amount);
        Assert.Equal(At(2, "09:23", monday), found.EarliestNextStart);
    }

    [Fact]
    public void A_team_shift_places_its_breaks_as_late_as_five_hours_and_their_bands_allow()
    {
        var rest = new MealBreak(TimeSpan.FromMinutes(30), Town.At("11:00"), Town.At("13:00"));
        var shift = Town.Team("N1", "07:00-16:00", Town.Person("Eva")) with { Breaks = [rest] };
        Assert.Equal(new WorkBreak(Town.At("12:00"), Town.At("12:30")), Assert.Single(WorkPeriod.Of(shift).Breaks));
        var early = shift with { Breaks = [rest with { LatestStart = Town.At("11:30") }] };
        Assert.Equal(Town.At("11:30"), Assert.Single(WorkPeriod.Of(early).Breaks).Start);
    }

    [Fact]
    public void Nobody_without_duties_breaks_a_rule() => Assert.Equal("", Check("", "06:00"));

    private static string Sorted(string findings) => string.Join(", ", findings.Split(", ", StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
}
