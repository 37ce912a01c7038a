using MobileTeams.Dispatch.Organisations;
using MobileTeams.Measures;

namespace MobileTeams.Dispatch.Tests;

public sealed class ServiceTimeTests
{
    private static readonly TimeZoneInfo Stockholm = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");
    private static readonly ServiceTime Time = new(Stockholm, new TimeOnly(6, 0));

    public static TheoryData<int> Years => [.. Enumerable.Range(2024, 22)];

    // Since 1996 the EU turns its clocks on the last Sundays of March and October, at 01:00 UTC.
    private static DateOnly LastSunday(int year, int month)
    {
        var last = new DateOnly(year, month, DateTime.DaysInMonth(year, month));
        return last.AddDays(-(int)last.DayOfWeek);
    }

    private static DateTimeOffset Utc(DateOnly date, int hour, int minute = 0) => new(date.ToDateTime(new TimeOnly(hour, minute)), TimeSpan.Zero);

    [Theory]
    [MemberData(nameof(Years))]
    public void A_time_that_the_spring_night_skips_is_moved_forward_by_the_hour(int year)
    {
        var night = LastSunday(year, 3);

        // 02:30 does not exist; 02:30 of winter time is 01:30 UTC, which the wall clock calls 03:30.
        Assert.Equal(Utc(night, 1, 30), Time.Instant(night, new TimeOnly(2, 30)));
        Assert.Equal(new TimeOnly(3, 30), Time.LocalTime(Time.Instant(night, new TimeOnly(2, 30))));
        Assert.Equal(Utc(night, 0, 59), Time.Instant(night, new TimeOnly(1, 59)));
        Assert.Equal(Utc(night, 1, 0), Time.Instant(night, new TimeOnly(2, 0)));
        Assert.Equal(Utc(night, 1, 0), Time.Instant(night, new TimeOnly(3, 0)));
    }

    [Theory]
    [MemberData(nameof(Years))]
    public void A_time_that_the_autumn_night_has_twice_means_the_first(int year)
    {
        var night = LastSunday(year, 10);

        // The first 02:30 is in summer time, two hours ahead of UTC.
        Assert.Equal(Utc(night, 0, 30), Time.Instant(night, new TimeOnly(2, 30)));
        Assert.Equal(Utc(night, 2, 0), Time.Instant(night, new TimeOnly(3, 0)));
    }

    [Theory]
    [MemberData(nameof(Years))]
    public void A_service_day_has_23_24_or_25_hours(int year)
    {
        for (var date = new DateOnly(year, 1, 1); date.Year == year; date = date.AddDays(1))
        {
            // The day that begins on Saturday 06:00 holds the night in which the clock is turned.
            var hours = date.AddDays(1) == LastSunday(year, 3) ? 23 : date.AddDays(1) == LastSunday(year, 10) ? 25 : 24;
            Assert.Equal(TimeSpan.FromHours(hours), Time.End(date) - Time.Start(date));
            Assert.Equal(TimeSpan.Zero, Time.Start(date).Offset);
        }
    }

    [Theory]
    [MemberData(nameof(Years))]
    public void Every_half_hour_belongs_to_exactly_the_service_day_that_holds_it(int year)
    {
        for (var instant = Utc(new DateOnly(year, 1, 1), 0); instant.Year == year; instant = instant.AddMinutes(30))
        {
            var day = Time.ServiceDay(instant);
            Assert.True(Time.Start(day) <= instant && instant < Time.End(day));
            Assert.Equal(instant, Time.At(day, Time.Seconds(day, instant)));
        }
    }

    [Fact]
    public void A_night_visit_belongs_to_the_evening_before_it()
    {
        var date = new DateOnly(2025, 1, 14);
        Assert.Equal(date, Time.LocalDate(Time.InstantOnServiceDay(date, new TimeOnly(23, 0))));
        Assert.Equal(date.AddDays(1), Time.LocalDate(Time.InstantOnServiceDay(date, new TimeOnly(2, 0))));
        Assert.Equal(date, Time.ServiceDay(Time.InstantOnServiceDay(date, new TimeOnly(2, 0))));
        Assert.Equal(date, Time.ServiceDay(Time.InstantOnServiceDay(date, new TimeOnly(6, 0))));
    }

    [Fact]
    public void A_day_break_inside_the_turned_hour_still_leaves_no_instant_without_a_day()
    {
        var odd = new ServiceTime(Stockholm, new TimeOnly(2, 30));
        foreach (var month in (int[])[3, 10])
        {
            var sunday = LastSunday(2026, month);
            for (var instant = Utc(sunday.AddDays(-1), 0); instant < Utc(sunday.AddDays(2), 0); instant = instant.AddMinutes(5))
            {
                var day = odd.ServiceDay(instant);
                Assert.True(odd.Start(day) <= instant && instant < odd.End(day));
            }
        }
    }

    [Fact]
    public void A_zone_nobody_knows_is_refused_with_its_name()
    {
        var centre = new CareCentre(default, default, "Tierp", "", GeoPoint.FromLonLat(lon: 17.5, lat: 60.3), "Europe/Tierp", new TimeOnly(6, 0), []);
        var error = Assert.Throws<InputException>(() => ServiceTime.Of(centre));
        Assert.Equal("centre.time-zone", error.Code);
        Assert.Contains("Europe/Tierp", error.Message, StringComparison.Ordinal);
    }
}
