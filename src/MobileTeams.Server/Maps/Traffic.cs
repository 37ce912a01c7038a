using MobileTeams.Dispatch;
using MobileTeams.Roads;

namespace MobileTeams.Server.Maps;

/// <summary>When there is how much traffic, by the clock on the wall: night, rush on working days, and the ordinary day between.</summary>
public static class Traffic
{
    private static readonly (TimeOnly From, TimeBand Band)[] WorkingDay =
    [
        (new(0, 0), TimeBand.Night), (new(6, 0), TimeBand.Day), (new(6, 45), TimeBand.Rush), (new(8, 45), TimeBand.Day), (new(15, 30), TimeBand.Rush), (new(18, 0), TimeBand.Day), (new(22, 0), TimeBand.Night),
    ];

    private static readonly (TimeOnly From, TimeBand Band)[] Weekend = [(new(0, 0), TimeBand.Night), (new(6, 0), TimeBand.Day), (new(22, 0), TimeBand.Night)];

    /// <summary>The band that an instant lies in.</summary>
    public static TimeBand At(ServiceTime time, DateTimeOffset instant)
    {
        var at = time.LocalTime(instant);
        return Of(time.LocalDate(instant)).Last(turn => turn.From <= at).Band;
    }

    /// <summary>The bands from one instant until another, each with the instant from which it holds; the first begins at <paramref name="from"/>, and no two that follow each other are the same.</summary>
    public static IReadOnlyList<(DateTimeOffset From, TimeBand Band)> Between(ServiceTime time, DateTimeOffset from, DateTimeOffset until)
    {
        var turns = new List<(DateTimeOffset From, TimeBand Band)> { (from, At(time, from)) };
        for (var date = time.LocalDate(from); date <= time.LocalDate(until); date = date.AddDays(1))
        {
            foreach (var (at, band) in Of(date))
            {
                var turn = time.Instant(date, at);
                if (turn > from && turn < until && band != turns[^1].Band) turns.Add((turn, band));
            }
        }

        return turns;
    }

    private static (TimeOnly From, TimeBand Band)[] Of(DateOnly date) => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? Weekend : WorkingDay;
}
