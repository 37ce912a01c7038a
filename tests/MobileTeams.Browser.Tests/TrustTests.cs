using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MobileTeams.Browser.Tests;

/// <summary>The screens of trust: a closed record opened in an emergency, the log of who read what, accounts, people and jobs.</summary>
public sealed class TrustTests(RunningHouse house) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await house.Open();

    public async ValueTask DisposeAsync() => await house.CloseWindows();

    [Fact]
    public async Task A_closed_record_opens_with_a_reason_and_the_auditor_sees_it()
    {
        var (name, number) = await house.FindProtected("Vårdcentrum Tierp");
        var page = await house.SignIn("samordnare.tierp", "/emergency");
        await page.FillAsync("#number", number);
        await Expect(page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Sök" })).ToBeEnabledAsync();
        await page.Locator("#number").PressAsync("Enter");
        await Expect(page.GetByText("Det finns en patient. Uppgifterna är stängda för dig.")).ToBeVisibleAsync();
        await Expect(page.GetByText(name)).ToHaveCountAsync(0);
        await page.GetByLabel("Fara för liv").CheckAsync();
        await page.FillAsync("#reason", "Larm från ambulansen, behöver portkoden");
        await page.FillAsync("#again", "fel lösenord");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Öppna i en timme" }).ClickAsync();
        await Expect(page.GetByText("Lösenordet är fel. Ingenting har öppnats.")).ToBeVisibleAsync();
        await RunningHouse.Shoot(page, "emergency-closed");
        await page.FillAsync("#again", RunningHouse.Password);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Öppna i en timme" }).ClickAsync();
        await Expect(page.Locator("#card-title")).ToHaveTextAsync(name);
        await Expect(page.GetByText("Läsningen är loggad.")).ToBeVisibleAsync();
        await Accessibility.NoFindings(page, "emergency");
        await RunningHouse.Shoot(page, "emergency-open");

        var log = await house.SignIn("granskare.kommun", "/access-log", theme: "dark", language: "en");
        await log.GetByLabel("Emergency openings only").CheckAsync();
        await log.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Show", Exact = true }).First.ClickAsync();
        await Expect(log.Locator("tr.emergency", new PageLocatorOptions { HasText = "Larm från ambulansen" })).ToBeVisibleAsync();
        await Expect(log.GetByText(name)).ToHaveCountAsync(0);
        await Accessibility.NoFindings(log, "access log");
        await RunningHouse.Shoot(log, "access-log-dark-en");
        await log.Locator("tr.emergency button.link").First.ClickAsync();
        await log.FillAsync("#log-reason", "Uppföljning av nödöppning");
        await log.Locator(".aside-form").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Show" }).ClickAsync();
        await Expect(log.Locator(".aside-form")).ToContainTextAsync(name);
        var file = await log.RunAndWaitForDownloadAsync(() => log.GetByText("Save as a file (CSV)").ClickAsync());
        using var reader = new StreamReader(await file.CreateReadStreamAsync());
        var text = await reader.ReadToEndAsync();
        Assert.Contains("Larm från ambulansen", text, StringComparison.Ordinal);
        Assert.DoesNotContain(name, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_makes_an_account_and_its_owner_chooses_a_password()
    {
        var admin = await house.SignIn("admin.kommun", "/accounts");
        await Expect(admin.Locator("table.log tbody tr").First).ToBeVisibleAsync();
        await Accessibility.NoFindings(admin, "accounts");
        await admin.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Nytt konto" }).ClickAsync();
        await admin.FillAsync("#new-login", "nyanstalld");
        await admin.FillAsync("#new-name", "Nyanställd Samordnare");
        await admin.GetByLabel("Samordnare", new PageGetByLabelOptions { Exact = true }).CheckAsync();
        await RunningHouse.Shoot(admin, "accounts-new");
        await admin.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Skapa kontot" }).ClickAsync();
        var given = await admin.Locator(".one-time code").InnerTextAsync();
        await RunningHouse.Shoot(admin, "accounts-one-time");

        var desk = await house.OpenWindow();
        await desk.GotoAsync("/sign-in");
        await desk.FillAsync("#login", "nyanstalld");
        await desk.FillAsync("#password", given);
        await desk.ClickAsync("button[type=submit]");
        await Expect(desk.Locator("#chosen")).ToBeVisibleAsync();
        await Accessibility.NoFindings(desk, "new password");
        await RunningHouse.Shoot(desk, "new-password");
        await desk.FillAsync("#login", "nyanstalld");
        await desk.FillAsync("#password", given);
        await desk.FillAsync("#chosen", "fem små ord om snö");
        await desk.FillAsync("#again", "fem små ord om snö");
        await desk.ClickAsync("button[type=submit]");
        await desk.WaitForSelectorAsync(".desk");

        // Locked: the open desk is shut within seconds.
        await admin.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Lås nyanstalld" }).ClickAsync();
        await Expect(desk.Locator(".desk")).ToHaveCountAsync(0);
        await Expect(admin.Locator("tr.locked", new PageLocatorOptions { HasText = "nyanstalld" })).ToBeVisibleAsync();

        await admin.ClickAsync("a[href='/people']");
        await admin.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Ny person" }).ClickAsync();
        await admin.FillAsync("#person-name", "Åke Nyanställd");
        await admin.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Spara" }).ClickAsync();
        await Expect(admin.Locator("td", new PageLocatorOptions { HasText = "Åke Nyanställd" })).ToBeVisibleAsync();
        await Accessibility.NoFindings(admin, "people");
        await RunningHouse.Shoot(admin, "people");
    }

    [Fact]
    public async Task The_jobs_page_shows_what_runs_comes_and_failed()
    {
        await house.FailPlan("Vårdcentrum Tierp", "Dagen finns inte.");
        var page = await house.SignIn("admin.kommun", "/jobs", theme: "dark", language: "sv");
        await Expect(page.GetByText("Nattens planering")).ToBeVisibleAsync();
        await Expect(page.GetByText("Dagen finns inte.")).ToBeVisibleAsync();
        await Accessibility.NoFindings(page, "jobs");
        await RunningHouse.Shoot(page, "jobs-dark");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Försök igen" }).PressAsync("Enter");
        await Expect(page.GetByText("Dagen finns inte.")).ToHaveCountAsync(0);
    }
}
