namespace MobileTeams.Dispatch.Visits;

/// <summary>On which local dates a series happens.</summary>
/// <param name="EveryNthDay">1 daily, 2 every second day, counted from <paramref name="From"/>.</param>
/// <param name="Weekdays">Only these; empty means all.</param>
/// <param name="To">The last date; null is until further notice.</param>
public sealed record Recurrence(DateOnly From, DateOnly? To, int EveryNthDay, IReadOnlyList<DayOfWeek> Weekdays)
{
    /// <exception cref="ArgumentOutOfRangeException"><see cref="EveryNthDay"/> is less than 1.</exception>
    public bool Includes(DateOnly date)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(EveryNthDay, 1);
        return date >= From && !(date > To) && (date.DayNumber - From.DayNumber) % EveryNthDay == 0 && (Weekdays.Count == 0 || Weekdays.Contains(date.DayOfWeek));
    }
}

/// <summary>A visit that comes again: what the patient and the service agreed, in local time.</summary>
/// <param name="At">Local time the visit should start. Earlier than the centre's day break, it is the night after the date.</param>
/// <param name="Early">How much earlier than <paramref name="At"/> it may start.</param>
/// <param name="Late">How much later than <paramref name="At"/> it may start.</param>
/// <param name="FollowsSeries">This visit starts after the other series' visit on the same day …</param>
/// <param name="FollowsWithin">… and at most this long after it, start to start (insulin → meal).</param>
public sealed partial record VisitSeries(
    VisitSeriesId Id,
    PatientId Patient,
    Recurrence Recurrence,
    TimeOnly At,
    TimeSpan Early,
    TimeSpan Late,
    TimeSpan Duration,
    int StaffNeeded,
    IReadOnlyList<CareTask> Tasks,
    VisitSeriesId? FollowsSeries,
    TimeSpan? FollowsWithin);
