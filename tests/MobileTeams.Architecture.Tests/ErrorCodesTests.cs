using System.Text.RegularExpressions;

namespace MobileTeams.Architecture.Tests;

/// <summary>Every code that the source can answer with is explained in docs/errors.md, and none is explained that does not exist.</summary>
public sealed partial class ErrorCodesTests
{
    private static readonly string Root = RoomsTests.FindRoot();

    [Fact]
    public void Every_code_in_the_source_is_listed() => Assert.Empty(InSource().Except(InDocument()));

    [Fact]
    public void Every_code_in_the_list_is_in_the_source() => Assert.Empty(InDocument().Except(InSource()));

    private static HashSet<string> InSource() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Literal().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)),
    ];

    private static HashSet<string> InDocument() =>
        [.. Listed().Matches(File.ReadAllText(Path.Combine(Root, "docs", "errors.md"))).Select(match => match.Groups[1].Value)];

    private const string Code = @"(?:account|call|centre|clock|database|day|demo|event|import|map|note|patient|plan|request|rule|server|team)\.[a-z]+(?:-[a-z]+)*";

    [GeneratedRegex("\"(" + Code + ")(?:\"|: )")]
    private static partial Regex Literal();

    [GeneratedRegex("`(" + Code + ")`")]
    private static partial Regex Listed();
}
