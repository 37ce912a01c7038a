using Microsoft.JSInterop;

namespace MobileTeams.Server.Desk;

/// <summary>What a component has in the browser: its script, or an object that the script gave.</summary>
/// <remarks>A component may go while its script works: the window is closed, another page comes, a panel is shut. Then nothing more is asked, and what was asked is not missed. A script that
/// fails is a bug; it is logged, and the desk goes on without what it does.</remarks>
internal sealed partial class ComponentScript
{
    private ILogger log = Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;
    private IJSObjectReference? there;
    private bool isGone;

    /// <summary>Whether it can be asked.</summary>
    public bool IsReady => there is not null && !isGone;

    /// <summary>Fetches the script.</summary>
    /// <param name="told">Where it is said that something failed.</param>
    /// <param name="path">From the page's base.</param>
    public async Task Load(IJSRuntime browser, ILogger told, string path)
    {
        log = told;
        await Take(await Try(path, () => browser.InvokeAsync<IJSObjectReference?>("import", path)));
    }

    /// <summary>Takes the object that a function of another script gives; afterwards this is ready, unless that failed.</summary>
    public async Task Open(ComponentScript script, string function, params object?[] with)
    {
        log = script.log;
        await Take(await script.Ask<IJSObjectReference>(function, with));
    }

    /// <summary>Calls a function.</summary>
    public async Task Do(string function, params object?[] with)
    {
        if (IsReady) await Try(function, () => there!.InvokeAsync<object?>(function, with));
    }

    /// <summary>Calls a function and waits for its answer as long as it takes; the default when there is none.</summary>
    public async Task<T?> Ask<T>(string function, params object?[] with) => IsReady ? await Try(function, () => there!.InvokeAsync<T?>(function, Timeout.InfiniteTimeSpan, with)) : default;

    /// <summary>The component goes: says so with a function of the script, and lets go of it.</summary>
    public async ValueTask Leave(string? function = null, params object?[] with)
    {
        isGone = true;
        if (Interlocked.Exchange(ref there, null) is not { } old) return;
        if (function is not null) await Try(function, () => old.InvokeAsync<object?>(function, with));
        await LetGo(old);
    }

    private async ValueTask Take(IJSObjectReference? given)
    {
        if (isGone && given is not null) await LetGo(given);
        else there = given;
    }

    private async Task LetGo(IJSObjectReference old) => await Try("dispose", async () =>
    {
        await old.DisposeAsync();
        return true;
    });

    private async Task<T?> Try<T>(string what, Func<ValueTask<T?>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception end) when (end is JSDisconnectedException or OperationCanceledException || (isGone && end is JSException or ObjectDisposedException))
        {
            // The window or the component is gone.
        }
        catch (JSException bug)
        {
            LogFailed(bug, what);
        }

        return default;
    }

    [LoggerMessage(LogLevel.Error, "A script of the desk failed at {What}.")]
    private partial void LogFailed(Exception bug, string what);
}
