using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MobileTeams.Dispatch.Days;
using MobileTeams.Roads;
using MobileTeams.Server.Days;
using MobileTeams.Server.Maps;
using MobileTeams.Testing;

namespace MobileTeams.Server.Tests.Maps;

/// <summary>An operator puts a new map in the place of the old one while the server is asked for everything that comes of maps.</summary>
public sealed class MapSwapTests(WorldServer server) : IClassFixture<WorldServer>, IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("swap-");

    private string InUse => Path.Combine(folder.FullName, "in-use.roads");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_map_is_swapped_under_load_and_bad_ones_never_come_into_use()
    {
        // The same town, but the second map's streets are walked: everything takes another time, and there is a street more.
        TownMap.Map.Save(InUse);
        var (fast, slow) = (await File.ReadAllBytesAsync(InUse, None), Saved(TownMap.Slow));
        var address = server.StartOn(InUse);
        using var desk = await server.SignedIn(World.Dispatcher, address);
        using var admin = await server.SignedIn(World.Admin, address);
        var services = server.ServicesOf(address);
        Assert.True(await services.GetRequiredService<DayHandler>().Make(World.Tierp.Id, World.Today, None));
        var before = await Minutes(services);

        using var over = new CancellationTokenSource();
        var askers = Enumerable.Range(0, 4).Select(asker => Ask(desk, asker, over.Token)).ToArray();
        for (var round = 0; round < 3; round++)
        {
            await Put(slow);
            await Until(async () => (await StateOf(admin)).Junctions == TownMap.Slow.Info.Junctions, "the slow map in use");
            Assert.True(await Minutes(services) > before * 2);

            await Put(fast[..(fast.Length / 2)]);
            await Until(async () => (await StateOf(admin)).Refused?.Code == "map.file-truncated", "the cut map refused");
            await Put("not a map"u8.ToArray());
            await Until(async () => (await StateOf(admin)).Refused?.Code == "map.file-foreign", "the foreign file refused");
            Assert.Equal(TownMap.Slow.Info.Junctions, (await StateOf(admin)).Junctions);

            await Put(fast);
            await Until(async () => await StateOf(admin) is { Refused: null } now && now.Junctions == TownMap.Map.Info.Junctions, "the fast map in use");
            Assert.Equal(before, await Minutes(services));
        }

        await over.CancelAsync();
        foreach (var asked in await Task.WhenAll(askers)) Assert.True(asked > 0);

        // What the running day expects is timed anew by each of the six swaps, and by nothing that was refused.
        async Task<int> Timed() => (await services.GetRequiredService<DayStore>().ListEvents(World.Tierp.Id, World.Today, 0, None)).Count(one => one.Event is DayEvent.RoadsChanged);
        await Until(async () => await Timed() >= 6, "the day timed on the last map");
        Assert.Equal(6, await Timed());
    }

    [Fact]
    public async Task Only_an_administrator_is_told_of_the_map()
    {
        using var desk = await server.SignedIn(World.Dispatcher);
        using var answer = await desk.GetAsync("/api/map", None);
        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>Tiles, addresses and the day's map, until told to stop: how often. Each must be answered.</summary>
    private static async Task<int> Ask(HttpClient desk, int asker, CancellationToken over)
    {
        string[] paths = ["/api/places?q=Storgatan", "/map/style.json", Tile(), $"/api/days/{World.Tierp.Id.Value}/{World.Today:O}/map"];
        for (var asked = 0; ; asked++)
        {
            if (over.IsCancellationRequested) return asked;
            using var answer = await desk.GetAsync(paths[(asker + asked) % paths.Length], None);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NoContent, $"{paths[(asker + asked) % paths.Length]}: {answer.StatusCode}");
        }
    }

    private static string Tile()
    {
        var (x, y) = WebTile.Of(TownMap.Place('a'), 14);
        return $"/tiles/14/{x}/{y}.mvt";
    }

    /// <summary>The way from the centre to Anna's home as the day's facts have it, in seconds.</summary>
    private static async Task<int> Minutes(IServiceProvider services)
    {
        var day = (await services.GetRequiredService<DayStore>().Find(World.Tierp.Id, World.Today, None))!;
        var known = await services.GetRequiredService<FactsBook>().Get(day, None);
        return known.Travel.Between(World.Tierp.Place, World.Patients[0].Place, day.Start).Seconds;
    }

    private static async Task<MapState> StateOf(HttpClient admin) => (await admin.GetFromJsonAsync<MapState>("/api/map", JsonSerializerOptions.Web, None))!;

    private async Task Put(byte[] bytes)
    {
        await File.WriteAllBytesAsync(InUse + ".new", bytes, None);
        File.Move(InUse + ".new", InUse, overwrite: true);
    }

    private byte[] Saved(RoadMap map)
    {
        var path = Path.Combine(folder.FullName, "other.roads");
        map.Save(path);
        return File.ReadAllBytes(path);
    }

    private static async Task Until(Func<Task<bool>> isSo, string what)
    {
        var end = TimeProvider.System.GetUtcNow() + AtMost;
        while (!await isSo())
        {
            Assert.True(TimeProvider.System.GetUtcNow() < end, $"Not within {AtMost.TotalSeconds} s: {what}.");
            await Task.Delay(20, None);
        }
    }
}
