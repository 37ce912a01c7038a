using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Server.Desk;

/// <summary>How the queue is ordered.</summary>
public enum QueueOrder
{
    BreaksFirst,
    Area,
    Number,
}

/// <summary>How far the waiting has gone: nothing to say, near its limit, past it.</summary>
internal enum Ageing
{
    Calm,
    Near,
    Past,
}

/// <summary>How long something in the queue may wait, and how far it has come.</summary>
internal static class Waiting
{
    /// <summary>A call is near its limit when this share of it has gone.</summary>
    private const double NearShare = 0.5;

    /// <summary>So long before the latest start a visit without a team is near its limit.</summary>
    private static readonly TimeSpan NearStart = TimeSpan.FromMinutes(60);

    /// <summary>How long a call of a class may be without a team before the desk is told; a house may want other limits.</summary>
    public static TimeSpan LimitOf(UrgencyClass? urgency) => urgency switch
    {
        UrgencyClass.Red => TimeSpan.FromMinutes(1),
        UrgencyClass.Orange => TimeSpan.FromMinutes(5),
        UrgencyClass.Yellow => TimeSpan.FromMinutes(15),
        UrgencyClass.Green => TimeSpan.FromMinutes(30),
        UrgencyClass.Blue => TimeSpan.FromHours(2),
        _ => TimeSpan.FromMinutes(2), // nobody has set a class yet
    };

    public static Ageing OfCall(TimeSpan waited, UrgencyClass? urgency) =>
        LimitOf(urgency) is var limit && waited >= limit ? Ageing.Past : waited >= limit * NearShare ? Ageing.Near : Ageing.Calm;

    /// <summary>When a visit must have begun: as agreed, or sooner if whoever asked for it said so.</summary>
    public static DateTimeOffset LatestOf(Visit visit) => visit.Request?.Deadline is { } deadline && deadline < visit.Allowed.Latest ? deadline : visit.Allowed.Latest;

    public static Ageing OfVisit(DateTimeOffset latest, DateTimeOffset now) => now > latest ? Ageing.Past : latest - now < NearStart ? Ageing.Near : Ageing.Calm;
}
