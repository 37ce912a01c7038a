using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MobileTeams.Browser.Tests;

/// <summary>The line between a desk and the server: cut, it is said at once with its age; back, the desk is complete, also after a restart.</summary>
public sealed partial class LineTests(RunningHouse house) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await house.Open();

    public async ValueTask DisposeAsync() => await house.CloseWindows();

    [Fact]
    public async Task A_desk_says_at_once_that_the_server_is_gone_and_comes_back_complete_when_it_is_back()
    {
        var desk = await house.OpenDesk("samordnare.osthammar");
        await RunningHouse.ShowHours(desk, 4);
        await desk.SelectOptionAsync("#grouping", "Profession");
        await Expect(desk.Locator(".lane-group")).Not.ToHaveCountAsync(0);
        var visit = desk.Locator(".lane .visit.planned[data-movable]").Last;
        var id = await visit.GetAttributeAsync("data-visit");
        await desk.Locator($".lane .visit[data-visit='{id}']").First.FocusAsync(); // that one, wherever the grouping puts it
        await desk.Keyboard.PressAsync("Enter");
        await Expect(desk.Locator("#card-title")).ToBeVisibleAsync();
        var name = await desk.Locator("#card-title").InnerTextAsync();
        await Expect(desk).ToHaveURLAsync(new Regex($"visit={id}"));

        await house.KillServer();
        await Expect(desk.Locator("html.cut-off")).ToHaveCountAsync(1);
        await Expect(desk.Locator("#components-reconnect-modal")).ToContainTextAsync(new Regex("Förbindelsen är bruten.* [0-9]+ s"));
        await RunningHouse.Shoot(desk, "line-cut");
        await house.StartServer();

        // The same day, zoom, grouping and visit, live again, without anybody touching anything.
        await Expect(desk.Locator("html.cut-off")).ToHaveCountAsync(0);
        await Expect(desk.Locator(".live:not(.lost)")).ToBeVisibleAsync();
        await Expect(desk.Locator("#card-title")).ToHaveTextAsync(name);
        await Expect(desk.Locator("#zoom")).ToHaveValueAsync("4");
        await Expect(desk.Locator("#grouping")).ToHaveValueAsync("Profession");
        await Expect(desk.Locator($".lane .visit.chosen[data-visit='{id}']")).ToHaveCountAsync(1);
        await Expect(desk.Locator("dialog[data-keys=ready]")).ToHaveCountAsync(1);
        await desk.Keyboard.PressAsync("Control+k");
        await Expect(desk.Locator("#commands li").First).ToBeVisibleAsync();
    }
}
