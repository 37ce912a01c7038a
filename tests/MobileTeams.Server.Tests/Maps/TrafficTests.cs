using System.Globalization;
using MobileTeams.Dispatch;
using MobileTeams.Server.Maps;

namespace MobileTeams.Server.Tests.Maps;

/// <summary>Which minutes hold when, by the clock on the wall.</summary>
public sealed class TrafficTests
{
    private static readonly ServiceTime Time = new(TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm"), new TimeOnly(6, 0));

    [Theory]
    [InlineData(2026, 11, 24, "06:00 Day, 06:45 Rush, 08:45 Day, 15:30 Rush, 18:00 Day, 22:00 Night")] // a Tuesday
    [InlineData(2026, 11, 27, "06:00 Day, 06:45 Rush, 08:45 Day, 15:30 Rush, 18:00 Day, 22:00 Night")] // Friday until Saturday morning
    [InlineData(2026, 11, 28, "06:00 Day, 22:00 Night")] // a Saturday
    [InlineData(2026, 10, 24, "06:00 Day, 22:00 Night")] // the night of 25 hours
    [InlineData(2027, 3, 27, "06:00 Day, 22:00 Night")] // the night of 23 hours
    public void A_service_day_has_its_bands(int year, int month, int day, string expected)
    {
        var date = new DateOnly(year, month, day);
        var bands = Traffic.Between(Time, Time.Start(date), Time.End(date));
        Assert.Equal(expected, string.Join(", ", bands.Select(turn => string.Create(CultureInfo.InvariantCulture, $"{Time.Local(turn.From):HH:mm} {turn.Band}"))));
        foreach (var (from, band) in bands)
        {
            Assert.Equal(band, Traffic.At(Time, from));
            Assert.Equal(band, Traffic.At(Time, from.AddMinutes(40)));
        }
    }
}
