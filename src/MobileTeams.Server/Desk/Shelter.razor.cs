using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MobileTeams.Server.Data;

namespace MobileTeams.Server.Desk;

/// <content>When it is tried again, and what the log says.</content>
public sealed partial class Shelter(ILogger<Shelter> log) : ErrorBoundaryBase
{
    private object? failed;

    [CascadingParameter] public DeskDay Desk { get; set; } = null!;

    /// <summary>What is shown in it; something else is tried anew.</summary>
    [Parameter] public object? Of { get; set; }

    protected override void OnParametersSet()
    {
        if (CurrentException is { } failure && ((Outage.Is(failure) && Desk.IsLive) || !Equals(Of, failed))) Recover();
    }

    protected override Task OnErrorAsync(Exception exception)
    {
        failed = Of;
        if (Outage.Is(exception)) LogAway(exception.Message);
        else LogFailed(exception);
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Warning, "A part of the desk waits for the database ({Reason}).")]
    private partial void LogAway(string reason);

    [LoggerMessage(LogLevel.Error, "A part of the desk failed.")]
    private partial void LogFailed(Exception bug);
}
