using System.Text.RegularExpressions;

namespace MobileTeams.Bench.Desks;

/// <summary>What a served page says to the script that makes it live: the components' markers and the state they begin with.</summary>
/// <param name="Markers">JSON as it stands in the page, in its order.</param>
/// <param name="State">Sealed by the server; empty when there is none.</param>
internal sealed partial record DeskPage(IReadOnlyList<string> Markers, string State)
{
    public static DeskPage Of(string html) => new(
        [.. Marker().Matches(html).Select(found => found.Groups[1].Value)],
        BeginningState().Match(html) is { Success: true } found ? found.Groups[1].Value : "");

    /// <summary>The order to bring the components to life, as <c>UpdateRootComponents</c> takes it.</summary>
    public string Operations() =>
        $$"""{"batchId":1,"operations":[{{string.Join(',', Markers.Select((marker, index) => $$"""{"type":"add","ssrComponentId":{{index + 1}},"marker":{{marker}}}"""))}}]}""";

    // The end of a prerendered component has a marker too, without a type.
    [GeneratedRegex("""<!--Blazor:(\{"type":"server".*?\})-->""", RegexOptions.Singleline)]
    private static partial Regex Marker();

    [GeneratedRegex("<!--Blazor-Server-Component-State:([^-]+?)-->")]
    private static partial Regex BeginningState();
}
