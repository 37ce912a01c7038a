using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MobileTeams.Browser.Tests;

/// <summary>The database is away for a while, as when it is restarted: a desk says what was not done, loses nothing and goes on.</summary>
public sealed class DatabaseAwayTests(RunningHouse house) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await house.Open();

    public async ValueTask DisposeAsync()
    {
        await house.StartDatabase();
        await house.CloseWindows();
    }

    [Fact]
    public async Task A_desk_survives_an_outage_and_does_afterwards_what_could_not_be_done()
    {
        var desk = await house.OpenDesk("samordnare.tierp");
        var visit = desk.Locator(".visit.planned:not(.together)").Last;
        var id = await visit.GetAttributeAsync("data-visit");
        await visit.FocusAsync();
        await desk.Keyboard.PressAsync("Enter");
        await Expect(desk.Locator("#card-title")).ToBeVisibleAsync();
        await desk.Locator(".candidate").First.WaitForAsync();
        await house.StopDatabase();

        // A deed that was not done is said, and the visit stands where it stood.
        await desk.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Ta bort från team" }).PressAsync("Enter");
        await Expect(desk.Locator("#outage")).ToContainTextAsync("inte gjort");
        await Expect(desk.Locator($".lane .visit[data-visit='{id}']")).ToHaveCountAsync(1);
        await RunningHouse.Shoot(desk, "desk-database-away");
        await Accessibility.NoFindings(desk, "database away");

        // Nor does a call that cannot be opened, or another day, take the desk with it.
        await desk.ClickAsync(".urgent-call");
        await Expect(desk.Locator(".desk-right .shelter")).ToContainTextAsync("på papper");
        await Expect(desk.Locator($".lane .visit[data-visit='{id}']")).ToHaveCountAsync(1);
        await RunningHouse.Shoot(desk, "desk-call-without-database");

        await house.StartDatabase();
        await Expect(desk.Locator("#call-title")).ToBeVisibleAsync();
        await Expect(desk.Locator(".desk.stale")).ToHaveCountAsync(0);
        await desk.Locator($".lane .visit[data-visit='{id}']").FocusAsync();
        await desk.Keyboard.PressAsync("Enter");
        await desk.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Ta bort från team" }).PressAsync("Enter");
        await Expect(desk.Locator($".queue [data-visit='{id}']")).ToBeVisibleAsync();
        await Expect(desk.Locator("#outage")).ToHaveCountAsync(0);
    }
}
