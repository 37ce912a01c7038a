using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using MobileTeams.Server.Desk;

namespace MobileTeams.Server.Tests.Desk;

/// <summary>What stands on the screen is said in words, and in the grammar of the language.</summary>
public sealed partial class DeskWordsTests(WorldServer server) : IClassFixture<WorldServer>
{
    [Fact]
    public void Every_action_that_is_written_to_the_access_log_has_its_words()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "MobileTeams.sln"))) root = Path.GetDirectoryName(root)!;
        var written = Directory.EnumerateFiles(Path.Combine(root, "src", "MobileTeams.Server"), "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .SelectMany(file => Reading().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Concat(["import.save", "emergency", "log", "log.export", "log.open"])
            .ToHashSet();

        // Read where the code names them; were a way of reading missed, these would not all be found.
        Assert.Superset(new HashSet<string> { "away", "board", "call", "card", "handover", "home", "import", "map", "phone", "print", "search", "tablet" }, written);
        foreach (var language in new[] { "sv", "en" })
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            Assert.All(written, action => Assert.NotEqual(action, TrustWords.OfAction(action)));
        }
    }

    [Fact]
    public void One_is_said_in_the_singular()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("sv");
        Assert.Equal("Ryms hos N3 09:33, bryter 1 löfte.", QueueWords.Fits("N3", "09:33", 1));
        Assert.Equal("Ryms hos N3 09:33, bryter 2 löften.", QueueWords.Fits("N3", "09:33", 2));
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        Assert.Equal("Fits with N3 at 09:33, breaks 1 promise.", QueueWords.Fits("N3", "09:33", 1));
        Assert.StartsWith("1 call in", DutyWords.CallFiguresIntro(1), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sv", "Läs in sidan igen")]
    [InlineData("en", "Load the page again")]
    public async Task A_page_that_has_come_to_an_end_can_say_so_and_be_loaded_again(string language, string words)
    {
        using var browser = await server.SignedIn(World.Dispatcher);
        using var look = await browser.GetAsync($"/look?language={language}");
        var page = await browser.GetStringAsync("/");
        var notice = page[page.IndexOf("<div id=\"blazor-error-ui\" role=\"alert\">", StringComparison.Ordinal)..];
        Assert.Contains("reload\">", notice, StringComparison.Ordinal);
        Assert.Contains(words, WebUtility.HtmlDecode(notice), StringComparison.Ordinal);
    }

    [GeneratedRegex("""(?:[Pp]atients\.(?:Find|List)\(.*|\bRead\(connection, .*)"([a-z]+)", (?:ct|closing\.Token|CancellationToken\.None|limit)\)""")]
    private static partial Regex Reading();
}
