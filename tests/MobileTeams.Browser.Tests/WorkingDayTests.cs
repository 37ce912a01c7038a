using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MobileTeams.Browser.Tests;

/// <summary>A working day, walked through as people would: desk, tablet, cellar without a signal, urgent call.</summary>
public sealed partial class WorkingDayTests(RunningHouse house) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await house.Open();

    public async ValueTask DisposeAsync() => await house.CloseWindows();

    [Fact]
    public async Task A_dispatcher_plans_tomorrow_watches_compares_and_publishes()
    {
        var desk = await house.OpenDesk("samordnare.tierp");
        await Expect(desk.Locator(".lane").First).ToBeVisibleAsync();
        await Expect(desk.Locator(".visit").First).ToBeVisibleAsync();
        await desk.WaitForSelectorAsync(".map-canvas[data-shown]");
        await RunningHouse.Shoot(desk, "desk-today");

        await desk.ClickAsync("a[title='Nästa dag']");
        await Expect(desk.Locator("h1")).ToContainTextAsync("25 november", new LocatorAssertionsToContainTextOptions { IgnoreCase = true });
        await desk.ClickAsync("text=Planera…");
        // The night's proposal is there already; it is thrown away for a fresh one.
        await Expect(desk.Locator("#plan-title")).ToBeVisibleAsync();
        await desk.ClickAsync("text=Kasta förslaget");
        await desk.SelectOptionAsync("#seconds", "10");
        await desk.ClickAsync(".card .deeds button.primary");
        await Expect(desk.Locator("progress")).ToBeVisibleAsync();
        await RunningHouse.Shoot(desk, "plan-progress");

        await Expect(desk.Locator("text=Inget är ändrat förrän du publicerar.")).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 120_000 });
        await RunningHouse.Shoot(desk, "plan-compare");
        var placed = await desk.Locator("table.figures tr", new PageLocatorOptions { HasText = "Placerade" }).Locator("td").Last.InnerTextAsync();
        Assert.True(int.Parse(placed, System.Globalization.CultureInfo.InvariantCulture) > 100, $"{placed} visits placed");
        await desk.ClickAsync(".card summary");
        await Expect(desk.Locator("table.prices")).ToContainTextAsync("arbetstid");
        await RunningHouse.Shoot(desk, "plan-price");
        await desk.FillAsync("#why-publish", "Morgondagens plan");
        await desk.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Publicera", Exact = true }).ClickAsync();
        await Expect(desk.Locator("#plan-title")).Not.ToBeVisibleAsync();
        await Expect(desk.Locator(".lane .visit").First).ToBeVisibleAsync();
        Assert.True(await desk.Locator(".lane .visit").CountAsync() > 100);
        await RunningHouse.Shoot(desk, "desk-tomorrow-published");
        await desk.ClickAsync("text=Planera…");
        await Expect(desk.GetByText("Morgondagens plan")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Of_a_proposal_some_is_taken_by_visit_and_by_team_and_the_rest_is_left()
    {
        var desk = await house.OpenDesk("samordnare.alvkarleby");
        await desk.ClickAsync("a[title='Nästa dag']");
        await Expect(desk.Locator("h1")).ToContainTextAsync("25 november", new LocatorAssertionsToContainTextOptions { IgnoreCase = true });
        await desk.ClickAsync("text=Planera…");
        await Expect(desk.Locator(".plan-teams li[data-team]").First).ToBeVisibleAsync();
        await Expect(desk.Locator("#plan-figures")).ToContainTextAsync("Möten med nya ansikten");
        var teams = desk.Locator(".plan-teams > li:has(details)");
        Assert.True(await teams.CountAsync() > 1);

        // Nothing, then one team, then without its first visit.
        await desk.Locator("#take-none").PressAsync("Enter");
        await Expect(desk.Locator("#publish")).ToBeDisabledAsync();
        await Expect(Placed(desk)).ToHaveTextAsync("0");
        var team = teams.First;
        var box = team.Locator("> label input");
        await box.FocusAsync();
        await desk.Keyboard.PressAsync("Space");
        await Expect(box).ToBeCheckedAsync();
        await Expect(Placed(desk)).Not.ToHaveTextAsync("0");
        await team.Locator("summary").PressAsync("Enter");
        var visits = team.Locator("details li");
        var offered = await visits.CountAsync();
        var left = visits.First;
        var leftId = await left.GetAttributeAsync("data-visit");
        await left.Locator("input").FocusAsync();
        await desk.Keyboard.PressAsync("Space");
        await Expect(left).ToContainTextAsync("Ändras inte");
        await Expect(box).Not.ToBeCheckedAsync();
        await Expect(visits.Nth(1)).ToContainTextAsync("Lovas");
        await RunningHouse.Shoot(desk, "plan-some");
        foreach (var theme in new[] { "light", "dark", "night" })
        {
            await desk.EvaluateAsync("theme => { document.documentElement.dataset.theme = theme; }", theme);
            await Accessibility.NoFindings(desk, $"plan, some taken, {theme}");
        }

        await desk.FillAsync("#why-publish", "Bara ett team, till att börja med");
        await desk.Locator("#publish").PressAsync("Enter");
        await Expect(desk.Locator("#plan-title")).Not.ToBeVisibleAsync();
        await Expect(desk.Locator($".queue [data-visit='{leftId}']")).ToBeVisibleAsync();
        await Expect(desk.Locator(".lane:has(.visit)")).ToHaveCountAsync(1);
        await desk.ClickAsync("text=Planera…");
        await Expect(desk.Locator("#published-plans")).ToContainTextAsync("Bara ett team, till att börja med");
        await Expect(desk.Locator("#published-plans")).ToContainTextAsync($"{offered - 1} av ");
    }

    private static ILocator Placed(IPage desk) => desk.Locator("#plan-figures tr", new PageLocatorOptions { HasText = "Placerade" }).Locator("td").Last;

    [Fact]
    public async Task What_one_desk_moves_another_sees_without_reloading()
    {
        var (one, other) = (await house.OpenDesk("samordnare.tierp"), await house.OpenDesk("teamledare.tierp"));
        await Expect(one.Locator(".visit.planned").First).ToBeVisibleAsync();
        // The last planned visit of some lane: it is taken from its team by keyboard alone.
        var visit = one.Locator(".visit.planned:not(.together)").Last;
        var id = await visit.GetAttributeAsync("data-visit");
        await Expect(other.Locator($".visit[data-visit='{id}']").First).ToBeVisibleAsync();
        await visit.FocusAsync();
        await one.Keyboard.PressAsync("Enter");
        await Expect(one.Locator("#card-title")).ToBeVisibleAsync();
        await Expect(one.Locator(".matters h3")).ToHaveTextAsync("Vad är viktigt för dig?");
        await RunningHouse.Shoot(one, "desk-card");
        await one.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Ta bort från team" }).PressAsync("Enter");

        await Expect(one.Locator($".queue [data-visit='{id}']")).ToBeVisibleAsync();
        await RunningHouse.Shoot(one, "desk-taken-from-team");
        await Expect(other.Locator($".lane .visit[data-visit='{id}']")).ToHaveCountAsync(0);
        await Expect(other.Locator($".queue [data-visit='{id}']")).ToBeVisibleAsync();

        // And back again, with what each team would say to it.
        await one.Locator(".candidate:not([disabled])").First.PressAsync("Enter");
        await Expect(other.Locator($".lane .visit[data-visit='{id}']").First).ToBeVisibleAsync();
        await Expect(other.Locator($".queue [data-visit='{id}']")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_visit_is_dragged_from_one_team_to_another()
    {
        var desk = await house.OpenDesk("samordnare.osthammar");
        await RunningHouse.ShowHours(desk, 24);
        await Expect(desk.Locator(".visit.planned").First).ToBeVisibleAsync();
        var moved = await desk.EvaluateAsync<string>(
            """
            () => {
              const lanes = [...document.querySelectorAll('.lane')];
              const from = lanes.findIndex(lane => lane.querySelectorAll('.visit.planned:not(.together)').length > 3);
              const visits = lanes[from].querySelectorAll('.visit.planned:not(.together)');
              return visits[visits.length - 1].dataset.visit;
            }
            """);
        var visit = desk.Locator($".lane .visit[data-visit='{moved}']").First;
        await visit.ScrollIntoViewIfNeededAsync();
        var from = await visit.EvaluateAsync<string>("element => element.closest('.lane').dataset.team");
        var target = desk.Locator($".lane:not([data-team='{from}']) .lane-track").First;
        await target.ScrollIntoViewIfNeededAsync();
        var (start, end) = (await visit.BoundingBoxAsync(), await target.BoundingBoxAsync());
        await desk.Mouse.MoveAsync(start!.X + 3, start.Y + (start.Height / 2));
        await desk.Mouse.DownAsync();
        await desk.Mouse.MoveAsync(start.X + 20, end!.Y + 20, new MouseMoveOptions { Steps = 5 });
        await Expect(desk.Locator(".dragged")).ToBeVisibleAsync();
        await desk.Mouse.UpAsync();
        await Expect(desk.Locator(".dragged")).ToHaveCountAsync(0);
        // Either the day takes it, or says in words which rule stops it; never nothing.
        await Expect(desk.Locator($".lane:not([data-team='{from}']) .visit[data-visit='{moved}'], .toast")).Not.ToHaveCountAsync(0);
        await RunningHouse.Shoot(desk, "desk-after-drag");
    }

    [Fact]
    public async Task A_nurse_works_in_a_cellar_and_the_desk_sees_it_when_she_comes_up()
    {
        var (login, team) = await house.FindNurse("Vårdcentrum Östhammar");
        var tablet = await house.OpenTablet(login);
        var desk = await house.OpenDesk("samordnare.osthammar");
        await RunningHouse.Shoot(tablet, "tablet-list");

        await tablet.Context.SetOfflineAsync(true);
        var deeds = new List<string>();
        while (deeds.Count < 5 && !deeds.Exists(deed => deed.StartsWith("Klar", StringComparison.Ordinal)))
        {
            deeds.Add(await RunningHouse.Press(tablet));
            if (deeds[^1].StartsWith("Framme", StringComparison.Ordinal)) await RunningHouse.Shoot(tablet, "tablet-offline");
        }

        Assert.StartsWith("Klar", deeds[^1], StringComparison.Ordinal);
        var unsent = tablet.GetByText(new Regex("[1-9][0-9]* ej skickad"));
        await Expect(unsent.First).ToBeVisibleAsync();
        var before = await house.CountAllEvents();
        await tablet.Context.SetOfflineAsync(false);
        await Expect(tablet.GetByText("Allt skickat").First).ToBeVisibleAsync();
        var done = await house.FindDone(team, login);
        await Expect(desk.Locator($".lane[data-team='{team}'] .visit[data-visit='{done}']")).ToHaveClassAsync(DoneClass());
        Assert.True(await house.CountAllEvents() > before);
        Assert.Equal(1, await house.CountEvents(done, "VisitCompleted"));
        await RunningHouse.Shoot(desk, "desk-after-cellar");
    }

    [Fact]
    public async Task An_urgent_call_is_ranked_sent_acknowledged_and_seen()
    {
        var (login, team) = await house.FindNurse("Vårdcentrum Älvkarleby", mayAssess: true);
        var tablet = await house.OpenTablet(login);
        var desk = await house.OpenDesk("jour.alvkarleby");
        await desk.ClickAsync("text=Akut samtal");
        await desk.FillAsync("#who", await house.FindPatientName("Vårdcentrum Älvkarleby"));
        await desk.Locator(".found button").First.ClickAsync();
        await Expect(desk.Locator(".matters")).ToBeVisibleAsync();
        await desk.FillAsync("#caller", "Dottern");
        await desk.FillAsync("#phone", "070-174 06 05");
        await desk.FillAsync("#s", "Genombrottssmärta sedan 06:30");
        await desk.FillAsync("#b", "Palliativ, plan finns");
        await desk.FillAsync("#a", "Svår smärta enligt dottern");
        await desk.FillAsync("#r", "Bedömning, extra dos");
        await Classify(desk, "Orange");
        await desk.ClickAsync("text=Vem kan komma?");
        await Expect(desk.Locator(".candidate").First).ToBeVisibleAsync();
        await RunningHouse.Shoot(desk, "urgent-candidates");

        var name = await house.FindTeamName(team);
        await desk.Locator(".candidate:not([disabled])", new PageLocatorOptions { HasTextRegex = new Regex($"^{name} · ") }).First.ClickAsync();
        await Expect(Step(desk, "Utskickad")).Not.ToHaveTextAsync("–");
        await Expect(tablet.GetByText("Nytt uppdrag").First).ToBeVisibleAsync();
        await RunningHouse.Shoot(tablet, "tablet-urgent");
        await tablet.Locator("#alarm button").ClickAsync();
        await Expect(Step(desk, "Kvitterad")).Not.ToHaveTextAsync("–");
        await RunningHouse.Shoot(desk, "urgent-acknowledged");
    }

    [Fact]
    public async Task A_call_for_an_address_without_a_patient_is_sent_and_tied_later()
    {
        var (login, team) = await house.FindNurse("Vårdcentrum Tierp", mayAssess: true);
        var tablet = await house.OpenTablet(login);
        var desk = await house.OpenDesk("samordnare.tierp");
        await desk.ClickAsync("text=Akut samtal");
        await desk.FillAsync("#phone", "0293-999 99 99");
        await desk.FillAsync("#caller", "En granne");
        await Expect(desk.Locator(".by-phone")).ToContainTextAsync("Numret finns inte hos någon patient.");
        await desk.FillAsync("#about", "Man omkring 80");
        await desk.FillAsync("#where", await house.FindAddress("Vårdcentrum Tierp"));
        await desk.Locator(".found button").First.ClickAsync();
        await Expect(desk.Locator(".chosen-place")).ToBeVisibleAsync();
        await desk.FillAsync("#s", "Hittad på golvet");
        await Classify(desk, "Gul");
        await desk.ClickAsync("text=Vem kan komma?");
        await Expect(desk.Locator(".candidate").First).ToBeVisibleAsync();
        await RunningHouse.Shoot(desk, "call-for-an-address");
        var name = await house.FindTeamName(team);
        await desk.Locator(".candidate:not([disabled])", new PageLocatorOptions { HasTextRegex = new Regex($"^{name} · ") }).First.ClickAsync();
        await Expect(tablet.GetByText("Nytt uppdrag").First).ToBeVisibleAsync();
        await tablet.Locator("#alarm button").ClickAsync();
        await Expect(tablet.GetByText("Man omkring 80").First).ToBeVisibleAsync();
        await RunningHouse.Shoot(tablet, "tablet-unknown-person");
        await Expect(desk.Locator(".lane .visit.urgent", new PageLocatorOptions { HasText = "Man omkring 80" }).First).ToBeVisibleAsync();

        // Somebody recognised him.
        var who = await house.FindPatientName("Vårdcentrum Tierp");
        await desk.FillAsync("#who", who);
        await desk.Locator(".found button").First.ClickAsync();
        await Expect(desk.Locator(".call .matters")).ToBeVisibleAsync();
        await RunningHouse.Shoot(desk, "call-tied");
        await Expect(tablet.GetByText(who.Split(' ')[0]).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_team_that_does_not_answer_is_told_again_and_then_people_are()
    {
        var (login, team) = await house.FindNurse("Vårdcentrum Östhammar", mayAssess: true);
        var tablet = await house.OpenTablet(login);
        var desk = await house.OpenDesk("samordnare.osthammar");
        var lead = await house.OpenDesk("teamledare.osthammar");
        await lead.ClickAsync("a[title='Nästa dag']");
        await Expect(lead.Locator("h1")).ToContainTextAsync("25 november", new LocatorAssertionsToContainTextOptions { IgnoreCase = true });
        await desk.ClickAsync("text=Akut samtal");
        await desk.FillAsync("#who", await house.FindPatientName("Vårdcentrum Östhammar"));
        await desk.Locator(".found button").First.ClickAsync();
        await desk.FillAsync("#s", "Svår andnöd");
        await Classify(desk, "Orange");
        await desk.ClickAsync("text=Vem kan komma?");
        var name = await house.FindTeamName(team);
        await desk.Locator(".candidate:not([disabled])", new PageLocatorOptions { HasTextRegex = new Regex($"^{name} · ") }).First.ClickAsync();
        await Expect(tablet.Locator("#alarm button")).ToBeVisibleAsync();

        // Nobody touches the tablet for two minutes.
        await house.AgeDispatches(TimeSpan.FromSeconds(121));
        await Expect(desk.Locator(".escalation.open")).ToContainTextAsync($"{name} kvitterar inte");
        await Expect(desk.Locator(".escalation.open")).ToContainTextAsync("Nästa team erbjudet");
        await Expect(lead.Locator(".escalation.open")).ToContainTextAsync("Ingen har reagerat");
        await RunningHouse.Shoot(desk, "escalation");
        await RunningHouse.Shoot(lead, "escalation-team-lead");
        await Accessibility.NoFindings(desk, "escalation");
        await lead.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Jag tar det" }).PressAsync("Enter");
        await Expect(desk.Locator(".escalation")).ToContainTextAsync("tog det");
        await Expect(lead.Locator(".escalation.open")).ToHaveCountAsync(0);
        await tablet.Locator("#alarm button").ClickAsync();
        await Expect(desk.Locator(".escalation")).ToHaveCountAsync(0);
        await Expect(desk.Locator(".chain-list")).ToContainTextAsync("Larmat igen med ljud");
    }

    [Fact]
    public async Task No_screen_fails_the_accessibility_check_in_any_look_or_language()
    {
        foreach (var (theme, language) in new[] { ("light", "sv"), ("dark", "en"), ("night", "sv") })
        {
            var page = await house.OpenWindow();
            await page.GotoAsync($"/look?theme={theme}&language={language}&back=/sign-in");
            await Accessibility.NoFindings(page, $"sign-in {theme}");
            await RunningHouse.Shoot(page, $"sign-in-{theme}-{language}");
            await page.FillAsync("#login", "samordnare.tierp");
            await page.FillAsync("#password", RunningHouse.Password);
            await page.ClickAsync("button[type=submit]");
            await page.WaitForSelectorAsync(".map-canvas[data-shown]");
            await Accessibility.NoFindings(page, $"desk {theme}");
            await page.Locator(".visit.planned").First.ClickAsync();
            await Expect(page.Locator("#card-title")).ToBeVisibleAsync();
            await Accessibility.NoFindings(page, $"card {theme}");
            await RunningHouse.Shoot(page, $"desk-{theme}-{language}");
            await page.ClickAsync(".urgent-call");
            await Expect(page.Locator("#who")).ToBeVisibleAsync();
            await Accessibility.NoFindings(page, $"call {theme}");
            await page.GotoAsync("/import");
            await page.WaitForSelectorAsync("main h1");
            await Accessibility.NoFindings(page, $"import {theme}");
            await RunningHouse.Shoot(page, $"import-{theme}-{language}");
        }
    }

    [Fact]
    public async Task Snow_and_a_closed_road_are_said_once_and_seen_at_every_desk()
    {
        var (one, other) = (await house.OpenDesk("samordnare.tierp"), await house.OpenDesk("teamledare.tierp"));
        await one.WaitForSelectorAsync(".map-canvas[data-shown]");
        await one.ClickAsync("#roads");
        await one.ClickAsync("#snow");
        await Expect(one.Locator("#repriced")).ToBeVisibleAsync();
        await Expect(other.Locator(".map-legend .flag")).ToContainTextAsync("Snö");
        await RunningHouse.Shoot(one, "roads-snow");

        await one.ClickAsync("#reach");
        await Expect(one.Locator("#reached tbody tr")).ToHaveCountAsync(3);
        await Expect(one.Locator("#reached tbody td").Last).Not.ToHaveTextAsync(new Regex("^0"));
        await one.WaitForSelectorAsync(".map-canvas[data-reach='3']");
        await one.WaitForTimeoutAsync(1_500); // the map draws it
        await RunningHouse.Shoot(one, "roads-reach");
        await one.ClickAsync("text=Ta bort från kartan");
        await one.WaitForSelectorAsync(".map-canvas[data-reach='0']");

        // An area is drawn by its corners.
        await one.FillAsync("#closure-label", "Översvämning över vägen");
        await one.ClickAsync("#draw");
        await Expect(one.Locator(".map-canvas.drawing")).ToBeVisibleAsync();
        var map = (await one.Locator(".map-canvas").BoundingBoxAsync())!;
        foreach (var (x, y) in new[] { (0.45f, 0.4f), (0.6f, 0.4f), (0.55f, 0.65f) }) await one.Mouse.ClickAsync(map.X + (map.Width * x), map.Y + (map.Height * y), new MouseClickOptions { Delay = 40 });
        await one.Keyboard.PressAsync("Enter");
        await Expect(one.Locator(".closure")).ToContainTextAsync("Översvämning över vägen");
        await Expect(one.Locator("#draw")).ToBeEnabledAsync();
        await RunningHouse.Shoot(one, "roads-closed");

        // Without a pointer: around an address.
        await one.FillAsync("#closure-label", "Trädfällning");
        await one.FillAsync("#closure-address", "Storgatan");
        await one.Locator(".found button").First.PressAsync("Enter");
        await Expect(one.Locator("#close-around")).ToBeEnabledAsync();
        await one.Locator("#close-around").PressAsync("Enter");
        await Expect(one.Locator(".closure")).ToHaveCountAsync(2);

        await Accessibility.NoFindings(one, "roads");

        foreach (var _ in new[] { 1, 2 })
        {
            var left = await one.Locator(".closure").CountAsync();
            await one.Locator(".closure button").First.ClickAsync();
            await Expect(one.Locator(".closure")).ToHaveCountAsync(left - 1);
        }

        await one.ClickAsync("#snow");
        await Expect(other.Locator(".map-legend .flag")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_desk_stays_usable_on_a_small_screen_and_at_night()
    {
        var desk = await house.OpenDesk("samordnare.tierp", width: 1024, height: 768);
        await Expect(desk.Locator(".visit").First).ToBeVisibleAsync();
        var overflow = await desk.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.Equal(0, overflow);
        await RunningHouse.Shoot(desk, "desk-1024");
    }

    [Fact]
    public async Task A_killed_server_comes_back_with_nothing_lost()
    {
        var (one, other) = (await house.OpenDesk("samordnare.tierp"), await house.OpenDesk("teamledare.tierp"));
        var visit = one.Locator(".visit.planned:not(.together)").Last;
        var id = await visit.GetAttributeAsync("data-visit");
        await visit.FocusAsync();
        await one.Keyboard.PressAsync("Enter");
        await one.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Ta bort från team" }).PressAsync("Enter");

        // What another desk has seen is never lost, however soon the power goes.
        await Expect(other.Locator($".queue [data-visit='{id}']")).ToBeVisibleAsync();
        await house.KillServer();
        var before = await house.CountAllEvents();
        await house.StartServer();
        Assert.Equal(1, await house.CountEvents(Guid.Parse(id!), "VisitUnassigned"));
        Assert.True(await house.CountAllEvents() >= before);
        var desk = await house.OpenDesk("samordnare.tierp");
        await Expect(desk.Locator($".queue [data-visit='{id}']")).ToBeVisibleAsync();
        await Expect(desk.Locator($".lane .visit[data-visit='{id}']")).ToHaveCountAsync(0);
    }

    /// <summary>When a step of the chain was, or a dash.</summary>
    private static ILocator Step(IPage desk, string step) => desk.Locator($"xpath=//dl[contains(@class, 'chain-list')]/dd[normalize-space() = '{step}']/preceding-sibling::dt[1]");

    /// <summary>The first clinician of the list chooses a class.</summary>
    private static async Task Classify(IPage desk, string urgency)
    {
        await desk.SelectOptionAsync("#by", new SelectOptionValue { Index = 1 });
        await Expect(desk.Locator(".classes input").First).ToBeEnabledAsync();
        await desk.Locator(".classes label", new PageLocatorOptions { HasText = urgency }).ClickAsync();
    }

    [GeneratedRegex("(^| )done( |$)")]
    private static partial Regex DoneClass();
}
