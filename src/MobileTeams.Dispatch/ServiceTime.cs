using MobileTeams.Dispatch.Organisations;
using MobileTeams.Measures;

namespace MobileTeams.Dispatch;

/// <summary>The one bridge between local agreements ("every day at 8"), instants (offset zero) and the planner's seconds.</summary>
/// <remarks>A local time that a spring night skips is moved forward by the gap; one that an autumn night has twice means the first. Immutable, thread-safe.</remarks>
/// <param name="zone">The service's time zone.</param>
/// <param name="dayBreak">Local time at which one service day ends and the next begins.</param>
public sealed class ServiceTime(TimeZoneInfo zone, TimeOnly dayBreak)
{
    public TimeZoneInfo Zone { get; } = zone;

    public TimeOnly DayBreak { get; } = dayBreak;

    /// <summary>The time by which a centre lives.</summary>
    /// <exception cref="InputException"><c>centre.time-zone</c>: this machine does not know the zone.</exception>
    public static ServiceTime Of(CareCentre centre) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(centre.TimeZone, out var zone)
            ? new ServiceTime(zone, centre.DayBreak)
            : throw new InputException("centre.time-zone", $"The time zone {centre.TimeZone} is not known here; an example that is: Europe/Stockholm.", "timeZone");

    /// <summary>The instant of a local time on a calendar date.</summary>
    public DateTimeOffset Instant(DateOnly date, TimeOnly at)
    {
        var local = date.ToDateTime(at);
        if (Zone.IsInvalidTime(local)) return new DateTimeOffset(local - OffsetBefore(local), TimeSpan.Zero);
        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local - offset, TimeSpan.Zero);
    }

    /// <summary>The instant of a local time within a service day: a time earlier than the day break belongs to the night after the date.</summary>
    public DateTimeOffset InstantOnServiceDay(DateOnly serviceDay, TimeOnly at) => Instant(at < DayBreak ? serviceDay.AddDays(1) : serviceDay, at);

    /// <summary>When a service day begins.</summary>
    public DateTimeOffset Start(DateOnly serviceDay) => Instant(serviceDay, DayBreak);

    /// <summary>When a service day ends, 23, 24 or 25 hours after it began.</summary>
    public DateTimeOffset End(DateOnly serviceDay) => Start(serviceDay.AddDays(1));

    /// <summary>The service day an instant belongs to.</summary>
    public DateOnly ServiceDay(DateTimeOffset instant)
    {
        var date = LocalDate(instant);
        return instant < Start(date) ? date.AddDays(-1) : date;
    }

    /// <summary>What the clock on the wall shows.</summary>
    public DateTime Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone).DateTime;

    public DateOnly LocalDate(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant));

    public TimeOnly LocalTime(DateTimeOffset instant) => TimeOnly.FromDateTime(Local(instant));

    /// <summary>Whole seconds from the start of a service day, the planner's zero; rounded to the nearest, negative before it.</summary>
    public int Seconds(DateOnly serviceDay, DateTimeOffset instant) => checked((int)Math.Round((instant - Start(serviceDay)).TotalSeconds));

    /// <summary>The instant so many seconds after the start of a service day.</summary>
    public DateTimeOffset At(DateOnly serviceDay, int seconds) => Start(serviceDay).AddSeconds(seconds);

    // In a skipped hour the clock has already been moved; what counted before it moves the time forward by the gap.
    private TimeSpan OffsetBefore(DateTime skipped) => Zone.GetUtcOffset(skipped.AddHours(-3));
}
