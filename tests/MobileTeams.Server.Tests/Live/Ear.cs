using System.Threading.Channels;
using MobileTeams.Server.Live;

namespace MobileTeams.Server.Tests.Live;

/// <summary>Hears a feed from its making on.</summary>
internal sealed class Ear : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Channel<LiveChange> heard = Channel.CreateUnbounded<LiveChange>();
    private readonly CancellationTokenSource leaving = new();
    private readonly Task listening;

    public Ear(LiveFeed feed) => listening = Listen(feed);

    /// <summary>The next change of a kind; others before it are passed over.</summary>
    public async Task<T> Wait<T>()
        where T : LiveChange
    {
        using var tooLong = new CancellationTokenSource(Patience);
        while (true)
            if (await heard.Reader.ReadAsync(tooLong.Token) is T found) return found;
    }

    public async ValueTask DisposeAsync()
    {
        await leaving.CancelAsync();
        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        leaving.Dispose();
    }

    private async Task Listen(LiveFeed feed)
    {
        await foreach (var change in feed.Follow(leaving.Token)) heard.Writer.TryWrite(change);
    }
}
