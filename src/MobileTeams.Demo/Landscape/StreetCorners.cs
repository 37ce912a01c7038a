namespace MobileTeams.Demo.Landscape;

/// <summary>No turn from one way through a node into another, both indices into the network's ways.</summary>
internal sealed record TurnBan(Way From, int Via, Way To, string Kind);

/// <summary>The small print of the streets: roundabouts, one-way streets, a private road, a gate, forbidden turns.</summary>
internal sealed class StreetCorners
{
    public List<TurnBan> TurnBans { get; } = [];

    /// <summary>Nodes with a barrier across a path or a drive, with its kind.</summary>
    public List<(int Node, string Barrier)> Barriers { get; } = [];

    /// <summary>Crossings with lights.</summary>
    public List<int> Signals { get; } = [];

    public static StreetCorners Settle(Network network, IReadOnlyList<Town> towns)
    {
        var corners = new StreetCorners();
        foreach (var name in new[] { "Tierp", "Östhammar", "Skutskär", "Gimo" })
        {
            var town = towns.Single(town => town.Settlement.Name == name);
            corners.BuildRoundabout(network, town);
            OneWay(network, town);
            corners.BanTurn(network, town);
        }

        foreach (var way in network.Ways.Where(way => way.Line.Kind == LineKind.Path)) corners.Barriers.Add((way.Nodes[1], "bollard"));
        foreach (var way in network.Ways.Where(way => way.Line.IsPrivate)) corners.Barriers.Add((way.Nodes[1], "gate"));
        return corners;
    }

    /// <summary>Where two or more through roads part, nearest to the town's edge.</summary>
    private void BuildRoundabout(Network network, Town town)
    {
        var through = network.Ways.Where(way => way.Line.Kind == LineKind.Thoroughfare).ToList();
        var meetings = Meetings(network, way => way.Line.Settlement == town.Settlement)
            .Where(node => through.Count(way => way.Nodes.Contains(node)) >= 2 && network.Nodes[node].MetresTo(town.Settlement.Middle) < town.Settlement.Radius * 1.2)
            .ToList();
        var crossing = meetings.MinBy(node => network.Nodes[node].MetresTo(town.Settlement.Middle));
        network.PutRoundabout(crossing, 16);
    }

    /// <summary>One block of a street near the middle is driven one way only, as long as one can get back.</summary>
    private static void OneWay(Network network, Town town)
    {
        var degrees = network.Degrees();
        foreach (var way in network.Ways.Where(way => way.Line.Kind == LineKind.Street && way.Line.Settlement == town.Settlement)
            .OrderBy(way => way.Nodes.Min(node => network.Nodes[node].MetresTo(town.Settlement.Middle))).Take(12).ToList())
        {
            var crossings = way.Nodes.Where(node => degrees[node] >= 3).ToList();
            if (crossings.Count < 3) continue;
            var (first, last) = (way.Nodes.IndexOf(crossings[0]), way.Nodes.IndexOf(crossings[2]));
            var index = network.Ways.IndexOf(way);
            var parts = new List<Way>();
            if (first > 0) parts.Add(way with { Nodes = way.Nodes[..(first + 1)] });
            parts.Add(way with { Nodes = way.Nodes[first..(last + 1)], IsOneWay = true });
            if (last < way.Nodes.Count - 1) parts.Add(way with { Nodes = way.Nodes[last..] });
            network.Ways.RemoveAt(index);
            network.Ways.InsertRange(index, parts);
            if (network.IsStronglyConnected()) return;
            network.Ways.RemoveRange(index, parts.Count);
            network.Ways.Insert(index, way);
        }
    }

    /// <summary>No left turn from the main street into a side street, at the crossing of four arms nearest to the middle that has not been changed yet.</summary>
    private void BanTurn(Network network, Town town)
    {
        var degrees = network.Degrees();
        var node = Meetings(network, way => way.Line.Kind == LineKind.Thoroughfare && way.Line.Settlement == town.Settlement)
            .Where(node => degrees[node] == 4 && network.Ways.Where(way => way.Nodes.Contains(node)).All(way => !way.IsOneWay && !way.IsRoundabout))
            .OrderBy(node => network.Nodes[node].MetresTo(town.Settlement.Middle)).Cast<int?>().FirstOrDefault();
        if (node is not { } via) return;
        network.SplitAt(via);
        Signals.Add(via);
        var arms = network.Ways.Where(way => way.Nodes[0] == via || way.Nodes[^1] == via).ToList();
        var from = arms.First(way => way.Line.Kind == LineKind.Thoroughfare);
        var ahead = (network.Nodes[via] - Neighbour(from)).Unit();
        var to = arms.Where(way => way != from).MaxBy(way => Spot.Cross(ahead, (Neighbour(way) - network.Nodes[via]).Unit()))!;
        TurnBans.Add(new TurnBan(from, via, to, "no_left_turn"));

        Spot Neighbour(Way way) => network.Nodes[way.Nodes[0] == via ? way.Nodes[1] : way.Nodes[^2]];
    }

    /// <summary>Nodes where at least three arms meet, on ways of this kind.</summary>
    private static IEnumerable<int> Meetings(Network network, Func<Way, bool> isMeant)
    {
        var degrees = network.Degrees();
        return network.Ways.Where(isMeant).SelectMany(way => way.Nodes).Distinct().Where(node => degrees[node] >= 3);
    }
}
