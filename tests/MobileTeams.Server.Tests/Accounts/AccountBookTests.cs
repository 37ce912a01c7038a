using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MobileTeams.Dispatch.People;
using MobileTeams.Measures;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Organisations;

namespace MobileTeams.Server.Tests.Accounts;

/// <summary>An administrator's deeds take hold at once, stay inside the organisation, and are written down.</summary>
public sealed class AdministratorsTests(WorldServer server) : IClassFixture<WorldServer>
{
    private const string Own = "fem små ord om snö";

    private AccountBook Book => server.Services.GetRequiredService<AccountBook>();

    private AccountStore Store => server.Services.GetRequiredService<AccountStore>();

    [Fact]
    public async Task A_new_account_opens_once_with_what_was_handed_out_and_then_with_its_own_password()
    {
        var password = await Book.Make(World.Admin, " Ny.Person ", "Ny Person", World.Tierp.Id, World.Vera.Id, Roles(Role.Nurse), CancellationToken.None);
        Assert.Matches("^[a-z2-9]{4}(-[a-z2-9]{4}){3}$", password);
        using var browser = server.Browser();
        Assert.Equal((HttpStatusCode.Forbidden, "account.choose-password"), await Try(browser, "ny.person", password));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/me")).StatusCode);
        Assert.Null(await Store.Choose("ny.person", "fel", Own, CancellationToken.None));
        var chosen = await Store.Choose("ny.person", password, Own, CancellationToken.None);
        Assert.Equal(("Ny Person", World.Tierp.Id, World.Vera.Id), (chosen!.Viewer.Name, chosen.Viewer.Centre!.Value, chosen.Viewer.Person!.Value));
        Assert.Equal((HttpStatusCode.Unauthorized, "account.wrong"), await Try(browser, "ny.person", password));
        Assert.Equal(HttpStatusCode.OK, (await Try(browser, "ny.person", Own)).Status);
        Assert.Contains(await Book.ListChanges(World.Admin, 50, CancellationToken.None), change => change is { Login: "ny.person", What: "made with Nurse", By: "adam" });
    }

    [Fact]
    public async Task A_password_that_was_handed_out_dies_after_three_days()
    {
        var password = await Book.Make(World.Admin, "sen.person", "Sen Person", null, null, Roles(Role.Dispatcher), CancellationToken.None);
        Assert.IsType<PasswordCheck.MustChoose>(await Store.Check("sen.person", password, CancellationToken.None));
        server.Clock.Advance(AccountBook.OneTimeHolds);
        try
        {
            Assert.IsType<PasswordCheck.Wrong>(await Store.Check("sen.person", password, CancellationToken.None));
            Assert.Null(await Store.Choose("sen.person", password, Own, CancellationToken.None));
        }
        finally
        {
            server.Clock.Advance(-AccountBook.OneTimeHolds);
        }
    }

    [Theory]
    [InlineData("lock")]
    [InlineData("roles")]
    [InlineData("reset")]
    public async Task An_open_session_ends_within_seconds(string deed)
    {
        var login = $"kort.{deed}";
        var given = await Book.Make(World.Admin, login, "Kort Stund", null, null, Roles(Role.Dispatcher), CancellationToken.None);
        await Store.Choose(login, given, Own, CancellationToken.None);
        using var browser = server.Browser();
        Assert.Equal(HttpStatusCode.OK, (await Try(browser, login, Own)).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/me")).StatusCode);
        var account = (await Book.List(World.Admin, CancellationToken.None)).Single(entry => entry.Login == login).Id;
        switch (deed)
        {
            case "lock": Assert.True(await Book.Lock(World.Admin, account, true, CancellationToken.None)); break;
            case "roles": Assert.True(await Book.Change(World.Admin, account, "Kort Stund", null, Roles(Role.NightDuty), CancellationToken.None)); break;
            default: Assert.NotNull(await Book.Reset(World.Admin, account, CancellationToken.None)); break;
        }

        server.Clock.Advance(Sessions.Believed + TimeSpan.FromMilliseconds(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/me")).StatusCode);
        Assert.Equal(deed == "roles" ? HttpStatusCode.OK : HttpStatusCode.Unauthorized, (await Try(browser, login, Own)).Status);
        if (deed != "lock") return;
        await Book.Lock(World.Admin, account, false, CancellationToken.None);
        Assert.Equal(HttpStatusCode.OK, (await Try(browser, login, Own)).Status);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_with_its_code()
    {
        async Task<string> Code(string login, string name, params Role[] roles) =>
            (await Assert.ThrowsAsync<InputException>(() => Book.Make(World.Admin, login, name, null, null, Roles(roles), CancellationToken.None))).Code;
        Assert.Equal("account.login", await Code("a b", "A", Role.Nurse));
        Assert.Equal("account.name", await Code("abc", "  ", Role.Nurse));
        Assert.Equal("account.roles", await Code("abc", "A"));
        Assert.Equal("account.roles", await Code("abc", "A", Role.Auditor, Role.Dispatcher));
        Assert.Equal("account.roles", await Code("abc", "A", Role.Admin, Role.Nurse));
        Assert.Equal("account.login-taken", await Code("DISA", "A", Role.Nurse));
        Assert.Equal("account.own", (await Assert.ThrowsAsync<InputException>(() => Book.Lock(World.Admin, World.Admin.Account, true, CancellationToken.None))).Code);
        Assert.Equal("account.own", (await Assert.ThrowsAsync<InputException>(() => Book.Change(World.Admin, World.Admin.Account, "A", null, Roles(Role.Auditor), CancellationToken.None))).Code);
    }

    [Fact]
    public async Task Another_organisations_accounts_and_people_are_out_of_reach()
    {
        var south = World.Admin with { Organisation = World.South.Id };
        Assert.Equal(["bea", "sune"], (await Book.List(south, CancellationToken.None)).Select(entry => entry.Login).Order());
        Assert.False(await Book.Lock(south, World.Dispatcher.Account, true, CancellationToken.None));
        Assert.Null(await Book.Reset(south, World.Dispatcher.Account, CancellationToken.None));
        Assert.False(await Book.Change(south, World.Dispatcher.Account, "Annan", null, Roles(Role.Nurse), CancellationToken.None));
        var staff = server.Services.GetRequiredService<StaffBook>();
        Assert.Null(await staff.Change(south, World.Nora.Id, "Annan", ProfessionalCategory.Physician, null, CancellationToken.None));
        Assert.Null(await staff.Add(south, World.Tierp.Id, "Annan", ProfessionalCategory.Physician, null, CancellationToken.None));
    }

    [Fact]
    public async Task People_are_added_and_changed_and_keep_their_delegations()
    {
        var staff = server.Services.GetRequiredService<StaffBook>();
        var centres = server.Services.GetRequiredService<CentreStore>();
        var before = await centres.GetFactsVersion(World.Tierp.Id, CancellationToken.None);
        var ny = (await staff.Add(World.Admin, World.Tierp.Id, " Ny Kraft ", ProfessionalCategory.AssistantNurse, "Norra", CancellationToken.None))!;
        await staff.Change(World.Admin, ny.Id, "Ny Kraft-Ek", ProfessionalCategory.RegisteredNurse, null, CancellationToken.None);
        var kept = (await staff.List(World.Admin, CancellationToken.None)).Single(person => person.Id == ny.Id);
        Assert.Equal(("Ny Kraft-Ek", ProfessionalCategory.RegisteredNurse, null, World.Tierp.Id), (kept.Name, kept.Category, kept.Area, kept.Centre));

        // Days that are remembered must learn of it.
        Assert.Equal(before + 2, await centres.GetFactsVersion(World.Tierp.Id, CancellationToken.None));
        Assert.Equal("person.area", (await Assert.ThrowsAsync<InputException>(() => staff.Change(World.Admin, ny.Id, "A", ProfessionalCategory.Physician, "Västra", CancellationToken.None))).Code);
        Assert.Equal("person.name", (await Assert.ThrowsAsync<InputException>(() => staff.Change(World.Admin, ny.Id, " ", ProfessionalCategory.Physician, null, CancellationToken.None))).Code);
    }

    private static HashSet<Role> Roles(params Role[] roles) => [.. roles];

    private static async Task<(HttpStatusCode Status, string? Code)> Try(HttpClient browser, string login, string password)
    {
        using var answer = await browser.PostAsJsonAsync("/api/sign-in", new { login, password });
        return (answer.StatusCode, answer.IsSuccessStatusCode ? null : (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }
}
