using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Demo.World;

/// <summary>What a patient and the service have agreed on, before it becomes a series.</summary>
/// <param name="Key">Tells the patient's agreements apart.</param>
/// <param name="Early">Minutes.</param>
/// <param name="Late">Minutes.</param>
/// <param name="FollowsKey">Comes within half an hour after this other agreement of the same patient.</param>
internal sealed record Agreement(string Key, TimeOnly At, int Early, int Late, int Minutes, int Staff, IReadOnlyList<CareTask> Tasks, Repeats Repeats, string? FollowsKey = null)
{
    /// <summary>Part of a visit a day, on average.</summary>
    public double PerDay => Repeats.PerDay;
}

/// <summary>How often: every so many days, or on these weekdays.</summary>
/// <param name="Shift">Days by which a rhythm of several days begins later, so that not everybody is visited on the same night.</param>
internal sealed record Repeats(int EveryNthDay, int Shift, IReadOnlyList<DayOfWeek> Weekdays)
{
    /// <summary>Rhythms are counted from a Monday that never changes, so that the same days come out whenever the world is made.</summary>
    private static readonly DateOnly FirstMonday = new(2024, 1, 1);

    public static Repeats Daily { get; } = new(1, 0, []);

    public double PerDay => (Weekdays.Count == 0 ? 1.0 : Weekdays.Count / 7.0) / EveryNthDay;

    public static Repeats On(params ReadOnlySpan<DayOfWeek> weekdays) => new(1, 0, [.. weekdays]);

    public static Repeats Every(int days, int shift) => new(days, shift, []);

    public Recurrence ToRecurrence() => new(FirstMonday.AddDays(Shift), null, EveryNthDay, Weekdays);
}
