using System.Globalization;
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
        await Expect(desk.Locator("dialog[data-keys=ready]")).ToHaveCountAsync(1);
        await desk.Keyboard.PressAsync("Control+k");
        await Expect(desk.Locator("#command")).ToBeFocusedAsync();
        var line = $"tilldela {Regex.Match(who, "^[0-9]+").Value} ";
        await desk.Keyboard.TypeAsync(line);
        var fitting = desk.Locator("#commands li", new PageLocatorOptions { HasTextRegex = new Regex($"^\\s*{line}.*[0-9]{{2}}:[0-9]{{2}}–[0-9]{{2}}:[0-9]{{2}}", RegexOptions.Singleline) }).First;
        await fitting.ClickAsync();
        await Expect(other.Locator($".lane .visit[data-visit='{id}']").First).ToBeVisibleAsync();
        await Expect(other.Locator($".queue [data-visit='{id}']")).ToHaveCountAsync(0);
    }

    /// <summary>Story 1: breakthrough pain in the night. Two have to come, and whoever works again in the morning would lose the rest before it: the desk says so before anybody is sent.</summary>
    [Fact]
    public async Task At_ten_past_three_two_are_sent_and_nobody_loses_the_rest_before_the_morning()
    {
        await house.Open(RunningHouse.TenPastThree);
        const string centre = "Vårdcentrum Älvkarleby";
        var (login, standby) = await house.FindCrew(centre, "Beredskap");
        var (tablet, desk) = (await house.OpenTablet(login), await house.OpenDesk("jour.alvkarleby"));
        await desk.ClickAsync(".urgent-call");
        await desk.FillAsync("#who", await house.FindPatientName(centre));
        await desk.Locator(".found button").First.ClickAsync();
        await desk.FillAsync("#caller", "Hustrun");
        await desk.FillAsync("#s", "Genombrottssmärta, extra dos räckte inte");
        await desk.FillAsync("#b", "Palliativ, smärtpump");
        await desk.SelectOptionAsync("#by", new SelectOptionValue { Index = 1 });
        await Expect(desk.Locator(".classes input").First).ToBeEnabledAsync();
        await desk.Locator(".classes label", new PageLocatorOptions { HasText = "Orange" }).ClickAsync();
        await desk.Locator("#for-two").FocusAsync();
        await desk.Keyboard.PressAsync("Space");
        await Expect(desk.Locator("#for-two")).ToBeCheckedAsync();
        await desk.ClickAsync("text=Vem kan komma?");

        // Nobody goes alone. The physician on standby works again at eight: that pair says what it would cost.
        var together = desk.Locator(".candidate:not([disabled]) strong");
        await Expect(together.First).ToContainTextAsync(" + ");
        await Expect(together.Filter(new LocatorFilterOptions { HasNotText = " + " })).ToHaveCountAsync(0);
        await Expect(desk.Locator(".candidate:not([disabled])", new PageLocatorOptions { HasText = "Läkarberedskap" }).First).ToContainTextAsync("vilan bryts med");
        await desk.Locator(".candidate").First.ScrollIntoViewIfNeededAsync();
        await RunningHouse.Shoot(desk, "story-night-candidates");
        await Accessibility.NoFindings(desk, "night call for two");
        var rested = desk.Locator(".candidate:not([disabled])", new PageLocatorOptions { HasText = "Beredskap" })
            .Filter(new LocatorFilterOptions { HasText = "Natt" }).Filter(new LocatorFilterOptions { HasNotText = "vilan bryts" }).First;
        await rested.PressAsync("Enter");
        await Expect(desk.Locator(".chain-list dt").Nth(2)).Not.ToHaveTextAsync("–");
        await Expect(desk.Locator(".call")).ToContainTextAsync("Beredskap");
        await Expect(desk.Locator(".call")).ToContainTextAsync("Natt");

        // The nurse is woken, and says that she comes.
        await tablet.Locator("#alarm button").ClickAsync();
        await Expect(desk.Locator(".call")).ToContainTextAsync("Beredskap (kvitterad)");
        await RunningHouse.Shoot(desk, "story-night-acknowledged");
        await Expect(desk.Locator($".lane[data-team='{standby}'] .visit.urgent")).ToHaveCountAsync(1);
    }

    /// <summary>Story 3: insulin, and the delegation of the assistant nurse who comes ended yesterday.</summary>
    [Fact]
    public async Task Insulin_is_not_given_to_whose_delegation_ended_yesterday_and_the_desk_says_why()
    {
        const string centre = "Vårdcentrum Östhammar";
        var (date, team, lastDay) = await house.FindExpiredForInsulin(centre);
        var (desk, other) = (await house.OpenDesk("samordnare.osthammar"), await house.OpenDesk("teamledare.osthammar"));
        await Go(desk, date);
        await desk.Locator(".lane, .empty.page button").First.WaitForAsync();
        if (await desk.Locator(".empty.page button").CountAsync() > 0) await desk.ClickAsync(".empty.page button");
        await Expect(desk.Locator(".queue .ticket[data-visit]").First).ToBeVisibleAsync();
        var visit = await house.FindInsulinVisit(centre, date);
        await desk.Locator($".queue .ticket[data-visit='{visit}']").ClickAsync();
        await Expect(desk.Locator(".card .task", new PageLocatorOptions { HasText = "Insulin" }).First).ToBeVisibleAsync();
        var all = desk.GetByRole(AriaRole.Button, new PageGetByRoleOptions { NameRegex = new Regex("^Visa alla [0-9]+$") }).Last;
        await all.ClickAsync();

        // She is there, cannot be chosen, and the reason is the delegation with its last day.
        var hers = desk.Locator(".candidate", new PageLocatorOptions { Has = desk.Locator("strong", new PageLocatorOptions { HasTextRegex = new Regex($"^{team}$") }) });
        await Expect(hers).ToBeDisabledAsync();
        await Expect(hers).ToContainTextAsync($"Delegering insulin gick ut {lastDay}");
        await hers.ScrollIntoViewIfNeededAsync();
        await RunningHouse.Shoot(desk, "story-insulin");

        // The line says the same and does nothing.
        var number = Regex.Match(await desk.Locator(".card .card-head p").InnerTextAsync(), "[0-9]+").Value;
        await Line(desk, $"tilldela {number} {team}");
        await Expect(desk.Locator("#commands li").First).ToContainTextAsync(new Regex($"elegering insulin gick ut {lastDay}"));
        await desk.Keyboard.PressAsync("Escape");
        await Expect(desk.Locator($".lane .visit[data-visit='{visit}']")).ToHaveCountAsync(0);

        // Somebody else may: both desks see it there.
        await Go(other, date);
        await desk.Locator(".candidate:not([disabled])").First.ClickAsync();
        await Expect(other.Locator($".lane .visit[data-visit='{visit}']").First).ToBeVisibleAsync();
        await Expect(other.Locator($".queue [data-visit='{visit}']")).ToHaveCountAsync(0);
    }

    /// <summary>Story 5: an urgent call about somebody with a protected identity.</summary>
    [Fact]
    public async Task A_protected_patient_calls_and_only_the_named_learn_who_and_where()
    {
        var guarded = await house.FindProtectedVisit("Vårdcentrum Tierp");
        var (one, other, tablet) = (await house.OpenDesk("jour.tierp"), await house.OpenDesk("samordnare.tierp"), await house.OpenTablet(guarded.NamedLogin));
        var found = new List<string>();
        foreach (var page in new[] { one, other }) page.Response += async (_, answer) =>
        {
            if (answer.Url.Contains("/map?", StringComparison.Ordinal)) found.Add(await answer.TextAsync());
        };

        // On the board there is a visit, and no name; not even searching tells who.
        await one.Locator($".visit[data-visit='{guarded.Visit}']").First.ClickAsync();
        await Expect(one.Locator("#card-title")).ToHaveTextAsync("Skyddade personuppgifter");
        await Expect(one.Locator("#call-about")).ToHaveCountAsync(0);

        // Danger to life: opened with a reason, which is in the log before anything is shown.
        await one.ClickAsync(".card a[href^='/emergency']");
        await Expect(one.GetByText("Uppgifterna är stängda för dig.")).ToBeVisibleAsync();
        await one.GetByLabel("Fara för liv").CheckAsync();
        await one.FillAsync("#reason", "Larm, svarar inte i telefon");
        await one.FillAsync("#again", RunningHouse.Password);
        await one.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Öppna i en timme" }).ClickAsync();
        await Expect(one.Locator("#card-title")).ToHaveTextAsync($"{guarded.GivenName} {guarded.FamilyName}");
        await one.GotoAsync("/");
        await one.Locator($".visit[data-visit='{guarded.Visit}']").First.ClickAsync();
        await one.ClickAsync("#call-about");
        await Expect(one.Locator(".call .matters")).ToBeVisibleAsync();
        await one.FillAsync("#caller", guarded.GivenName);
        await one.FillAsync("#s", "Larm från trygghetstelefonen");
        await one.SelectOptionAsync("#by", new SelectOptionValue { Index = 1 });
        await Expect(one.Locator(".classes input").First).ToBeEnabledAsync();
        await one.Locator(".classes label", new PageLocatorOptions { HasText = "Orange" }).ClickAsync();
        await one.ClickAsync("text=Vem kan komma?");

        // Only teams of named people may go.
        await Expect(one.Locator(".candidate[disabled]").First).ToContainTextAsync("skyddad");
        await RunningHouse.Shoot(one, "story-protected-desk");
        await one.Locator(".candidate:not([disabled])", new PageLocatorOptions { HasTextRegex = new Regex($"^{guarded.NamedTeam} · ") }).First.ClickAsync();
        await Expect(one.Locator(".chain-list dt").Nth(2)).Not.ToHaveTextAsync("–");

        // The named nurse learns who and where, once nobody looks over her shoulder.
        await tablet.Locator("#alarm button").ClickAsync();
        await Expect(tablet.GetByText("Dold tills du visar namnet.")).ToBeVisibleAsync();
        await Expect(tablet.GetByText(guarded.FamilyName)).ToHaveCountAsync(0);
        await tablet.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Visa namn" }).ClickAsync();
        await Expect(tablet.GetByText(guarded.FamilyName).First).ToBeVisibleAsync();

        // The other desk sees that there is a call, its class and who goes; nothing of who calls.
        var ticket = other.Locator(".call-ticket").First;
        await Expect(ticket).ToContainTextAsync("Skyddade personuppgifter");
        await ticket.ClickAsync();
        await Expect(other.Locator("#call-title")).ToContainTextAsync("Skyddade personuppgifter");
        await Expect(other.Locator(".call")).ToContainTextAsync("Visas bara för namngiven personal.");
        await Expect(other.Locator(".call")).ToContainTextAsync(guarded.NamedTeam);
        await Expect(other.Locator("#s, #who, #caller")).ToHaveCountAsync(0);
        await RunningHouse.Shoot(other, "story-protected-other");
        await Accessibility.NoFindings(other, "a call that is closed");
        var shown = await other.ContentAsync();
        foreach (var secret in new[] { guarded.FamilyName, guarded.Address, guarded.Number, "trygghetstelefonen" }) Assert.DoesNotContain(secret, shown, StringComparison.OrdinalIgnoreCase);

        // On no map, not even that of whoever opened it.
        Assert.NotEmpty(found);
        Assert.All(found, map =>
        {
            Assert.DoesNotContain(guarded.FamilyName, map, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain($"{guarded.Visit}", map, StringComparison.OrdinalIgnoreCase);
        });

        // The auditor finds the opening with its reason.
        var log = await house.SignIn("granskare.kommun", "/access-log");
        await log.GetByLabel("Bara nödöppningar").CheckAsync();
        await log.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Visa", Exact = true }).First.ClickAsync();
        await Expect(log.Locator("tr.emergency", new PageLocatorOptions { HasText = "Larm, svarar inte i telefon" }).First).ToBeVisibleAsync();
    }

    /// <summary>Story 8: forty minutes without a network.</summary>
    [Fact]
    public async Task After_forty_minutes_without_a_network_everything_arrives_at_the_desk_in_its_order()
    {
        var (login, team) = await house.FindNurse("Vårdcentrum Östhammar");
        var (tablet, desk) = (await house.OpenTablet(login), await house.OpenDesk("samordnare.osthammar"));
        await Expect(desk.Locator($".lane[data-team='{team}']")).ToBeVisibleAsync();
        var began = house.ServerNow;
        var before = (await house.ListReports(login)).Count;
        await tablet.Context.SetOfflineAsync(true);

        // She goes on: by her own clock a step every few minutes, until a visit is done.
        var minutes = 0;
        var pressed = new List<string>();
        for (var done = false; !done && pressed.Count < 8;)
        {
            var button = tablet.Locator(".primary.next:not([aria-disabled=true])");
            var deed = await button.InnerTextAsync();
            minutes += 4;
            await tablet.Clock.SetSystemTimeAsync(began.AddMinutes(minutes).UtcDateTime);
            await button.ClickAsync();
            pressed.Add(deed);
            done = pressed.Count > 2 && deed.StartsWith("Klar", StringComparison.Ordinal);
        }

        await Expect(tablet.GetByText(new Regex($"{pressed.Count} ej skickade")).First).ToBeVisibleAsync();
        await RunningHouse.Shoot(tablet, "story-offline-tablet");
        Assert.Equal(before, (await house.ListReports(login)).Count);

        // The server was gone as well; forty minutes later both are back.
        await house.ComeBackLater(TimeSpan.FromMinutes(40));
        await Expect(desk.Locator(".live:not(.lost)")).ToBeVisibleAsync();
        await tablet.Clock.SetSystemTimeAsync(house.ServerNow.UtcDateTime);
        await tablet.Context.SetOfflineAsync(false);
        await Expect(tablet.GetByText("Allt skickat").First).ToBeVisibleAsync();
        var last = await house.FindDone(team, login);
        await Expect(desk.Locator($".lane[data-team='{team}'] .visit.done[data-visit='{last}']")).ToHaveCountAsync(1);
        await RunningHouse.Shoot(desk, "story-offline-desk");

        // Each once, in the order in which it was done, with the time at which it was done and that at which it was known.
        var reports = (await house.ListReports(login)).Skip(before).ToList();
        Assert.Equal(pressed.Count, reports.Count);
        Assert.Equal(reports.OrderBy(report => report.At), reports);
        Assert.All(reports.Zip(Enumerable.Range(1, reports.Count)), one => Assert.InRange(one.First.At, began.AddMinutes(4 * one.Second).AddSeconds(-1), began.AddMinutes(4 * one.Second).AddMinutes(2)));
        Assert.All(reports, report => Assert.True(report.Received >= began.AddMinutes(40)));
    }

    private static async Task Go(IPage desk, string date)
    {
        await Line(desk, $"gå {date}");
        await desk.Keyboard.PressAsync("Enter");
        var day = DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture).ToString("d MMMM", CultureInfo.GetCultureInfo("sv"));
        await Expect(desk.Locator("h1")).ToHaveTextAsync(new Regex($" {day}$"));
    }

    private static async Task Line(IPage desk, string line)
    {
        await Expect(desk.Locator("dialog[data-keys=ready]")).ToHaveCountAsync(1);
        await desk.Keyboard.PressAsync("Control+k");
        await desk.FillAsync("#command", line);
        await Expect(desk.Locator("#commands li").First).ToBeVisibleAsync();
    }
}
