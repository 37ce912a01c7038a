using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MobileTeams.Browser.Tests;

/// <summary>A nurse sets out and her tablet says where it is: the desk expects her by that, and again when she has come another way, without anybody reloading anything.</summary>
public sealed partial class ApproachTests(RunningHouse house) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await house.Open();

    public async ValueTask DisposeAsync() => await house.CloseWindows();

    [Fact]
    public async Task A_moved_position_changes_the_arrival_at_the_desk()
    {
        var (login, team) = await house.FindNurse("Vårdcentrum Älvkarleby", isSoonest: true);
        var tablet = await house.OpenTablet(login);
        var desk = await house.OpenDesk("jour.alvkarleby");
        await Expect(desk.Locator($".lane[data-team='{team}']")).ToBeVisibleAsync();
        await tablet.Context.GrantPermissionsAsync(["geolocation"]);

        // In the centre of Skutskär, in the middle of the team's county.
        await tablet.Context.SetGeolocationAsync(new Geolocation { Longitude = 17.41f, Latitude = 60.63f, Accuracy = 10 });
        await SetOut(tablet);
        var approach = desk.Locator($".lane [data-approach='{team}']");
        await Expect(approach).ToContainTextAsync("enligt surfplattans plats", Soon);
        var first = TimeOnly.Parse(Clock().Match(await approach.InnerTextAsync()).Value, CultureInfo.InvariantCulture);
        await RunningHouse.Shoot(desk, "desk-approach");

        // Half a minute later she is found 50 km to the south: from there it takes a quarter of an hour more at least, whatever else moves it meanwhile.
        await tablet.Context.SetGeolocationAsync(new Geolocation { Longitude = 17.70f, Latitude = 60.15f, Accuracy = 10 });
        await desk.WaitForFunctionAsync(
            "([team, later]) => document.querySelector(`.lane [data-approach='${team}'] time`)?.textContent >= later",
            new[] { $"{team}", first.AddMinutes(15).ToString("HH:mm", CultureInfo.InvariantCulture) },
            new PageWaitForFunctionOptions { Timeout = 120_000, PollingInterval = 500 });
        await RunningHouse.Shoot(desk, "desk-approach-later");
        await Accessibility.NoFindings(desk, "approach");
    }

    private static readonly LocatorAssertionsToContainTextOptions Soon = new() { Timeout = 90_000 };

    /// <summary>The big button until the nurse has said that she is on her way; a visit that she is at is ended first.</summary>
    private static async Task SetOut(IPage tablet)
    {
        var deeds = new List<string>();
        for (var step = 0; step < 10; step++)
        {
            deeds.Add(await RunningHouse.Press(tablet));
            if (deeds[^1].StartsWith("På väg", StringComparison.Ordinal)) return;
        }

        Assert.Fail($"The big button never said that one sets out: {string.Join(" | ", deeds)}");
    }

    [GeneratedRegex(@"\d\d:\d\d")]
    private static partial Regex Clock();
}
