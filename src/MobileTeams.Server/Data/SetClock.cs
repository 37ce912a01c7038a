using System.Globalization;
using MobileTeams.Measures;

namespace MobileTeams.Server.Data;

/// <summary>A clock that was set to another time when the server started and goes on from there; for demonstrations and tests.</summary>
public sealed class SetClock : TimeProvider
{
    private readonly TimeSpan ahead;

    private SetClock(TimeSpan ahead) => this.ahead = ahead;

    /// <param name="setting">An instant, such as <c>2026-11-24T07:40:00Z</c>; null or empty is the machine's own clock.</param>
    /// <exception cref="InputException"><c>clock.unreadable</c>.</exception>
    public static TimeProvider From(string? setting)
    {
        if (string.IsNullOrEmpty(setting)) return System;
        if (!DateTimeOffset.TryParse(setting, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
            throw new InputException("clock.unreadable", $"'{setting}' is not an instant; write one such as 2026-11-24T07:40:00Z.", "MobileTeams:Clock");
        return new SetClock(instant - System.GetUtcNow());
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
