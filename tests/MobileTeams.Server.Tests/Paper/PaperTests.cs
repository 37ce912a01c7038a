using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Server.Data;
using MobileTeams.Server.Days;
using MobileTeams.Server.Paper;
using MobileTeams.Server.Patients;
using MobileTeams.Server.Urgent;

namespace MobileTeams.Server.Tests.Paper;

/// <summary>A day on paper is complete for those who may read it, and the last papers are there when the server is not.</summary>
public sealed class PaperTests(WorldServer server) : IClassFixture<WorldServer>, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    private T Get<T>()
        where T : notnull => server.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        Assert.True(await Get<DayHandler>().Make(World.Tierp.Id, World.Today, None));
        if ((await Get<DisturbanceHandler>().Repair(World.Tierp.Id, World.Today, None)) is { } plan)
            await Get<DayHandler>().Handle(World.Tierp.Id, World.Today, plan.Proposal.Published(Get<DayHandler>().ByPerson("disa")), null, None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_printed_day_names_its_patients_but_no_protected_one_and_is_logged()
    {
        using var disa = await server.SignedIn(World.Dispatcher);
        var page = await disa.GetStringAsync($"/paper/{World.Tierp.Id.Value}/{World.Today:yyyy-MM-dd}");
        var shown = World.Patients[0];
        Assert.Contains($"{shown.GivenName} {shown.FamilyName}", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains(shown.Address, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain(World.Protected.GivenName, page, StringComparison.Ordinal);
        Assert.DoesNotContain(World.Protected.Address, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("Fråga behörig samordnare", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.True(await Count("select count(*) from access_log where action = 'print'") > 0);

        // Even who may see the protected patient prints neither name nor door.
        using var named = await server.SignedIn(World.NamedDispatcher);
        Assert.DoesNotContain(World.Protected.GivenName, await named.GetStringAsync($"/paper/{World.Tierp.Id.Value}/{World.Today:yyyy-MM-dd}"), StringComparison.Ordinal);
        Assert.Contains("class=\"large\"", await disa.GetStringAsync($"/paper/{World.Tierp.Id.Value}/{World.Today:yyyy-MM-dd}?large=true"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visit_that_is_not_at_home_is_printed_with_the_place_of_its_call()
    {
        var (calls, handler) = (Get<CallStore>(), Get<CallHandler>());
        foreach (var patient in new[] { World.Patients[0].Id, (PatientId?)null })
        {
            var call = await handler.Begin(World.Dispatcher, World.Tierp.Id, None);
            var asked = call.Call with { Patient = patient, Address = "Dotterns väg 3", Place = World.Patients[1].Place, About = "Man vid bussen" };
            Assert.True(await calls.Save(call with { Call = handler.Classify(asked, World.Nora, UrgencyClass.Orange), Version = 1 }, None));
            await handler.Send(World.Dispatcher, (await calls.Find(asked.Id, None))!, World.Today, World.N1.Id, null, None);
        }

        using var disa = await server.SignedIn(World.Dispatcher);
        var page = WebUtility.HtmlDecode(await disa.GetStringAsync($"/paper/{World.Tierp.Id.Value}/{World.Today:yyyy-MM-dd}"));
        Assert.Equal(2, page.Split("Dotterns väg 3").Length - 1);
        Assert.Contains("Man vid bussen", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_organisation_a_nurse_and_a_day_that_is_not_there_get_nothing()
    {
        using var sune = await server.SignedIn(World.SouthDispatcher);
        Assert.Equal(HttpStatusCode.NotFound, (await sune.GetAsync($"/paper/{World.Tierp.Id.Value}/{World.Today:yyyy-MM-dd}")).StatusCode);
        using var disa = await server.SignedIn(World.Dispatcher);
        Assert.Equal(HttpStatusCode.NotFound, (await disa.GetAsync($"/paper/{World.Tierp.Id.Value}/2030-01-01")).StatusCode);
        using var nora = await server.SignedIn(World.NurseNora);
        Assert.NotEqual(HttpStatusCode.OK, (await nora.GetAsync($"/paper/{World.Tierp.Id.Value}/{World.Today:yyyy-MM-dd}")).StatusCode);
    }

    [Fact]
    public async Task A_name_that_is_a_script_is_printed_and_not_run()
    {
        var patient = World.Patients[0] with { GivenName = "<script>alert(1)</script>" };
        await Get<Database>().InTransaction(
            async connection =>
            {
                await PatientStore.Save(connection, World.OrganisationOf(patient), patient);
                return true;
            },
            None);
        using var disa = await server.SignedIn(World.Dispatcher);
        var page = await disa.GetStringAsync($"/paper/{World.Tierp.Id.Value}/{World.Today:yyyy-MM-dd}");
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.Contains("alert(1)", page, StringComparison.Ordinal);
        await Get<Database>().InTransaction(
            async connection =>
            {
                await PatientStore.Save(connection, World.OrganisationOf(patient), World.Patients[0]);
                return true;
            },
            None);
    }

    [Fact]
    public async Task The_papers_for_when_everything_fails_stand_alone_and_old_ones_go()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"mobileteams-papers-{Guid.NewGuid():N}");
        try
        {
            Assert.True(await Get<DayPapers>().Write(folder, None) >= 1);
            var path = Path.Combine(folder, $"Tierp-{World.Tierp.Id.Value.ToString("N")[^8..]}-{World.Today:yyyy-MM-dd}.html");
            var page = WebUtility.HtmlDecode(await File.ReadAllTextAsync(path));
            Assert.Contains("@page", page, StringComparison.Ordinal); // the style is inside
            Assert.DoesNotContain("href=", page, StringComparison.Ordinal);
            Assert.Contains(World.Patients[0].Address, page, StringComparison.Ordinal);
            Assert.DoesNotContain(World.Protected.GivenName, page, StringComparison.Ordinal);
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));

            var old = path.Replace($"{World.Today:yyyy-MM-dd}", $"{World.Today.AddDays(-2):yyyy-MM-dd}", StringComparison.Ordinal);
            var another = Path.Combine(folder, $"Tierp-1-00000000-{World.Today.AddDays(-2):yyyy-MM-dd}.html");
            foreach (var file in new[] { old, another }) await File.WriteAllTextAsync(file, "old");
            await Get<DayPapers>().Write(folder, None);
            Assert.False(File.Exists(old));
            Assert.True(File.Exists(another)); // of another centre
            Assert.True(File.Exists(path));
            Assert.Empty(Directory.EnumerateFiles(folder, "*.new"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<long> Count(string sql)
    {
        await using var command = Get<Database>().Source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
