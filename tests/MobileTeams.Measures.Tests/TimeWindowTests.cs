using MobileTeams.Measures;

namespace MobileTeams.Measures.Tests;

public sealed class TimeWindowTests
{
    [Fact]
    public void Is_open_at_its_end() => Assert.False(new TimeWindow(10, 20).Contains(20));

    [Fact]
    public void Touching_windows_do_not_overlap() => Assert.False(new TimeWindow(0, 10).Overlaps(new TimeWindow(10, 20)));

    [Fact]
    public void Refuses_to_close_before_it_opens() => Assert.Throws<ArgumentException>(() => new TimeWindow(20, 10));
}
