using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MobileTeams.Browser.Tests;

/// <summary>Somebody in a hurry clicks before the page has drawn what was asked last.</summary>
public sealed partial class HasteTests(RunningHouse house) : IAsyncLifetime
{
    private static readonly int[] Pauses = [0, 60, 150, 300, 500, 0];

    public async ValueTask InitializeAsync() => await house.Open();

    public async ValueTask DisposeAsync() => await house.CloseWindows();

    [Fact]
    public async Task Days_can_be_leafed_through_faster_than_the_map_draws_them()
    {
        var desk = await house.OpenDesk("samordnare.tierp");
        foreach (var pause in Pauses)
        {
            await desk.ClickAsync("a[title='Nästa dag']");
            await Task.Delay(pause);
            await desk.ClickAsync("a[title='Föregående dag']");
            await Task.Delay(pause);
        }

        // Whichever day that came to, it is the one in the address; from there to tomorrow step by step.
        await desk.WaitForFunctionAsync("() => { const day = /(\\d\\d)\\?/.exec(location.href); return day && document.querySelector('h1').textContent.includes(` ${Number(day[1])} `); }");
        for (var day = await DayOf(desk); day != 25; day += Math.Sign(25 - day))
        {
            await desk.ClickAsync(day < 25 ? "a[title='Nästa dag']" : "a[title='Föregående dag']");
            await Expect(desk.Locator("h1")).ToHaveTextAsync(new Regex($" {day + Math.Sign(25 - day)} november"));
        }

        await Expect(desk.Locator(".map-canvas")).ToHaveAttributeAsync("data-shown", new Regex("/2026-11-25/"));

        // One desk all the time: an open call stays, and keys are heard once.
        await desk.EvaluateAsync("() => { document.querySelector('.map-canvas').dataset.same = 'yes'; }");
        await desk.ClickAsync(".urgent-call");
        await Expect(desk.Locator("#call-title")).ToBeVisibleAsync();
        await desk.ClickAsync("a[title='Föregående dag']");
        await Expect(desk.Locator("h1")).ToHaveTextAsync(new Regex("24 november"));
        await Expect(desk.Locator("#call-title")).ToBeVisibleAsync();
        await Expect(desk.Locator(".map-canvas")).ToHaveAttributeAsync("data-same", "yes");
        await Expect(desk.Locator(".map-canvas")).ToHaveAttributeAsync("data-shown", new Regex("/2026-11-24/"));

        // Back in the browser is the day before that.
        await desk.GoBackAsync();
        await Expect(desk.Locator("h1")).ToHaveTextAsync(new Regex("25 november"));
    }

    [Fact]
    public async Task The_desk_can_be_left_and_entered_again_before_it_is_drawn()
    {
        var desk = await house.OpenDesk("samordnare.tierp");
        foreach (var pause in Pauses)
        {
            await desk.ClickAsync("a[href^='/handover']");
            await Expect(desk.Locator(".desk")).ToHaveCountAsync(0);
            await Task.Delay(pause);
            await desk.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "MobileTeams", Exact = true }).ClickAsync();
            await desk.WaitForSelectorAsync(".desk");
            await Task.Delay(pause);
        }

        await Expect(desk.Locator(".lane").First).ToBeVisibleAsync();
        await Expect(desk.Locator(".map-canvas")).ToHaveAttributeAsync("data-shown", new Regex("/2026-11-24/"));
        await desk.Keyboard.PressAsync("Control+k");
        await Expect(desk.Locator("dialog.palette")).ToBeVisibleAsync();
    }

    private static async Task<int> DayOf(IPage desk) => int.Parse(Day().Match(await desk.Locator("h1").InnerTextAsync()).Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\d+")]
    private static partial Regex Day();
}
