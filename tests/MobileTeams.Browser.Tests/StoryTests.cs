using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MobileTeams.Browser.Tests;

/// <summary>Stories of a day at the desk, each from beginning to end.</summary>
public sealed class StoryTests(RunningHouse house) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await house.Open();

    public async ValueTask DisposeAsync() => await house.CloseWindows();

    [Fact]
    public async Task Somebody_is_discharged_in_the_afternoon_with_a_plan_and_a_deadline()
    {
        var (desk, other) = (await house.OpenDesk("samordnare.alvkarleby"), await house.OpenDesk("teamledare.alvkarleby"));
        await desk.ClickAsync("#new-request");
        await desk.FillAsync("#request-who", await house.FindPatientName("Vårdcentrum Älvkarleby"));
        await desk.Locator(".found button").First.ClickAsync();
        await desk.SelectOptionAsync("#request-source", "HospitalDischarge");
        await desk.FillAsync("#request-from", "avdelning 30B");
        await desk.GetByLabel("Tillsyn").CheckAsync();
        await desk.FillAsync("#request-text", "Första besöket hemma enligt SIP");
        await desk.FillAsync("#request-earliest", "13:00");
        await desk.FillAsync("#request-latest", "17:00");
        await desk.FillAsync("#request-deadline", "15:30");
        await Accessibility.NoFindings(desk, "request");
        await RunningHouse.Shoot(desk, "request");
        await desk.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Lägg i kön" }).ClickAsync();

        // It waits at both desks, with who asked, the deadline, and where it fits or what it takes.
        foreach (var page in new[] { desk, other })
        {
            var ticket = page.Locator(".queue-item", new PageLocatorOptions { HasText = "avdelning 30B" });
            await Expect(ticket).ToContainTextAsync("måste ha börjat 15:30");
            await Expect(ticket.Locator("time")).ToHaveTextAsync("15:30");
            await Expect(ticket.Locator(".why")).ToHaveTextAsync(new Regex("^(Ryms hos|Närmast) "));
        }

        // Who asked is pressed, and only such are left.
        await desk.Locator(".chip", new PageLocatorOptions { HasText = "Utskrivning" }).First.ClickAsync();
        await Expect(desk.Locator(".queue-filter")).ToContainTextAsync("Utskrivning från sjukhus");
        await Expect(desk.Locator(".queue-item:not(:has-text('Utskrivning'))")).ToHaveCountAsync(0);
        await RunningHouse.Shoot(desk, "queue-filtered");
        await Accessibility.NoFindings(desk, "queue");

        // By number and one line to a team that can.
        var id = await desk.Locator(".queue-item .ticket", new PageLocatorOptions { HasText = "avdelning 30B" }).GetAttributeAsync("data-visit");
        var who = await desk.Locator($".ticket[data-visit='{id}'] .ticket-who").First.InnerTextAsync();
        await Expect(desk.Locator("html[data-keys=ready]")).ToHaveCountAsync(1);
        await desk.Keyboard.PressAsync("Control+k");
        await Expect(desk.Locator("#command")).ToBeFocusedAsync();
        var line = $"tilldela {Regex.Match(who, "^[0-9]+").Value} ";
        await desk.Keyboard.TypeAsync(line);
        var fitting = desk.Locator("#commands li", new PageLocatorOptions { HasTextRegex = new Regex($"^\\s*{line}.*[0-9]{{2}}:[0-9]{{2}}–[0-9]{{2}}:[0-9]{{2}}", RegexOptions.Singleline) }).First;
        await fitting.ClickAsync();
        await Expect(other.Locator($".lane .visit[data-visit='{id}']").First).ToBeVisibleAsync();
        await Expect(other.Locator($".queue [data-visit='{id}']")).ToHaveCountAsync(0);
    }
}
