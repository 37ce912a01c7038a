using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Server.Days;

namespace MobileTeams.Server.Tests.Tablet;

/// <summary>A tablet has its own team's day and speaks for its own team alone.</summary>
public sealed class ATabletHasItsOwnTeamTests(WorldServer server) : IClassFixture<WorldServer>, IAsyncLifetime
{
    private static readonly VisitId Anna = World.Series[0].VisitIdOn(World.Today);
    private static readonly VisitId Bror = World.Series[1].VisitIdOn(World.Today);

    public async ValueTask InitializeAsync()
    {
        var days = server.Services.GetRequiredService<DayHandler>();
        Assert.True(await days.Make(World.Tierp.Id, World.Today, CancellationToken.None));
        foreach (var (visit, team) in new[] { (Anna, World.N1.Id), (Bror, World.U1.Id) })
            await days.Handle(World.Tierp.Id, World.Today, new DayEvent.VisitAssigned(days.ByPerson("test"), visit, team, null), null, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_bundle_holds_the_teams_patients_and_nobody_elses()
    {
        using var browser = await server.SignedIn(World.NurseNora);
        var bundle = await browser.GetStringAsync($"/api/tablet/bundle?team={World.N1.Id.Value}");
        Assert.Contains("Alfa", bundle, StringComparison.Ordinal);
        foreach (var patient in World.Patients.Skip(1))
            foreach (var secret in new[] { patient.GivenName, patient.FamilyName, patient.Identifier.Value, patient.Address })
                Assert.DoesNotContain($"\"{secret}", bundle, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_teams_bundle_is_not_there()
    {
        foreach (var viewer in new[] { World.NurseUlla, World.NurseGun, World.NurseBea, World.Dispatcher, World.Admin })
        {
            using var browser = await server.SignedIn(viewer);
            using var answer = await browser.GetAsync($"/api/tablet/bundle?team={World.N1.Id.Value}");
            Assert.Equal((viewer.Name, HttpStatusCode.NotFound), (viewer.Name, answer.StatusCode));
        }

        using var nobody = server.Browser();
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync($"/api/tablet/bundle?team={World.N1.Id.Value}")).StatusCode);
    }

    [Fact]
    public async Task A_report_counts_once_and_only_from_the_teams_own_crew()
    {
        using var stranger = await server.SignedIn(World.NurseUlla);
        Assert.Equal(("refused", "team.not-yours"), await Report(stranger, Guid.NewGuid(), World.N1.Id, Anna));
        using var nora = await server.SignedIn(World.NurseNora);
        var id = Guid.NewGuid();
        Assert.Equal(("accepted", null), await Report(nora, id, World.N1.Id, Anna));
        Assert.Equal(("repeated", null), await Report(nora, id, World.N1.Id, Anna));
        Assert.Equal(("refused", "day.another-teams-visit"), await Report(nora, Guid.NewGuid(), World.N1.Id, Bror));
    }

    [Fact]
    public async Task Reading_the_bundle_is_in_the_access_log()
    {
        using var browser = await server.SignedIn(World.NurseUlla);
        using var answer = await browser.GetAsync($"/api/tablet/bundle?team={World.U1.Id.Value}");
        answer.EnsureSuccessStatusCode();
        await using var count = server.Services.GetRequiredService<Server.Data.Database>().Source.CreateCommand(
            $"select count(*) from access_log where account_id = '{World.NurseUlla.Account}' and patient_id = '{World.Patients[1].Id.Value}' and action = 'tablet'");
        Assert.True((long)(await count.ExecuteScalarAsync())! > 0);
    }

    private static async Task<(string? Result, string? Code)> Report(HttpClient browser, Guid id, TeamShiftId team, VisitId visit)
    {
        using var answer = await browser.PostAsJsonAsync(
            "/api/visits/events", new { id, team = team.Value, visit = visit.Value, kind = "EnRoute", at = TestClock.Start, sequence = 1 });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var receipt = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return (receipt.GetProperty("result").GetString(), receipt.GetProperty("code").GetString());
    }
}
