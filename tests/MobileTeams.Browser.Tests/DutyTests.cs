using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MobileTeams.Browser.Tests;

/// <summary>What a desk keeps in mind for others: who is told, who is called again, beds, and the handover to the next shift.</summary>
public sealed class DutyTests(RunningHouse house) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await house.Open();

    public async ValueTask DisposeAsync() => await house.CloseWindows();

    /// <summary>Story 9: a delay becomes calls to those who must hear it from a person, until each is ticked off or the delay is taken back.</summary>
    [Fact]
    public async Task A_late_team_leaves_calls_to_make_and_each_is_ticked_off_at_every_desk()
    {
        var (one, other) = (await house.OpenDesk("samordnare.osthammar"), await house.OpenDesk("teamledare.osthammar"));
        await one.ClickAsync("#disturbance");
        await one.ClickAsync("text=Teamet är försenat");
        var (team, due) = await house.FindTeamToCall("Vårdcentrum Östhammar");
        Assert.True(due > 3, $"{due} calls are due.");
        await one.SelectOptionAsync("#late", "60");
        await one.SelectOptionAsync("#team", $"{team}");
        await Expect(one.Locator("#breaks")).ToContainTextAsync(new Regex("löfte"));
        await Expect(one.Locator("#enter")).ToBeEnabledAsync();
        await one.ClickAsync("#enter");
        await Expect(one.Locator("#repair")).ToBeVisibleAsync();
        await one.ClickAsync("text=Låt vara");
        var calls = one.Locator("#to-tell li");
        await Expect(calls.First).ToBeVisibleAsync();
        await Expect(other.Locator("#to-tell .count")).ToHaveTextAsync(await one.Locator("#to-tell .count").InnerTextAsync());
        await RunningHouse.Shoot(one, "to-tell");
        await Accessibility.NoFindings(one, "to tell");
        await Expect(calls).ToHaveCountAsync(3); // the rest is one press away, and does not hide the queue
        await one.ClickAsync("#tell-all");
        await other.ClickAsync("#tell-all");
        await Expect(one.Locator("#tell-all")).ToHaveCountAsync(0);
        await Expect(other.Locator("#tell-all")).ToHaveCountAsync(0);
        var before = await calls.CountAsync();
        await one.Locator("#to-tell li button.plain").First.ClickAsync();
        await Expect(calls).ToHaveCountAsync(before - 1);
        await Expect(other.Locator("#to-tell li")).ToHaveCountAsync(before - 1);
    }

    /// <summary>Story 7 at the desk, and two people in one case: each sees that the other is there and what is written.</summary>
    [Fact]
    public async Task Two_desks_write_in_one_call_and_it_ends_with_a_near_care_bed()
    {
        var (one, other) = (await house.OpenDesk("samordnare.tierp"), await house.OpenDesk("teamledare.tierp"));
        await one.ClickAsync(".urgent-call");
        await one.FillAsync("#who", await house.FindPatientName("Vårdcentrum Tierp"));
        await one.Locator(".found button").First.ClickAsync();
        await one.FillAsync("#caller", "Grannen");
        await one.FillAsync("#s", "Yr sedan i går");
        var ticket = other.Locator(".call-ticket", new PageLocatorOptions { HasText = "Yr sedan i går" });
        await Expect(ticket).ToBeVisibleAsync();
        await ticket.ClickAsync();
        await Expect(other.Locator("#b")).ToBeVisibleAsync();
        await Expect(one.Locator(".also-here")).ToBeVisibleAsync();
        await other.FocusAsync("#b");
        await Expect(one.Locator("label[for='b'] .writer")).ToBeVisibleAsync();
        await other.FillAsync("#b", "Diabetes");
        await one.FillAsync("#a", "Klar, blek");
        await Expect(one.Locator("#b")).ToHaveValueAsync("Diabetes");
        await Expect(other.Locator("#a")).ToHaveValueAsync("Klar, blek");
        await RunningHouse.Shoot(one, "call-two-desks");
        await Accessibility.NoFindings(one, "call of two desks");

        await one.ClickAsync("#call-end >> text=Närvårdsplats");
        await Expect(one.Locator("#take-bed")).ToBeEnabledAsync();
        await RunningHouse.Shoot(one, "call-bed");
        await one.ClickAsync("#take-bed");
        await Expect(ticket).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_shift_is_signed_over_and_taken_over_line_by_line()
    {
        var leaving = await house.SignIn("samordnare.tierp", "/handover");
        await leaving.FillAsync("#message", "Bil 3 är på verkstad");
        await Expect(leaving.Locator("#post")).ToBeEnabledAsync();
        await leaving.ClickAsync("#post");
        await Expect(leaving.Locator(".plain-list")).ToContainTextAsync("Bil 3 är på verkstad");
        await Expect(leaving.Locator("#open-now li").First).ToBeVisibleAsync();
        await leaving.ClickAsync("#sign");
        await Expect(leaving.Locator("#take-over li").First).ToBeVisibleAsync();

        // Nobody takes over from themselves.
        await leaving.Locator("#take-over li.open button").First.ClickAsync();
        await Expect(leaving.Locator(".alarm")).ToContainTextAsync("Någon annan");

        foreach (var theme in new[] { "light", "dark" })
        {
            var coming = await house.SignIn("teamledare.tierp", "/handover", theme);
            await Expect(coming.Locator("#take-over li").First).ToBeVisibleAsync();
            await Accessibility.NoFindings(coming, $"handover {theme}");
            await RunningHouse.Shoot(coming, $"handover-{theme}");
            if (theme == "light") continue;
            while (await coming.Locator("#take-over li.open button").CountAsync() is var left and > 0)
            {
                await coming.Locator("#take-over li.open button").First.ClickAsync();
                if (left > 1) await Expect(coming.Locator("#take-over li.open")).ToHaveCountAsync(left - 1);
                else break;
            }

            await Expect(coming.Locator("#take-over")).ToHaveCountAsync(0);
        }

        var desk = await house.OpenDesk("teamledare.tierp");
        await Expect(desk.Locator("#messages")).ToContainTextAsync("Bil 3 är på verkstad");
        await desk.GotoAsync((await desk.Locator("#paper").GetAttributeAsync("href"))!);
        await Expect(desk.Locator(".sheet").First).ToBeVisibleAsync();
        await Accessibility.NoFindings(desk, "paper");
        await RunningHouse.Shoot(desk, "paper");
    }
}
