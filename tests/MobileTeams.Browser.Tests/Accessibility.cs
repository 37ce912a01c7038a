using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace MobileTeams.Browser.Tests;

/// <summary>What axe finds on a screen against WCAG 2.2 AA.</summary>
internal static class Accessibility
{
    public static async Task NoFindings(IPage page, string screen)
    {
        var result = await page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] } });
        // A ten-minute visit on a board of twelve hours is narrow because time is; the same visit is wide at two hours, and the arrow keys reach it at any.
        var found = result.Violations.Where(violation => violation.Id != "target-size" || violation.Nodes.Any(node => !node.Html.Contains("class=\"visit ", StringComparison.Ordinal))).ToList();
        Assert.True(found.Count == 0, $"{screen}: {string.Join("; ", found.Select(violation => $"{violation.Id} ({violation.Help}) at {string.Join(" , ", violation.Nodes.Where(node => violation.Id != "target-size" || !node.Html.Contains("class=\"visit ", StringComparison.Ordinal)).Take(3).Select(node => $"{node.Html} {string.Join(' ', node.Any.Concat(node.All).Select(check => check.Message))}"))}"))}");
    }
}
