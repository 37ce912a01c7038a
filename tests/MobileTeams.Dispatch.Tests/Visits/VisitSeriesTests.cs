using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Tests.Visits;

public sealed class VisitSeriesTests
{
    private readonly Town town = new();

    private VisitSeries Series(Patient patient, int hour, int minute = 0, Recurrence? recurrence = null) => new(
        new VisitSeriesId(town.NewId("series")), patient.Id, recurrence ?? new Recurrence(new DateOnly(2025, 1, 1), null, 1, []), new TimeOnly(hour, minute),
        TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(20), 1, [new CareTask(CareTaskKind.Insulin, "")], null, null);

    private IReadOnlyList<Visit> On(DateOnly date, params VisitSeries[] series) => VisitSeries.VisitsOn(date, series, town.Patients, town.Time);

    [Fact]
    public void Expanding_twice_gives_the_same_ids_and_other_days_other_ids()
    {
        var series = Series(town.Patient("Anna", 10), 8);
        var twice = Enumerable.Range(0, 400).SelectMany(day => new[] { On(Town.Date.AddDays(day), series), On(Town.Date.AddDays(day), series) }).SelectMany(visits => visits).ToList();
        Assert.Equal(800, twice.Count);
        Assert.Equal(400, twice.Select(visit => visit.Id).Distinct().Count());
        Assert.Equal(8, series.VisitIdOn(Town.Date).Value.Version);
    }

    [Theory]
    [InlineData(1, "", "2025-01-14", 7)]
    [InlineData(2, "", "2025-01-14", 4)]
    [InlineData(3, "", "2025-01-14", 3)]
    [InlineData(1, "Monday Friday", "2025-01-14", 2)]
    [InlineData(14, "", "2025-01-07", 0)]
    [InlineData(14, "", "2024-12-31", 1)]
    [InlineData(1, "", "2025-01-18", 3)]
    [InlineData(2, "Tuesday", "2025-01-13", 0)]
    [InlineData(2, "Tuesday", "2025-01-12", 1)]
    public void A_week_has_the_days_that_were_agreed(int everyNthDay, string weekdays, string from, int expected)
    {
        // The week is Tuesday 14 to Monday 20 January.
        var days = weekdays.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<DayOfWeek>).ToList();
        var series = Series(town.Patient("Anna", 10), 8, 0, new Recurrence(DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), null, everyNthDay, days));
        Assert.Equal(expected, Enumerable.Range(0, 7).Sum(day => On(Town.Date.AddDays(day), series).Count));
    }

    [Fact]
    public void A_series_ends_on_its_last_date()
    {
        var series = Series(town.Patient("Anna", 10), 8, 0, new Recurrence(Town.Date, Town.Date.AddDays(2), 1, []));
        Assert.Equal(3, Enumerable.Range(-5, 20).Sum(day => On(Town.Date.AddDays(day), series).Count));
    }

    [Fact]
    public void A_visit_keeps_its_local_time_over_the_nights_in_which_the_clock_is_turned()
    {
        var series = Series(town.Patient("Anna", 10), 8);
        for (var date = new DateOnly(2025, 1, 1); date.Year < 2046; date = date.AddDays(1))
        {
            var visit = Assert.Single(On(date, series));
            Assert.Equal(new TimeOnly(7, 45), town.Time.LocalTime(visit.Allowed.Earliest));
            Assert.Equal(TimeSpan.FromMinutes(45), visit.Allowed.Latest - visit.Allowed.Earliest);
            Assert.Equal(date, visit.Date);
        }
    }

    [Fact]
    public void A_night_visit_belongs_to_the_night_after_its_date_also_when_the_clock_is_turned()
    {
        var series = Series(town.Patient("Anna", 10), 2, 30);

        // Saturday 29 March 2025: at 02:00 the clock jumps to 03:00, so 02:30 is 03:30 (01:30 UTC).
        var spring = Assert.Single(On(new DateOnly(2025, 3, 29), series));
        Assert.Equal(new DateTimeOffset(2025, 3, 30, 1, 15, 0, TimeSpan.Zero), spring.Allowed.Earliest);

        // Saturday 25 October 2025: 02:30 comes twice, the first is 00:30 UTC.
        var autumn = Assert.Single(On(new DateOnly(2025, 10, 25), series));
        Assert.Equal(new DateTimeOffset(2025, 10, 26, 0, 15, 0, TimeSpan.Zero), autumn.Allowed.Earliest);
        Assert.Equal(new DateOnly(2025, 10, 25), town.Time.ServiceDay(autumn.Allowed.Earliest));
    }

    [Fact]
    public void A_meal_follows_its_insulin_on_the_days_that_have_both()
    {
        var patient = town.Patient("Anna", 10);
        var insulin = Series(patient, 8, 0, new Recurrence(Town.Date, null, 2, []));
        var meal = Series(patient, 8, 15) with { FollowsSeries = insulin.Id, FollowsWithin = TimeSpan.FromMinutes(30) };
        var both = On(Town.Date, meal, insulin);
        Assert.Equal([insulin.VisitIdOn(Town.Date), meal.VisitIdOn(Town.Date)], both.Select(visit => visit.Id));
        Assert.Equal(both[0].Id, both[1].Follows);
        Assert.Equal(TimeSpan.FromMinutes(30), both[1].FollowsWithin);
        var alone = Assert.Single(On(Town.Date.AddDays(1), meal, insulin));
        Assert.Null(alone.Follows);
        Assert.Null(alone.FollowsWithin);
    }

    // The agreed 08:00 is from 07:45 to 08:30.
    [Theory]
    [InlineData("08:00", null, "08:00", "08:30")]
    [InlineData(null, "08:10", "07:45", "08:10")]
    [InlineData("07:50", "08:20", "07:50", "08:20")]
    [InlineData("07:00", "21:00", "07:45", "08:30")]
    [InlineData("09:00", null, "07:45", "08:30")]
    public void Guest_rules_narrow_the_window_unless_the_agreement_itself_lies_outside(string? notBefore, string? notAfter, string earliest, string latest)
    {
        var rules = new GuestRules(notBefore is null ? null : TimeOnly.Parse(notBefore, System.Globalization.CultureInfo.InvariantCulture), notAfter is null ? null : TimeOnly.Parse(notAfter, System.Globalization.CultureInfo.InvariantCulture));
        var patient = town.Patient("Anna", 10, one => one with { GuestRules = rules });
        var visit = Assert.Single(On(Town.Date, Series(patient, 8)));
        Assert.Equal(earliest, town.Clock(visit.Allowed.Earliest));
        Assert.Equal(latest, town.Clock(visit.Allowed.Latest));
    }

    [Fact]
    public void Guest_rules_over_midnight_are_understood()
    {
        var rules = new GuestRules(new TimeOnly(9, 0), new TimeOnly(1, 0));
        Assert.True(rules.Allow(town.At("23:30"), town.Time));
        Assert.True(rules.Allow(town.At("00:59"), town.Time));
        Assert.False(rules.Allow(town.At("02:00"), town.Time));
        Assert.False(rules.Allow(town.At("08:59"), town.Time));
        Assert.True(new GuestRules(null, null).Allow(town.At("03:00"), town.Time));
        Assert.Null(rules.Narrow(town.Window("02:00-04:00"), town.At("03:00"), town.Time));
    }

    [Fact]
    public void Nobody_comes_alone_where_there_is_a_risk_of_violence()
    {
        var patient = town.Patient("Anna", 10, one => one with { Safety = SafetyFlags.ViolenceRisk | SafetyFlags.Dog });
        Assert.Equal(2, Assert.Single(On(Town.Date, Series(patient, 8))).StaffNeeded);
    }
}
