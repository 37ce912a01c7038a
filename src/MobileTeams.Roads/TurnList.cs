namespace MobileTeams.Roads;

/// <summary>A route in words, in Swedish or English, one line for each step.</summary>
public static class TurnList
{
    /// <summary>The lines, the arrival last.</summary>
    /// <param name="language"><c>sv</c> or <c>en</c>; anything else is English.</param>
    public static IReadOnlyList<string> Of(Route route, string language)
    {
        var isSwedish = language.StartsWith("sv", StringComparison.OrdinalIgnoreCase);
        var lines = new List<string>(route.Steps.Count + 1);
        foreach (var step in route.Steps) lines.Add(isSwedish ? InSwedish(step) : InEnglish(step));
        lines.Add(isSwedish ? "Du är framme." : "You have arrived.");
        return lines;
    }

    private static string InSwedish(RouteStep step)
    {
        var onto = step.Name.Length > 0 ? $" in på {step.Name}" : "";
        var along = step.Name.Length > 0 ? $" på {step.Name}" : "";
        var words = step.Turn switch
        {
            Turn.Depart => $"Kör{along}",
            Turn.Straight => $"Fortsätt rakt fram{along}",
            Turn.SlightRight => $"Håll höger{onto}",
            Turn.Right => $"Sväng höger{onto}",
            Turn.SharpRight => $"Sväng skarpt höger{onto}",
            Turn.SlightLeft => $"Håll vänster{onto}",
            Turn.Left => $"Sväng vänster{onto}",
            Turn.SharpLeft => $"Sväng skarpt vänster{onto}",
            Turn.UTurn => $"Vänd{along}",
            Turn.Roundabout => $"Ta {Ordinal(step.Exit)} avfarten i rondellen{onto}",
            Turn.Ferry => $"Ta färjan{(step.Name.Length > 0 ? $" {step.Name}" : "")}",
            Turn.Walk => $"Parkera och gå{along}",
            _ => throw new InvalidOperationException("No such turn."),
        };
        return $"{words}, {Distance(step.Metres, ',')}.";
    }

    private static string InEnglish(RouteStep step)
    {
        var onto = step.Name.Length > 0 ? $" onto {step.Name}" : "";
        var along = step.Name.Length > 0 ? $" on {step.Name}" : "";
        var words = step.Turn switch
        {
            Turn.Depart => $"Drive{along}",
            Turn.Straight => $"Continue straight{along}",
            Turn.SlightRight => $"Keep right{onto}",
            Turn.Right => $"Turn right{onto}",
            Turn.SharpRight => $"Turn sharp right{onto}",
            Turn.SlightLeft => $"Keep left{onto}",
            Turn.Left => $"Turn left{onto}",
            Turn.SharpLeft => $"Turn sharp left{onto}",
            Turn.UTurn => $"Turn round{along}",
            Turn.Roundabout => $"At the roundabout take exit {step.Exit}{onto}",
            Turn.Ferry => $"Take the ferry{(step.Name.Length > 0 ? $" {step.Name}" : "")}",
            Turn.Walk => $"Park and walk{along}",
            _ => throw new InvalidOperationException("No such turn."),
        };
        return $"{words}, {Distance(step.Metres, '.')}.";
    }

    private static string Ordinal(int exit) => exit switch { 1 => "första", 2 => "andra", 3 => "tredje", 4 => "fjärde", 5 => "femte", _ => $"{exit}:e" };

    private static string Distance(int metres, char point)
    {
        var tenths = (metres + 50) / 100;
        return metres < 1_000 ? $"{metres} m" : tenths % 10 == 0 ? $"{tenths / 10} km" : $"{tenths / 10}{point}{tenths % 10} km";
    }
}
