using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MobileTeams.Browser.Tests;

/// <summary>What goes wrong with a day, at the desk: what it breaks, the repair, and who is sought.</summary>
public sealed class DisturbanceTests(RunningHouse house) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await house.Open();

    public async ValueTask DisposeAsync() => await house.CloseWindows();

    /// <summary>Story 2: two people call in sick in the morning.</summary>
    [Fact]
    public async Task Two_sick_calls_are_entered_and_mended_and_the_other_desk_sees_it()
    {
        var (one, other) = (await house.OpenDesk("samordnare.tierp"), await house.OpenDesk("teamledare.tierp"));
        for (var call = 0; call < 2; call++)
        {
            await one.ClickAsync("#disturbance");
            await one.ClickAsync("text=Sjukanmälan");
            var names = one.Locator("#who option:not([value=''])");
            await Expect(names.First).ToBeAttachedAsync();

            // The first whose absence takes something away from somebody.
            for (var index = 1; ; index++)
            {
                await one.SelectOptionAsync("#who", new SelectOptionValue { Index = index });
                await Expect(one.Locator("#enter")).ToBeEnabledAsync();
                await Expect(one.Locator("#breaks")).ToBeVisibleAsync();
                if (await one.Locator("#breaks", new PageLocatorOptions { HasTextRegex = new Regex("utan team") }).CountAsync() > 0) break;
            }

            await RunningHouse.Shoot(one, "disturbance-sick-call");
            if (call == 0) await Accessibility.NoFindings(one, "disturbance");
            await one.ClickAsync("#enter");
            await Expect(one.Locator("#repair")).ToBeVisibleAsync();
            await RunningHouse.Shoot(one, "disturbance-repair");
            if (call == 0) await Accessibility.NoFindings(one, "repair");
            await Expect(one.Locator("#accept")).ToBeEnabledAsync();
            await one.ClickAsync("#accept");
            await Expect(one.Locator("#disturbance-title")).ToHaveCountAsync(0);
        }

        Assert.Equal(2, await house.CountEvents("PersonLeft"));
        var waiting = $"{await house.CountUnassigned("Vårdcentrum Tierp")}";
        foreach (var desk in new[] { one, other }) await Expect(Unassigned(desk)).ToHaveTextAsync(waiting);

        // Both are back; the plan is mended again.
        await one.ClickAsync("#disturbance");
        await Expect(one.Locator(".closure").First).ToBeVisibleAsync();
        while (await one.Locator(".closure button").CountAsync() is var away and > 0)
        {
            await one.Locator(".closure button").First.ClickAsync();
            await Expect(one.Locator(".closure button")).ToHaveCountAsync(away - 1);
            await Expect(one.Locator("#look-again")).ToBeEnabledAsync(); // the repair is of the day as it is now
        }

        await Expect(one.Locator("#repair")).ToBeVisibleAsync();
        if (await one.Locator("#accept").CountAsync() > 0) await one.ClickAsync("#accept");
        else await one.ClickAsync("text=Låt vara");
        await Expect(one.Locator("#disturbance-title")).ToHaveCountAsync(0);
    }

    private static ILocator Unassigned(IPage desk) => desk.Locator(".stat", new PageLocatorOptions { HasText = "Ej tilldelade" }).Locator("strong");

    /// <summary>Story 4: a patient does not open.</summary>
    [Fact]
    public async Task When_nobody_opens_the_routine_is_followed_step_by_step_at_the_desk()
    {
        var (login, _) = await house.FindNurse("Vårdcentrum Älvkarleby");
        var tablet = await house.OpenTablet(login);
        var desk = await house.OpenDesk("samordnare.alvkarleby");
        var deeds = new List<string>();
        while (deeds.Count < 5 && !deeds.Exists(deed => deed.StartsWith("Framme", StringComparison.Ordinal))) deeds.Add(await RunningHouse.Press(tablet));
        Assert.StartsWith("Framme", deeds[^1], StringComparison.Ordinal);

        await tablet.Locator("li.row.is-current a").ClickAsync();
        await tablet.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Öppnar inte" }).ClickAsync();

        // 0.7 s under the finger, or two presses of a key.
        var hold = tablet.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Håll för att bekräfta" });
        await hold.PressAsync("Enter");
        await tablet.Locator(".hold").PressAsync("Enter");

        var sought = desk.Locator("#sought .ticket");
        await Expect(sought).ToContainTextAsync("Ring på, ring upp");
        await sought.ClickAsync();
        await Expect(desk.Locator("#search-routine")).ToBeVisibleAsync();
        await desk.FillAsync("#search-outcome", "Släckt, ingen svarar i telefon");
        await Expect(desk.Locator("#search-done")).ToBeEnabledAsync();
        await desk.ClickAsync("#search-done");
        await Expect(desk.Locator(".search li.done")).ToContainTextAsync("Släckt, ingen svarar i telefon");
        await Expect(desk.Locator(".search li.next")).ToContainTextAsync("Ring närstående");
        await Expect(sought).ToContainTextAsync("Ring närstående");
        await RunningHouse.Shoot(desk, "nobody-opens");
        await Accessibility.NoFindings(desk, "nobody opens");

        // The daughter had the key.
        await desk.ClickAsync("#search-found");
        await Expect(desk.Locator("#sought")).ToHaveCountAsync(0);
        await Expect(desk.Locator("#search-routine")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_patient_at_the_hospital_leaves_the_plan_and_comes_back_to_it()
    {
        var desk = await house.OpenDesk("samordnare.osthammar");
        await desk.ClickAsync("#disturbance");
        await desk.ClickAsync("text=Patienten är inte hemma");
        await desk.SelectOptionAsync("#patient", new SelectOptionValue { Index = 1 });
        await Expect(desk.Locator("#enter")).ToBeEnabledAsync();

        // Nothing said about why: said in words, nothing done.
        await desk.ClickAsync("#enter");
        await Expect(desk.Locator(".card .alarm")).ToContainTextAsync("minst två tecken");
        await desk.FillAsync("#why-away", "Inlagd på Akademiska");
        await desk.ClickAsync("#enter");
        await Expect(desk.Locator("#repair")).ToBeVisibleAsync();
        await Expect(desk.Locator(".closure")).ToContainTextAsync("Inlagd på Akademiska");
        await RunningHouse.Shoot(desk, "patient-away");
        await desk.Locator(".closure button", new PageLocatorOptions { HasText = "Hemma igen" }).ClickAsync();
        await Expect(desk.Locator(".closure")).ToHaveCountAsync(0);
    }
}
