using MobileTeams.Dispatch.People;

namespace MobileTeams.Dispatch.Tests.People;

public sealed class CoverageTests
{
    private readonly Town town = new();

    private TeamShift Shift(string hours) => town.Team("J", hours);

    private string Gaps(string from, string to, int needed, params string[] shifts) =>
        string.Join(", ", Coverage.Gaps(shifts.Select(Shift), town.At(from), town.At(to), needed).Select(gap => $"{town.Clock(gap.From)}-{town.Clock(gap.To)} ({gap.Present})"));

    [Fact]
    public void A_hole_of_ten_minutes_at_three_in_the_night_is_found() => Assert.Equal("03:00-03:10 (0)", Gaps("21:00", "05:00", 1, "21:00-03:00", "03:10-05:30"));

    [Fact]
    public void Shifts_that_touch_or_overlap_leave_no_hole()
    {
        Assert.Equal("", Gaps("21:00", "05:00", 1, "20:00-03:00", "03:00-05:30"));
        Assert.Equal("", Gaps("21:00", "05:00", 1, "20:00-03:30", "03:00-05:00"));
    }

    [Fact]
    public void An_empty_roster_is_one_hole() => Assert.Equal("21:00-05:00 (0)", Gaps("21:00", "05:00", 1));

    [Fact]
    public void The_ends_of_the_span_are_looked_at_too() => Assert.Equal("21:00-22:00 (0), 04:00-05:00 (0)", Gaps("21:00", "05:00", 1, "22:00-04:00"));

    [Fact]
    public void Where_two_are_needed_one_is_a_gap_with_one_present() =>
        Assert.Equal("01:00-02:00 (1), 02:00-03:00 (0), 03:00-05:00 (1)", Gaps("21:00", "05:00", 2, "21:00-02:00", "21:00-01:00", "03:00-05:00"));
}
