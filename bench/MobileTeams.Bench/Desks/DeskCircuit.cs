using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace MobileTeams.Bench.Desks;

/// <summary>One open desk without a browser: a real circuit, whose pictures are received and acknowledged but not drawn.</summary>
/// <remarks>
/// Speaks as Blazor's script of .NET 10 does: the page's markers start the components, every render batch is acknowledged, every call of a script is
/// answered, and the map's data is fetched when the map is told to show it.
/// </remarks>
internal sealed partial class DeskCircuit : IAsyncDisposable
{
    private const string BoardScript = "./Desk/Board.razor.js";
    private const string KeysScript = "./Desk/DeskKeys.razor.js";
    private readonly ConcurrentDictionary<string, TaskCompletionSource<JsonElement>> asked = new();
    private readonly ConcurrentDictionary<long, string> scripts = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<long>> parts = new();
    private readonly TaskCompletionSource drawn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<(Guid Visit, Guid Team), byte> blocks = new();
    private readonly HttpClient http;
    private readonly HubConnection line;
    private readonly DeskPage page;
    private long scriptObjects;
    private long calls;
    private Awaited? awaited;

    private DeskCircuit(HttpClient http, HubConnection line, DeskPage page) => (this.http, this.line, this.page) = (http, line, page);

    /// <summary>What the server said when the circuit failed; null while it lives.</summary>
    public string? Failure { get; private set; }

    /// <summary>The visits on the board, each with its team, as the first pictures had them.</summary>
    public IReadOnlyList<(Guid Visit, Guid Team)> Blocks => [.. blocks.Keys];

    /// <summary>Bytes of render batches received so far.</summary>
    public long Received { get; private set; }

    /// <summary>Opens a centre's day and waits until its board is there.</summary>
    /// <param name="http">Signed in, with the server's address.</param>
    /// <param name="cookies">Those of <paramref name="http"/>.</param>
    /// <param name="path">Of the desk's page.</param>
    public static async Task<DeskCircuit> Open(HttpClient http, CookieContainer cookies, string path, CancellationToken ct)
    {
        var address = new Uri(http.BaseAddress!, path);
        var page = DeskPage.Of(await http.GetStringAsync(address, ct));
        if (page.Markers.Count == 0) throw new InvalidOperationException($"{address} is no live page.");
        var builder = new HubConnectionBuilder().WithUrl(new Uri(http.BaseAddress!, "/_blazor"), HttpTransportType.WebSockets, options => options.Cookies = cookies);
        builder.Services.AddSingleton<IHubProtocol>(new BlazorPack());
        var desk = new DeskCircuit(http, builder.Build(), page);
        desk.Listen();
        await desk.line.StartAsync(ct);
        var circuit = await desk.line.InvokeAsync<string?>("StartCircuit", http.BaseAddress!.ToString(), address.ToString(), "[]", page.State, ct);
        if (circuit is null) throw new InvalidOperationException("The server starts no circuit.");
        await Task.WhenAll(desk.drawn.Task, desk.Part(BoardScript).Task, desk.Part(KeysScript).Task).WaitAsync(TimeSpan.FromSeconds(60), ct);
        return desk;
    }

    /// <summary>When the first render batch arrives that holds a text, in ticks of <see cref="Stopwatch"/>.</summary>
    public Task<long> See(string text)
    {
        var next = new Awaited(Encoding.UTF8.GetBytes(text), new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));
        awaited = next;
        return next.Seen.Task;
    }

    /// <summary>Whether a visit could be dropped there.</summary>
    /// <param name="share">Where on the board, as a share of the day.</param>
    public async Task<bool> MayDrop(Guid visit, Guid from, Guid team, double share) =>
        await Call(BoardScript, "Weigh", visit, from, team, share) is { ValueKind: JsonValueKind.Object } effect && effect.GetProperty("mayDo").GetBoolean();

    /// <summary>Drops a visit on another team's lane, as the mouse does.</summary>
    /// <param name="share">Where on the board, as a share of the day.</param>
    public Task Drop(Guid visit, Guid from, Guid team, double share) => Call(BoardScript, "Dropped", visit, from, team, share);

    /// <summary>Takes back what this desk did last, as Ctrl Z does.</summary>
    public Task Undo() => Call(KeysScript, "Pressed", "undo");

    public ValueTask DisposeAsync() => line.DisposeAsync();

    private TaskCompletionSource<long> Part(string script) => parts.GetOrAdd(script, _ => new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));

    private void Listen()
    {
        line.On<long, byte[]>("JS.RenderBatch", Draw);
        line.On<long, string, string, int, long, int>("JS.BeginInvokeJS", Answer);
        line.On<string, bool, string>("JS.EndInvokeDotNet", Answered);
        line.On<int, string>("JS.AttachComponent", (_, _) => { });
        line.On<long>("JS.EndUpdateRootComponents", _ => { });
        line.On<string>("JS.Error", said => Failure = said);
        line.Closed += cause =>
        {
            Failure ??= cause?.Message ?? "The line was closed.";
            drawn.TrySetException(new InvalidOperationException(Failure));
            return Task.CompletedTask;
        };
    }

    private Task Draw(long batch, byte[] bytes)
    {
        var now = Stopwatch.GetTimestamp();
        Received += bytes.Length;
        if (awaited is { } wanted && bytes.AsSpan().IndexOf(wanted.Text) >= 0)
        {
            awaited = null;
            wanted.Seen.TrySetResult(now);
        }

        if (!drawn.Task.IsCompleted)
        {
            foreach (Match block in Block().Matches(Encoding.UTF8.GetString(bytes))) blocks[(Guid.Parse(block.Groups[1].Value), Guid.Parse(block.Groups[2].Value))] = 0;
            if (!blocks.IsEmpty) drawn.TrySetResult();
        }

        return line.SendAsync("OnRenderCompleted", batch, (string?)null);
    }

    /// <summary>The server calls a script: a script that it asks for is handed out, its own objects are remembered, everything else is done.</summary>
    private async Task Answer(long handle, string function, string arguments, int resultType, long target, int callType)
    {
        const int ObjectWanted = 1;
        object? result = null;
        if (resultType == ObjectWanted)
        {
            var made = Interlocked.Increment(ref scriptObjects);
            scripts[made] = function == "import" ? JsonDocument.Parse(arguments).RootElement[0].GetString()! : scripts.GetValueOrDefault(target, "");
            result = new Dictionary<string, long> { ["__jsObjectId"] = made };
        }

        if (function == "attach" && scripts.TryGetValue(target, out var script) && ServerObject().Match(arguments) is { Success: true } self)
            Part(script).TrySetResult(long.Parse(self.Groups[1].Value, CultureInfo.InvariantCulture));
        if (function == "show" && MapData().Match(arguments) is { Success: true } map) _ = Fetch(Regex.Unescape(map.Groups[1].Value));
        if (handle != 0) await line.SendAsync("EndInvokeJSFromDotNet", handle, true, JsonSerializer.Serialize(new object?[] { handle, true, result }));
        if (function.EndsWith("attachWebRendererInterop", StringComparison.Ordinal)) await line.SendAsync("UpdateRootComponents", page.Operations(), page.State);
    }

    private async Task Fetch(string path)
    {
        try
        {
            _ = await http.GetByteArrayAsync(new Uri(http.BaseAddress!, path));
        }
        catch (HttpRequestException)
        {
            // The map stays as it was, as in a browser.
        }
    }

    private async Task<JsonElement> Call(string script, string method, params object[] arguments)
    {
        var self = await Part(script).Task;
        var id = Interlocked.Increment(ref calls).ToString(CultureInfo.InvariantCulture);
        var answer = asked[id] = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        await line.SendAsync("BeginInvokeDotNetFromJS", id, (string?)null, method, self, JsonSerializer.Serialize(arguments));
        return await answer.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private void Answered(string id, bool isDone, string result)
    {
        if (!asked.TryRemove(id, out var answer)) return;
        if (isDone) answer.SetResult(result.Length == 0 ? default : JsonDocument.Parse(result).RootElement);
        else answer.SetException(new InvalidOperationException(result));
    }

    private sealed record Awaited(byte[] Text, TaskCompletionSource<long> Seen);

    [GeneratedRegex("v-([0-9a-f-]{36})-([0-9a-f-]{36})")]
    private static partial Regex Block();

    [GeneratedRegex("""\{"__dotNetObject":(\d+)\}""")]
    private static partial Regex ServerObject();

    [GeneratedRegex("""\["(/api/days/[^"]+)""")]
    private static partial Regex MapData();
}
