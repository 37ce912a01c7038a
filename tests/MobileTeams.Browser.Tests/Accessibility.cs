using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace MobileTeams.Browser.Tests;

/// <summary>What axe finds on a screen against WCAG 2.2 AA.</summary>
internal static class Accessibility
{
    private const string TargetSize = "target-size";

    public static async Task NoFindings(IPage page, string screen)
    {
        var result = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } });
        var found = new List<string>();
        foreach (var violation in result.Violations)
            foreach (var node in violation.Nodes)
                if (violation.Id != TargetSize || await IsTooSmall(page, node)) found.Add($"{violation.Id} ({violation.Help}) at {node.Html} {string.Join(' ', node.Any.Concat(node.All).Select(check => check.Message))}");
        Assert.True(found.Count == 0, $"{screen}: {string.Join(" ; ", found.Take(5))}");
    }

    /// <summary>Whether a target is too small where one presses it: one that the edge of a scrolling column cuts off is looked at again, scrolled to.</summary>
    private static async Task<bool> IsTooSmall(IPage page, AxeResultNode node)
    {
        // A ten-minute visit on a board of twelve hours is narrow because time is; the same visit is wide at two hours, and the arrow keys reach it at any.
        if (node.Html.Contains("class=\"visit ", StringComparison.Ordinal)) return false;
        var target = page.Locator(node.Target.Selector);
        await target.EvaluateAsync("element => element.scrollIntoView({ block: 'center' })");
        var again = await target.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "rule", Values = [TargetSize] } });
        return again.Violations.Length > 0;
    }
}
