using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;

namespace MobileTeams.Bench.Desks;

/// <summary>A tablet as the server sees it: it has fetched its team's shift, follows it, fetches it again when it is told of a change, and reports.</summary>
internal sealed class TabletLine : IAsyncDisposable
{
    private readonly HttpClient http;
    private readonly HubConnection line;
    private readonly ConcurrentDictionary<int, long> told = new();
    private readonly Samples fetching;
    private int wanted;
    private long reports;

    private TabletLine(HttpClient http, HubConnection line, Guid team, Samples fetching) => (this.http, this.line, Team, this.fetching) = (http, line, team, fetching);

    public Guid Team { get; }

    /// <summary>The shift as it was fetched last.</summary>
    public JsonElement Bundle { get; private set; }

    /// <summary>Signs nobody in: <paramref name="http"/> is signed in already, and <paramref name="cookies"/> are its own.</summary>
    /// <param name="fetching">Takes the milliseconds of each fetch of the shift.</param>
    public static async Task<TabletLine> Open(HttpClient http, CookieContainer cookies, Guid team, Samples fetching, CancellationToken ct)
    {
        var line = new HubConnectionBuilder()
            .WithUrl(new Uri(http.BaseAddress!, "/live"), HttpTransportType.WebSockets, options => options.Cookies = cookies)
            .Build();
        var tablet = new TabletLine(http, line, team, fetching);
        line.On<JsonElement>("DayChanged", tablet.Hear);
        line.On<JsonElement>("Dispatched", _ => { });
        await tablet.Fetch();
        await line.StartAsync(ct);
        await line.InvokeAsync("FollowTeam", team, tablet.Bundle.GetProperty("version").GetInt32(), ct);
        return tablet;
    }

    /// <summary>When the tablet was told of a version or, at once, of a later one, in ticks of <see cref="Stopwatch"/>; null if it was not.</summary>
    public long? FindTold(int version) => told.Where(one => one.Key >= version).OrderBy(one => one.Key).Select(one => (long?)one.Value).FirstOrDefault();

    /// <summary>Says where the tablet is.</summary>
    public async Task TellPosition(double lon, double lat, DateTimeOffset at) =>
        (await http.PostAsJsonAsync("/api/tablet/position", new { id = Guid.CreateVersion7(at), team = Team, lon, lat, accuracy = 12, at })).EnsureSuccessStatusCode();

    /// <summary>Reports the next step of the first visit that is not over, if there is one.</summary>
    public async Task ReportNext(DateTimeOffset at)
    {
        foreach (var visit in Bundle.GetProperty("visits").EnumerateArray())
        {
            if (NextStep(visit.GetProperty("status").GetString()!) is not { } kind) continue;
            var report = new { id = Guid.CreateVersion7(at), team = Team, visit = visit.GetProperty("visit").GetGuid(), kind, at, sequence = ++reports };
            (await http.PostAsJsonAsync("/api/visits/events", report)).EnsureSuccessStatusCode();
            return;
        }
    }

    /// <summary>What a crew reports next of a visit in a state; null where there is nothing to report.</summary>
    public static string? NextStep(string status) => status switch
    {
        "Planned" or "Published" or "Dispatched" => "Acknowledged",
        "Acknowledged" => "EnRoute",
        "EnRoute" => "Arrived",
        "Arrived" => "Started",
        "InProgress" => "Completed",
        _ => null,
    };

    public ValueTask DisposeAsync() => line.DisposeAsync();

    private void Hear(JsonElement change)
    {
        var now = Stopwatch.GetTimestamp();
        told.TryAdd(change.GetProperty("version").GetInt32(), now);

        // One fetch at a time; what is told meanwhile makes one more after it.
        if (Interlocked.Increment(ref wanted) == 1) _ = Refresh();
    }

    private async Task Refresh()
    {
        int before;
        do
        {
            before = Volatile.Read(ref wanted);
            await Fetch();
        }
        while (Interlocked.Add(ref wanted, -before) > 0);
    }

    private async Task Fetch()
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            Bundle = await http.GetFromJsonAsync<JsonElement>($"/api/tablet/bundle?team={Team}");
            fetching.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        catch (HttpRequestException) when (wanted > 0)
        {
            // The shift stays as it was until the next change.
        }
    }
}
