using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MobileTeams.Browser.Tests;

/// <summary>How one works on the board: what a move would do is seen before it is done, by mouse and by keyboard; what was done can be taken back; two who want the same are told.</summary>
/// <remarks>The visits are of the evening, where nothing has happened yet.</remarks>
public sealed partial class BoardTests(RunningHouse house) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await house.Open();

    public async ValueTask DisposeAsync() => await house.CloseWindows();

    [Fact]
    public async Task ETAs_for_a_hand_edited_route_and_the_broken_constraints_are_shown_while_dragging()
    {
        var desk = await house.OpenDesk("samordnare.tierp");
        var (visit, from) = await PlannedVisit(desk, skip: 4);
        await PickUp(desk, visit);

        // Over a lane above or below it that is in view.
        var start = (await visit.BoundingBoxAsync())!;
        var top = (await desk.Locator(".board-hours").BoundingBoxAsync())!;
        await desk.Mouse.MoveAsync(start.X + 40, start.Y - 25 > top.Y + top.Height ? start.Y - 25 : start.Y + 75, new MouseMoveOptions { Steps = 6 });

        // Either what would happen, with marks where visits would stand, or the rule that stops it in words.
        await Expect(desk.Locator(".drag-says li").First).ToHaveTextAsync(new Regex("[0-9]{2}:[0-9]{2}–[0-9]{2}:[0-9]{2}|: "));
        await desk.WaitForFunctionAsync("() => (document.querySelectorAll('.drag-says li').length > 1) === (document.querySelector('.board-preview .would.held') !== null)");
        await RunningHouse.Shoot(desk, "board-dragging");

        // Escape leaves everything as it was.
        await desk.Keyboard.PressAsync("Escape");
        await Expect(desk.Locator(".dragged, .drag-says, .would")).ToHaveCountAsync(0);
        await Expect(desk.Locator($".lane[data-team='{from}'] .visit[data-visit='{await visit.GetAttributeAsync("data-visit")}']")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task A_move_by_keyboard_says_the_same_and_can_be_undone_and_redone_for_all_desks_to_see()
    {
        var (desk, other) = (await house.OpenDesk("samordnare.tierp"), await house.OpenDesk("teamledare.tierp"));
        var (visit, from) = await PlannedVisit(desk, skip: 2);
        var id = await visit.GetAttributeAsync("data-visit");
        await visit.FocusAsync();
        await desk.Keyboard.PressAsync("Enter");
        await Expect(desk.Locator("#card-title")).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("m");
        await Expect(desk.Locator(".carry")).ToBeVisibleAsync();
        await WalkToATeamThatTakesIt(desk, from);
        await Expect(desk.Locator(".board [role=status]")).ToHaveTextAsync(new Regex("restid|travel"));
        await Accessibility.NoFindings(desk, "carrying");
        await RunningHouse.Shoot(desk, "board-carrying");
        await desk.Keyboard.PressAsync("Enter");
        await Expect(desk.Locator(".carry")).ToHaveCountAsync(0);
        var moved = other.Locator($".lane:not([data-team='{from}']) .visit[data-visit='{id}']");
        var before = other.Locator($".lane[data-team='{from}'] .visit[data-visit='{id}']");
        await Expect(moved).ToHaveCountAsync(1);
        await Expect(moved).ToHaveClassAsync(PinnedClass());

        await Expect(desk.Locator("#undo")).ToBeEnabledAsync();
        await desk.Keyboard.PressAsync("Control+z");
        await Expect(before).ToHaveCountAsync(1);
        await Expect(before).Not.ToHaveClassAsync(PinnedClass());
        await Expect(desk.Locator(".toast")).ToContainTextAsync("Ångrat");
        await Expect(desk.Locator("#redo")).ToBeEnabledAsync();
        await desk.Keyboard.PressAsync("Control+y");
        await Expect(moved).ToHaveCountAsync(1);

        // The day moves on: another desk takes the visit from its team. That cannot be undone from here, and it is said who it was.
        await moved.ClickAsync();
        await other.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Ta bort från team" }).ClickAsync();
        await Expect(desk.Locator($".queue [data-visit='{id}']")).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("Control+z");
        await Expect(desk.Locator(".toast")).ToContainTextAsync(new Regex("Kan inte ångra.*ändrade besöket"));
        await other.Keyboard.PressAsync("Control+z");
        await Expect(moved).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Of_two_who_drag_the_same_visit_one_wins_and_the_other_is_told_who()
    {
        var (one, other) = (await house.OpenDesk("samordnare.tierp"), await house.OpenDesk("teamledare.tierp"));
        var (visit, from) = await PlannedVisit(one, skip: 7);
        var id = await visit.GetAttributeAsync("data-visit");
        await PickUp(one, visit);
        var same = other.Locator($".visit[data-visit='{id}']").First;
        await same.FocusAsync();
        await other.Keyboard.PressAsync("Enter");
        await Expect(other.Locator("#card-title")).ToBeVisibleAsync();
        await other.Keyboard.PressAsync("Delete");
        await Expect(one.Locator($".queue [data-visit='{id}']")).ToBeVisibleAsync();
        var lane = (await one.Locator($".lane[data-team='{from}'] .lane-track").BoundingBoxAsync())!;
        await one.Mouse.MoveAsync(lane.X + 300, lane.Y + 20, new MouseMoveOptions { Steps = 4 });
        await one.Mouse.UpAsync();
        await Expect(one.Locator(".toast")).ToContainTextAsync("före dig");
        await Expect(one.Locator($".lane .visit[data-visit='{id}']")).ToHaveCountAsync(0);
        await other.Keyboard.PressAsync("Control+z");
        await Expect(one.Locator($".lane .visit[data-visit='{id}']")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Attaching_a_team_to_a_call_or_visit_is_one_key_and_one_line()
    {
        var desk = await house.OpenDesk("samordnare.osthammar");
        var (visit, _) = await PlannedVisit(desk, skip: 0);
        var number = Regex.Match((await visit.Locator("small").TextContentAsync())!, "^[0-9]+").Value;
        var id = await visit.GetAttributeAsync("data-visit");
        await Line(desk);
        await Expect(desk.Locator("#command")).ToBeFocusedAsync();
        await Expect(desk.Locator("#commands li").First).ToContainTextAsync("tilldela");
        await Accessibility.NoFindings(desk, "palette");
        await desk.Keyboard.TypeAsync($"ta bort {number}");
        await Expect(Lines(desk, $"ta bort {number}").First).ToContainTextAsync("Tillbaka i kön");
        await desk.Keyboard.PressAsync("Enter");
        await Expect(desk.Locator($".queue [data-visit='{id}']")).ToBeVisibleAsync();
        await Expect(desk.Locator("dialog[open]")).ToHaveCountAsync(0);

        await Line(desk);
        await desk.Keyboard.TypeAsync($"tilldela {number} ");
        await Expect(Lines(desk, $"tilldela {number} ").First).ToContainTextAsync(new Regex("restid|:"));
        await RunningHouse.Shoot(desk, "palette");
        var fitting = Lines(desk, $"tilldela {number} ").Filter(new LocatorFilterOptions { Has = desk.Locator(".good") }).First;
        await Expect(fitting).ToBeVisibleAsync();
        var line = await fitting.Locator("span").InnerTextAsync();
        await desk.FillAsync("#command", line);
        await Expect(desk.Locator("#commands li.at > span")).ToHaveTextAsync(line);
        await desk.Keyboard.PressAsync("Enter");
        await Expect(desk.Locator($".lane .visit[data-visit='{id}']")).ToHaveCountAsync(1);
        await Expect(desk.Locator("#undo")).ToBeEnabledAsync();

        // Somewhere else, by words alone.
        await Line(desk);
        await desk.Keyboard.TypeAsync("gå imorgon");
        await desk.Keyboard.PressAsync("Enter");
        await Expect(desk.Locator("h1")).ToContainTextAsync("25 november");
        await Line(desk);
        await desk.Keyboard.TypeAsync("sök Öregrund");
        await Expect(desk.Locator("#commands li", new PageLocatorOptions { HasText = "Öregrund" }).First).ToBeVisibleAsync();
        await desk.Keyboard.PressAsync("Escape");
        await desk.Keyboard.PressAsync("?");
        await Expect(desk.Locator("#keys-title")).ToBeVisibleAsync();
        await Accessibility.NoFindings(desk, "keys");
        await RunningHouse.Shoot(desk, "keys");
    }

    [Fact]
    public async Task At_200_percent_everything_is_still_there_without_scrolling_sideways()
    {
        // A window of 1600 × 960 at 200 % has 800 × 480 of its pixels.
        var desk = await house.OpenDesk("samordnare.osthammar", width: 800, height: 480);
        await Expect(desk.Locator(".visit").First).ToBeVisibleAsync();
        Assert.Equal(0, await desk.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        await Line(desk);
        await Expect(desk.Locator("#commands li").First).ToBeVisibleAsync();
        Assert.True(await desk.EvaluateAsync<bool>("(() => { const box = document.querySelector('.palette').getBoundingClientRect(); return box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight; })()"));
        await RunningHouse.Shoot(desk, "desk-200-percent");
        await Accessibility.NoFindings(desk, "200 %");
    }

    /// <summary>What the command line offers that begins like this; what it offered before something was typed does not.</summary>
    private static ILocator Lines(IPage desk, string beginning) => desk.Locator("#commands li", new PageLocatorOptions { HasTextRegex = new Regex($"^\\s*{Regex.Escape(beginning)}") });

    /// <summary>Opens the command line.</summary>
    private static async Task Line(IPage desk)
    {
        await Expect(desk.Locator("dialog[data-keys=ready]")).ToHaveCountAsync(1);
        await desk.Keyboard.PressAsync("Control+k");
        await Expect(desk.Locator("#command")).ToBeFocusedAsync();
    }

    /// <summary>A visit of the evening, between 17 and 20, that nobody has touched and one person makes, and its lane.</summary>
    private static async Task<(ILocator Visit, string Team)> PlannedVisit(IPage desk, int skip)
    {
        await RunningHouse.ShowHours(desk, 24);
        const string evening = ".lane .visit.planned[data-movable]:not(.together):not(.pinned)";
        await Expect(desk.Locator(evening).First).ToBeVisibleAsync();

        // The day is 24 hours from 06: 17 is at 46 % and 20 at 58 %.
        var id = await desk.EvaluateAsync<string>(
            "([found, skip]) => [...document.querySelectorAll(found)].filter(visit => parseFloat(visit.style.left) > 46 && parseFloat(visit.style.left) < 58)[skip].dataset.visit", new object[] { evening, skip });
        var visit = desk.Locator($".lane .visit[data-visit='{id}']").First;
        return (visit, await visit.EvaluateAsync<string>("element => element.closest('.lane').dataset.team"));
    }

    private static async Task PickUp(IPage desk, ILocator visit)
    {
        await visit.ScrollIntoViewIfNeededAsync();
        var box = (await visit.BoundingBoxAsync())!;
        await desk.Mouse.MoveAsync(box.X + 3, box.Y + (box.Height / 2));
        await desk.Mouse.DownAsync();
        await desk.Mouse.MoveAsync(box.X + 20, box.Y + (box.Height / 2), new MouseMoveOptions { Steps = 3 });
        await Expect(desk.Locator(".dragged")).ToBeVisibleAsync();
    }

    /// <summary>Up or down through the lanes until one would take the visit.</summary>
    private static async Task WalkToATeamThatTakesIt(IPage desk, string from)
    {
        var (above, all) = (await desk.EvaluateAsync<int>("team => [...document.querySelectorAll('.lane')].findIndex(lane => lane.dataset.team === team)", from), await desk.Locator(".lane").CountAsync());
        var status = desk.Locator(".board [role=status]");
        foreach (var key in Enumerable.Repeat("ArrowUp", above).Concat(Enumerable.Repeat("ArrowDown", all - 1)))
        {
            var before = await status.InnerTextAsync();
            await desk.Keyboard.PressAsync(key);
            await Expect(status).Not.ToHaveTextAsync(before);
            if (await desk.Locator($".lane.target:not(.refused):not([data-team='{from}'])").CountAsync() > 0 && await desk.Locator(".would.held").CountAsync() > 0) return;
        }

        Assert.Fail("No team takes the visit.");
    }

    [GeneratedRegex("(^| )pinned( |$)")]
    private static partial Regex PinnedClass();
}
