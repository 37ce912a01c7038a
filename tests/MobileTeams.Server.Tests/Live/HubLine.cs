using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace MobileTeams.Server.Tests.Live;

/// <summary>A tablet's line to the hub, byte by byte: the JSON protocol of SignalR over a WebSocket, each message ended by 0x1E.</summary>
internal sealed class HubLine : IAsyncDisposable
{
    private const char End = '\u001e';
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly ClientWebSocket socket = new();
    private readonly Channel<JsonElement> heard = Channel.CreateUnbounded<JsonElement>();
    private int asked;
    private Task listening = Task.CompletedTask;

    private HubLine()
    {
    }

    /// <exception cref="WebSocketException">The server does not let this cookie in.</exception>
    public static async Task<HubLine> Open(Uri server, string? cookie)
    {
        var line = new HubLine();
        if (cookie is not null) line.socket.Options.SetRequestHeader("Cookie", cookie);
        await line.socket.ConnectAsync(new UriBuilder(server) { Scheme = "ws", Path = "/live" }.Uri, CancellationToken.None);
        await line.Send(new { protocol = "json", version = 1 });
        line.listening = line.Listen();
        Assert.Empty((await line.Next(_ => true)).EnumerateObject()); // the handshake's answer
        return line;
    }

    /// <summary>Calls a method of the hub; its error, or null when it went well.</summary>
    public async Task<string?> Invoke(string target, params object[] arguments)
    {
        var id = $"{++asked}";
        var told = new List<JsonElement>();
        await Send(new { type = 1, invocationId = id, target, arguments });
        while (true)
        {
            var message = await Read();
            if (Type(message) == 3 && message.GetProperty("invocationId").GetString() == id)
            {
                foreach (var earlier in told) heard.Writer.TryWrite(earlier);
                return message.TryGetProperty("error", out var error) ? error.GetString() : null;
            }

            told.Add(message);
        }
    }

    /// <summary>The next call of one of the tablet's methods, with its one argument.</summary>
    public async Task<JsonElement> Hear(string target) =>
        (await Next(message => Type(message) == 1 && message.GetProperty("target").GetString() == target)).GetProperty("arguments")[0];

    /// <summary>The next call of any kind, as its name.</summary>
    public async Task<string> HearAny() => (await Next(message => Type(message) == 1)).GetProperty("target").GetString()!;

    /// <summary>Gone without a word, as in a tunnel.</summary>
    public async ValueTask DisposeAsync()
    {
        socket.Abort();
        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        socket.Dispose();
    }

    private async Task<JsonElement> Next(Func<JsonElement, bool> isWanted)
    {
        while (true)
            if (await Read() is var message && isWanted(message)) return message;
    }

    private async Task<JsonElement> Read()
    {
        using var tooLong = new CancellationTokenSource(Patience);
        return await heard.Reader.ReadAsync(tooLong.Token);
    }

    private static int Type(JsonElement message) => message.TryGetProperty("type", out var type) ? type.GetInt32() : 0;

    private Task Send(object message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(message) + End), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private async Task Listen()
    {
        var buffer = new byte[16_384];
        var text = new StringBuilder();
        while (socket.State == WebSocketState.Open)
        {
            var part = await socket.ReceiveAsync(buffer, CancellationToken.None);
            text.Append(Encoding.UTF8.GetString(buffer, 0, part.Count));
            for (var end = text.ToString().IndexOf(End, StringComparison.Ordinal); end >= 0; end = text.ToString().IndexOf(End, StringComparison.Ordinal))
            {
                using var message = JsonDocument.Parse(text.ToString(0, end));
                heard.Writer.TryWrite(message.RootElement.Clone());
                text.Remove(0, end + 1);
            }
        }
    }
}
