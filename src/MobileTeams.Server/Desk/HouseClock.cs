using System.Globalization;

namespace MobileTeams.Server.Desk;

/// <summary>The house's time of day, for pages that belong to no one centre.</summary>
public sealed class HouseClock(IConfiguration settings, TimeProvider clock)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(settings["MobileTeams:TimeZone"] ?? "Europe/Stockholm");

    public DateOnly Today => DateOnly.FromDateTime(Local(clock.GetUtcNow()));

    public string Clock(DateTimeOffset instant) => Local(instant).ToString("HH:mm", CultureInfo.InvariantCulture);

    public string Full(DateTimeOffset instant) => Local(instant).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The first instant of a local date.</summary>
    public DateTimeOffset StartOf(DateOnly date)
    {
        var midnight = date.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    private DateTime Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).DateTime;
}
