using System.Globalization;
using MobileTeams.Roads.Osm;

namespace MobileTeams.Demo.Landscape;

/// <summary>The finished drawing as OpenStreetMap elements.</summary>
internal sealed class Sheet
{
    private readonly List<OsmNode> nodes = [];
    private readonly List<OsmWay> ways = [];
    private readonly List<OsmRelation> relations = [];

    private Sheet()
    {
    }

    public IReadOnlyList<OsmNode> Nodes => nodes;

    public IReadOnlyList<OsmWay> Ways => ways;

    public IReadOnlyList<OsmRelation> Relations => relations;

    public static Sheet Of(Network network, StreetCorners corners, Waters waters, IReadOnlyList<Town> towns, IReadOnlyList<Outline> fields, IReadOnlyList<Outline> woods, IReadOnlyList<House> houses)
    {
        var sheet = new Sheet();
        sheet.DrawRoads(network, corners);
        sheet.DrawWaters(waters);
        foreach (var town in towns) sheet.DrawTown(town);
        foreach (var field in fields) sheet.DrawArea(field.Ring, ("landuse", "farmland"));
        foreach (var wood in woods) sheet.DrawArea(wood.Ring, ("landuse", "forest"));
        foreach (var house in houses) sheet.DrawHouse(house);
        return sheet;
    }

    private void DrawRoads(Network network, StreetCorners corners)
    {
        var used = new long[network.Nodes.Count];
        var barriers = corners.Barriers.ToDictionary(barrier => barrier.Node, barrier => barrier.Barrier);
        foreach (var node in network.Ways.SelectMany(way => way.Nodes).Distinct().Order())
        {
            var tags = barriers.TryGetValue(node, out var barrier) ? OsmTags.Of(("barrier", barrier))
                : corners.Signals.Contains(node) ? OsmTags.Of(("highway", "traffic_signals"))
                : OsmTags.None;
            used[node] = AddNode(network.Nodes[node], tags);
        }

        var ids = new Dictionary<Way, long>(ReferenceEqualityComparer.Instance);
        foreach (var way in network.Ways) ids.Add(way, AddWay([.. way.Nodes.Select(node => used[node])], TagsOf(way)));
        foreach (var ban in corners.TurnBans)
        {
            relations.Add(new OsmRelation(
                relations.Count + 1,
                [new(OsmKind.Way, ids[ban.From], "from"), new(OsmKind.Node, used[ban.Via], "via"), new(OsmKind.Way, ids[ban.To], "to")],
                OsmTags.Of(("type", "restriction"), ("restriction", ban.Kind))));
        }
    }

    private static OsmTags TagsOf(Way way)
    {
        var line = way.Line;
        if (line.Kind == LineKind.Ferry)
            return OsmTags.Of(("route", "ferry"), ("name", line.Name!), ("motor_vehicle", "yes"), ("bicycle", "yes"), ("foot", "yes"), ("duration", "00:06"), ("interval", "00:20"), ("operator", "Färjerederiet"));
        var tags = new List<(string, string)> { ("highway", line.Highway) };
        if (line.Name is { } name) tags.Add(("name", name));
        if (line.Ref is { } reference) tags.Add(("ref", reference));
        if (way.IsRoundabout) tags.Add(("junction", "roundabout"));
        else if (way.IsOneWay) tags.Add(("oneway", "yes"));
        if (line.MaxSpeed is { } speed) tags.Add(("maxspeed", speed.ToString(CultureInfo.InvariantCulture)));
        if (line.IsGravel) tags.Add(("surface", "gravel"));
        else if (line.Kind is LineKind.Thoroughfare or LineKind.Motorway or LineKind.Ramp or LineKind.Street) tags.Add(("surface", "asphalt"));
        if (line.Highway == "track") tags.Add(("tracktype", "grade2"));
        if (line.IsPrivate) tags.Add(("access", "private"));
        if (line.Settlement is not null) tags.Add(("lit", "yes"));
        if (line.Kind == LineKind.Path) tags.Add(("foot", "yes"));
        return OsmTags.Of([.. tags]);
    }

    private void DrawWaters(Waters waters)
    {
        var sea = AddWay(RingOf(waters.Sea.Ring), OsmTags.None);
        var islands = waters.Islands.Select(island => new OsmMember(OsmKind.Way, AddWay(RingOf(island.Ring), OsmTags.Of(("place", "islet"))), "inner"));
        relations.Add(new OsmRelation(
            relations.Count + 1, [new(OsmKind.Way, sea, "outer"), .. islands],
            OsmTags.Of(("type", "multipolygon"), ("natural", "water"), ("water", "sea"), ("name", "Bottenhavet"))));
        foreach (var (name, shore) in waters.Lakes) DrawArea(shore.Ring, ("natural", "water"), ("water", "lake"), ("name", name));
        DrawArea(waters.River.Ring, ("natural", "water"), ("water", "river"), ("name", "Dalälven"));
        AddWay([.. waters.RiverLine.Select(spot => AddNode(spot))], OsmTags.Of(("waterway", "river"), ("name", "Dalälven")));
    }

    private void DrawTown(Town town)
    {
        var place = town.Settlement;
        if (place.Population >= 100) DrawArea(town.Outline.Ring, ("landuse", "residential"), ("name", place.Name));
        AddNode(place.Middle, OsmTags.Of(("place", place.Kind), ("name", place.Name), ("population", place.Population.ToString(CultureInfo.InvariantCulture))));
    }

    private void DrawHouse(House house)
    {
        var door = house is { Street: { } street, Number: { } number } ? OsmTags.Of(("addr:street", street), ("addr:housenumber", number), ("addr:city", house.City)) : OsmTags.None;
        var first = AddNode(house.Corners[0], door);
        AddWay([first, .. house.Corners.Skip(1).Select(corner => AddNode(corner)), first], OsmTags.Of(("building", house.Kind)));
    }

    private void DrawArea(IReadOnlyList<Spot> ring, params ReadOnlySpan<(string, string)> tags) => AddWay(RingOf(ring), OsmTags.Of(tags));

    private long[] RingOf(IReadOnlyList<Spot> ring)
    {
        var ids = new long[ring.Count + 1];
        for (var i = 0; i < ring.Count; i++) ids[i] = AddNode(ring[i]);
        ids[^1] = ids[0];
        return ids;
    }

    private long AddNode(Spot spot, OsmTags tags = default)
    {
        nodes.Add(new OsmNode(nodes.Count + 1, spot.ToGeoPoint(), tags));
        return nodes.Count;
    }

    private long AddWay(long[] ids, OsmTags tags)
    {
        ways.Add(new OsmWay(ways.Count + 1, ids, tags));
        return ways.Count;
    }
}
