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
        var found = new List<string>();
        foreach (var violation in result.Violations)
        {
            foreach (var node in violation.Nodes.Where(node => violation.Id != "target-size" || !node.Html.Contains("class=\"visit ", StringComparison.Ordinal)))
            {
                // What the edge of a scrolling column cuts off is judged where it is whole.
                if (violation.Id == "target-size" && await IsLargeEnoughWhenScrolledTo(page.Locator(node.Target.Selector))) continue;
                found.Add($"{violation.Id} ({violation.Help}) at {node.Html} {string.Join(' ', node.Any.Concat(node.All).Select(check => check.Message))}");
            }
        }

        Assert.True(found.Count == 0, $"{screen}: {string.Join("; ", found.Take(6))}");
    }

    private static async Task<bool> IsLargeEnoughWhenScrolledTo(ILocator target)
    {
        await target.EvaluateAsync("element => element.scrollIntoView({ block: 'center' })");
        return (await target.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["target-size"] } })).Violations.Length == 0;
    }
}
