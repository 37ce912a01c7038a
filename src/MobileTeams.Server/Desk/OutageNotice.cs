namespace MobileTeams.Server.Desk;

/// <summary>That the database did not answer when a person wanted something of it. One per open page.</summary>
public sealed partial class OutageNotice(ILogger<OutageNotice> log)
{
    /// <summary>It is said, or no longer.</summary>
    public event Func<Task>? Changed;

    public bool IsSaid { get; private set; }

    /// <summary>Says it, and that what was asked for was not done.</summary>
    public Task Say(Exception outage)
    {
        LogOutage(outage.Message);
        return Set(true);
    }

    /// <summary>Something was done again.</summary>
    public Task Forget() => Set(false);

    private async Task Set(bool isSaid)
    {
        if (IsSaid == isSaid) return;
        IsSaid = isSaid;
        foreach (var listener in (Changed?.GetInvocationList() ?? []).Cast<Func<Task>>()) await listener();
    }

    [LoggerMessage(LogLevel.Warning, "The database did not answer to a person's wish ({Reason}).")]
    private partial void LogOutage(string reason);
}
