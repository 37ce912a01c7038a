namespace MobileTeams.Planning.Published;

/// <summary>Takes services and breaks out of the tours, and lets everything behind them move up.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class Removal(Layout layout, Tours tours, Ripple ripple, Waits waits)
{
    private readonly List<int> next = [];
    private readonly List<int> routes = [];

    /// <summary>False if a deadline is missed without them (a way round may be shorter than the straight way); then the tours must be restored.</summary>
    public bool TakeOut(List<int> nodes)
    {
        next.Clear();
        routes.Clear();
        foreach (var node in nodes)
        {
            var (route, after, before) = (tours.Route[node], tours.Next[node], tours.Prev[node]);
            tours.Unlink(node);
            tours.Travelled -= tours.Detour(node, before);
            if (node < layout.Services) tours.Fit -= layout.FitCost[((long)node * layout.Routes) + route];
            if (tours.Stops[route] == 0) tours.Fit -= layout.VehicleCost;
            tours.Load[route] -= layout.Demand[node];
            tours.Tardiness -= tours.Late[node] * layout.LateWeight[node];
            tours.Late[node] = 0;
            next.Add(after);
            if (layout.IsBreak(before)) next.Add(before);
            if (!routes.Contains(route)) routes.Add(route);
        }

        foreach (var node in nodes)
            if (layout.Partner[node] is >= 0 and var partner && tours.Route[partner] is >= 0 and var route && !routes.Contains(route)) routes.Add(route);

        if (!ripple.Remove(nodes, next)) return false;
        ripple.Keep();
        if (layout.HighestWeight > 0) tours.Highest = tours.FindHighest();
        if (layout.IsRich) waits.Keep(waits.Cost(tours.Highest, routes));
        foreach (var route in routes) ripple.Refresh(route);
        return true;
    }
}
