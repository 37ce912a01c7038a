namespace MobileTeams.Roads.Network;

/// <summary>Turn restrictions as sequences of roads that may not be driven one after the other: two roads for a turn at a junction, more where the turn leads over ways.</summary>
internal sealed class BannedTurns
{
    private readonly RoadNetwork network;
    private readonly Departures departures;
    private readonly Dictionary<long, List<int>> roadsOf = [];
    private readonly List<int[]> banned = [];

    private BannedTurns(RoadNetwork network, IReadOnlyList<TurnRestriction> restrictions)
    {
        (this.network, departures) = (network, network.Departures);
        foreach (var restriction in restrictions)
            foreach (var ways in (ReadOnlySpan<long[]>)[restriction.From, restriction.ViaWays, restriction.To])
                foreach (var way in ways) _ = roadsOf.TryAdd(way, []);
        for (var road = 0; road < network.EdgeCount * 2; road++)
            if (network.Ms(road) != RoadNetwork.Closed && roadsOf.TryGetValue(network.Way[road >> 1], out var roads)) roads.Add(road);
    }

    /// <summary>Every banned sequence, and how many restrictions gave at least one; the others have no roads here or do not hang together.</summary>
    /// <param name="junctionOf">The junction at an OpenStreetMap node, or a negative number.</param>
    public static (List<int[]> Sequences, int Applied) Find(RoadNetwork network, IReadOnlyList<TurnRestriction> restrictions, Func<long, int> junctionOf)
    {
        if (restrictions.Count == 0) return ([], 0);
        var turns = new BannedTurns(network, restrictions);
        var applied = 0;
        foreach (var restriction in restrictions)
        {
            var before = turns.banned.Count;
            if (restriction.ViaNode is { } node)
            {
                if (junctionOf(node) is >= 0 and var junction) turns.BanAt(junction, restriction);
            }
            else
            {
                turns.BanOver(restriction);
            }

            if (turns.banned.Count > before) applied++;
        }

        return (turns.banned, applied);
    }

    private void BanAt(int junction, TurnRestriction restriction)
    {
        foreach (var way in restriction.From)
        {
            foreach (var road in roadsOf[way])
                if (network.EndOf(road) == junction) BanAfter([road], restriction);
        }
    }

    /// <summary>Follows the ways between, and bans at the end of the last of them.</summary>
    private void BanOver(TurnRestriction restriction)
    {
        foreach (var way in restriction.From)
            foreach (var road in roadsOf[way]) Follow([road], 0, restriction);
    }

    private void Follow(List<int> driven, int via, TurnRestriction restriction)
    {
        foreach (var road in departures.From(network.EndOf(driven[^1])))
        {
            if (network.Way[road >> 1] != restriction.ViaWays[via] || road == (driven[^1] ^ 1) || driven.Contains(road)) continue;
            List<int> further = [.. driven, road];
            var isLastVia = via == restriction.ViaWays.Length - 1;
            if (isLastVia && LeadsTo(network.EndOf(road), restriction)) BanAfter(further, restriction);
            else Follow(further, via, restriction);
            if (!isLastVia) Follow(further, via + 1, restriction);
        }
    }

    private bool LeadsTo(int junction, TurnRestriction restriction)
    {
        foreach (var road in departures.From(junction))
            if (Array.IndexOf(restriction.To, network.Way[road >> 1]) >= 0) return true;
        return false;
    }

    private void BanAfter(List<int> driven, TurnRestriction restriction)
    {
        var junction = network.EndOf(driven[^1]);
        if (restriction.IsOnly && !LeadsTo(junction, restriction)) return;
        foreach (var road in departures.From(junction))
        {
            var isNamed = Array.IndexOf(restriction.To, network.Way[road >> 1]) >= 0;
            var isBack = road == (driven[^1] ^ 1);

            // A way that is both from and to goes on straight; only a ban on turning round means the way back.
            if (isNamed && isBack && !restriction.IsUTurn) isNamed = false;
            if (restriction.IsUTurn && driven.Count == 1 && !isBack && network.Way[road >> 1] == network.Way[driven[0] >> 1]) isNamed = false;
            if (isNamed != restriction.IsOnly) banned.Add([.. driven, road]);
        }
    }
}
