using Microsoft.AspNetCore.Components;
using MobileTeams.Server.Data;

namespace MobileTeams.Server.Desk;

/// <summary>What every part of a page has in common: it does one thing at a time, and when the database is away it says so instead of ending.</summary>
public abstract class DeskComponent : ComponentBase, IHandleEvent
{
    private static readonly AsyncLocal<bool> IsWithin = new();

    [Inject] private OutageNotice Notice { get; set; } = null!;

    /// <summary>Something was asked for that is not done yet.</summary>
    protected bool IsBusy { get; private set; }

    /// <summary>Does what was asked for; what is asked for meanwhile – a second press of the same button – is not heard.</summary>
    protected async Task Once(Func<Task> deed)
    {
        if (IsBusy) return;
        IsBusy = true;
        try
        {
            await deed();
        }
        finally
        {
            IsBusy = false;
        }
    }

    /// <summary>Hears what a person did. A part that was asked by another part leaves it to that one to answer for an outage, so that nobody takes for done what was not.</summary>
    async Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem item, object? arg)
    {
        if (IsWithin.Value)
        {
            await Hear(item, arg);
            return;
        }

        IsWithin.Value = true;
        try
        {
            await Hear(item, arg);
            await Notice.Forget();
        }
        catch (Exception outage) when (Outage.Is(outage))
        {
            await Notice.Say(outage);
            StateHasChanged();
        }
        finally
        {
            IsWithin.Value = false;
        }
    }

    private async Task Hear(EventCallbackWorkItem item, object? arg)
    {
        var heard = item.InvokeAsync(arg);
        StateHasChanged();
        await heard.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (heard.IsCanceled) return;
        await heard;
        StateHasChanged();
    }
}
