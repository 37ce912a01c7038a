using System.Net;
using MobileTeams.Measures;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Audit;
using MobileTeams.Server.Patients;

namespace MobileTeams.Server.Tests.Audit;

/// <summary>The log can be checked: by whom, of whom, when and how; and checking it is in it.</summary>
public sealed class TheLogCanBeCheckedTests(WorldDatabase world) : IClassFixture<WorldDatabase>, IAsyncLifetime
{
    private static readonly LogFilter Everything = new(null, null, null, null, null, IsEmergencyOnly: false);

    private AccessLog Log => world.Parts.Get<AccessLog>();

    public async ValueTask InitializeAsync()
    {
        if (await world.Parts.Scalar<long>("select count(*) from access_log where action = 'card'") > 0) return;
        var patients = world.Parts.Get<PatientStore>();
        await patients.Find(World.Dispatcher, World.Patients[0].Id, "card", CancellationToken.None);
        await patients.Find(World.TeamLead, World.Patients[1].Id, "card", CancellationToken.None);
        await patients.Find(World.SouthDispatcher, World.Patients[10].Id, "card", CancellationToken.None);
        await patients.Search(World.Dispatcher, "Cilla", 5, CancellationToken.None);
        await world.Parts.Get<EmergencyStore>().Open(World.NurseUlla, World.Patients[0].Id, EmergencyCause.Danger, "=cmd|' /C calc'!A0 hjälp", CancellationToken.None);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Each_filter_finds_its_rows()
    {
        Assert.Equal("emergency:ulla search:disa card:lena card:disa", await Found(Everything));
        Assert.Equal("search:disa card:disa", await Found(Everything with { Who = "DIS" }));
        Assert.Equal("emergency:ulla card:disa", await Found(Everything with { Whom = World.Patients[0].Identifier.ToString() }));
        Assert.Equal("card:lena card:disa", await Found(Everything with { Action = "card" }));
        Assert.Equal("emergency:ulla", await Found(Everything with { IsEmergencyOnly = true }));
        Assert.Equal("", await Found(Everything with { To = TestClock.Start }));
        Assert.Equal("", await Found(Everything with { From = TestClock.Start.AddSeconds(1) }));
        Assert.Equal("emergency:ulla search:disa card:lena card:disa", await Found(Everything with { From = TestClock.Start, To = TestClock.Start.AddSeconds(1) }));
        Assert.Equal("", await Found(Everything with { Who = "%" }));
        Assert.Equal("patient.identifier", (await Assert.ThrowsAsync<InputException>(() => Log.Read(World.Auditor, Everything with { Whom = "Anna" }, CancellationToken.None))).Code);
    }

    [Fact]
    public async Task Patients_are_pseudonyms_until_opened_with_a_reason_that_is_logged()
    {
        var row = (await Log.Read(World.Auditor, Everything with { Action = "card", Who = "disa" }, CancellationToken.None)).Single();
        Assert.Equal($"P-{World.Patients[0].Id.Value.ToString()[^8..].ToUpperInvariant()}", row.Whom);
        Assert.DoesNotContain("Anna", row.ToString(), StringComparison.Ordinal);
        Assert.Equal("card", Assert.Single(await Log.Read(World.Auditor, Everything with { Action = "card", Whom = row.Whom.ToLowerInvariant() }, CancellationToken.None)).Action);

        Assert.Equal("log.reason", (await Assert.ThrowsAsync<InputException>(() => Log.Open(World.Auditor, row.Whom, "nyfiken", CancellationToken.None))).Code);
        Assert.Null(await Log.Open(World.Auditor with { Organisation = World.South.Id }, row.Whom, "Stickprov enligt rutin", CancellationToken.None));
        Assert.Equal($"Anna Alfa, {World.Patients[0].Identifier.Value}", await Log.Open(World.Auditor, row.Whom, "Stickprov enligt rutin", CancellationToken.None));
        var opened = (await Log.Read(World.Auditor, Everything with { Action = "log.open" }, CancellationToken.None)).Single();
        Assert.Equal(("rev", row.Whom, "Stickprov enligt rutin"), (opened.Login, opened.Whom, opened.Reason));
    }

    [Fact]
    public async Task Reading_the_log_is_a_row_of_it_without_the_number_asked_for()
    {
        var number = World.Patients[1].Identifier.ToString();
        await Log.Read(World.Auditor, Everything with { Who = "lena", Whom = number, IsEmergencyOnly = true }, CancellationToken.None);
        var read = (await Log.Read(World.Auditor, Everything with { Action = "log" }, CancellationToken.None))[0];
        Assert.Equal(("rev", "", "0 rows, who lena, whom by identity number, emergencies"), (read.Login, read.Whom, read.Reason));
    }

    [Fact]
    public async Task Another_organisations_rows_are_not_in_it()
    {
        var south = World.Auditor with { Organisation = World.South.Id, Account = World.SouthDispatcher.Account };
        Assert.Equal("card:sune", string.Join(' ', (await Log.Read(south, Everything with { Action = "card" }, CancellationToken.None)).Select(row => $"{row.Action}:{row.Login}")));
        Assert.DoesNotContain("sune", await Found(Everything), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_has_no_living_formulas_and_is_logged()
    {
        var file = AuditApi.Csv(await Log.Export(World.Auditor, Everything with { IsEmergencyOnly = true }, CancellationToken.None));
        var lines = file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.EndsWith("\"emergency\";\"ja\";\"Danger: =cmd|' /C calc'!A0 hjälp\"", lines[1], StringComparison.Ordinal);
        var row = new LogRow(1, TestClock.Start, "+46", "-1", "=A1", "@x", "\tcard", false, "\"hej\";=1");
        Assert.EndsWith("\"'+46\";\"'-1\";\"'=A1\";\"'@x\";\"'\tcard\";\"\";\"\"\"hej\"\";=1\"", AuditApi.Csv([row]).TrimEnd(), StringComparison.Ordinal);
        Assert.NotEmpty(await Log.Read(World.Auditor, Everything with { Action = "log.export" }, CancellationToken.None));
    }

    /// <summary>What others did, newest first; the auditors' own rows apart.</summary>
    private async Task<string> Found(LogFilter filter) =>
        string.Join(' ', (await Log.Read(World.Auditor, filter, CancellationToken.None)).Where(row => row.Login != "rev").Select(row => $"{row.Action}:{row.Login}"));
}

/// <summary>Each page and door about trust opens for its own roles only.</summary>
public sealed class PagesOfTrustTests(WorldServer server) : IClassFixture<WorldServer>
{
    private static readonly (string Page, string Roles)[] Table =
    [
        ("/accounts", "adam"),
        ("/people", "adam"),
        ("/jobs", "adam"),
        ("/access-log", "rev"),
        ("/api/access-log.csv", "rev"),
        ("/emergency", "disa lena natt nora.d nora ulla gun sune bea"),
        ("/", "disa lena natt nora.d sune"),
        ("/import", "disa lena natt nora.d sune"),
    ];

    [Fact]
    public async Task A_page_opens_for_its_roles_only()
    {
        var opened = Table.ToDictionary(row => row.Page, _ => new List<string>());
        foreach (var viewer in World.Viewers)
        {
            using var browser = await server.SignedIn(viewer);
            foreach (var page in opened.Keys)
            {
                using var answer = await browser.GetAsync(page);
                if (answer.StatusCode == HttpStatusCode.OK) opened[page].Add(viewer.Name);
                else Assert.True(answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Forbidden, $"{viewer.Name} {page}: {answer.StatusCode}");
            }
        }

        using var stranger = server.Browser();
        foreach (var (page, roles) in Table)
        {
            Assert.Equal($"{page}: {string.Join(' ', roles.Split(' ').Order())}", $"{page}: {string.Join(' ', opened[page].Order())}");
            Assert.True((await stranger.GetAsync(page)).StatusCode is HttpStatusCode.Redirect or HttpStatusCode.Unauthorized);
        }
    }
}
