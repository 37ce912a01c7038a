namespace MobileTeams.Planning.Published;

/// <summary>One service (or the break, if <paramref name="Patient"/> has no service here: <paramref name="Service"/> is −1) with its times, in whole numbers of the
/// instance.</summary>
internal readonly record struct Stop(int Patient, int Service, int Start, int End)
{
    public bool IsBreak => Service < 0;
}

/// <summary>What a carer does, in order of time. A break names the patient at whose place it is held; −1: where the route sets out.</summary>
internal sealed record Round(int Carer, IReadOnlyList<Stop> Stops);

/// <summary>An answer to an <see cref="Instance"/>.</summary>
public sealed class Solution
{
    internal Solution(Instance instance, IReadOnlyList<Round> rounds) => (Instance, Rounds, Score) = (instance, rounds, Score.Of(instance, rounds));

    /// <summary>What was asked.</summary>
    public Instance Instance { get; }

    /// <summary>Routes that go out.</summary>
    internal IReadOnlyList<Round> Rounds { get; }

    /// <summary>What it costs, worked out anew from the instance alone, and every rule it breaks.</summary>
    public Score Score { get; }

    internal static Solution Of(Layout layout, Tours tours)
    {
        var ripple = new Ripple(layout, tours);
        ripple.Begin();
        var waits = new Waits(layout, tours, ripple);
        var rounds = new List<Round>();
        var (nodes, starts) = (new int[layout.Jobs], new int[layout.Jobs]);
        for (var route = 0; route < layout.Routes; route++)
        {
            if (tours.Stops[route] == 0) continue;
            var count = waits.Starts(route, nodes, starts);
            var stops = new List<Stop>();
            for (var index = 0; index < count; index++)
            {
                var (node, end) = (nodes[index], starts[index] + layout.Duration[nodes[index]]);
                var place = !layout.IsBreak(node) ? node : index + 1 < count ? nodes[index + 1] : index > 0 ? nodes[index - 1] : -1;
                stops.Add(new Stop(place < 0 ? -1 : layout.PatientOf[place], layout.IsBreak(node) ? -1 : node - layout.FirstNode[layout.PatientOf[node]], starts[index], end));
            }

            rounds.Add(new Round(route, stops));
        }

        return new Solution(layout.Instance, rounds);
    }
}
