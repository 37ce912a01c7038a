using System.Globalization;
using System.Runtime.InteropServices;
using MobileTeams.Roads.Network;
using MobileTeams.Roads.Osm;
using MobileTeams.Roads.Space;

namespace MobileTeams.Roads.BaseMap;

/// <summary>Collects what is drawn from an extract: closed ways, multipolygons, lines and places.</summary>
internal sealed class BaseMapBuilder
{
    private readonly List<(DrawnKind Kind, string? Name, long[] Nodes)> ways = [];
    private readonly List<(DrawnKind Kind, string? Name, OsmMember[] Members)> relations = [];
    private readonly Dictionary<long, long[]> memberNodes = [];
    private readonly List<(string Kind, OsmNode Node)> labels = [];

    public void Add(OsmRelation relation)
    {
        if (relation.Tags["type"] is not ("multipolygon" or "boundary") || DrawnKind.Of(relation.Tags) is not { IsArea: true } kind) return;
        relations.Add((kind, relation.Tags["name"], relation.Members));
        foreach (var member in relation.Members)
            if (member.Kind == OsmKind.Way) memberNodes[member.Id] = [];
    }

    public void Add(OsmWay way, NodePlaces places)
    {
        if (memberNodes.ContainsKey(way.Id))
        {
            memberNodes[way.Id] = way.Nodes;
            places.Want(way.Nodes);
        }

        if (way.Nodes.Length < 2 || DrawnKind.Of(way.Tags) is not { } kind || (kind.IsArea && !way.IsClosed)) return;
        ways.Add((kind, way.Tags["name"] ?? (kind.Layer == MapLayer.Road ? way.Tags["ref"] : null), way.Nodes));
        places.Want(way.Nodes);
    }

    public void Add(OsmNode node)
    {
        if (DrawnKind.OfPlace(node.Tags) is { } kind) labels.Add((kind, node));
    }

    public DrawnFeatures Build(NodePlaces places)
    {
        var features = new List<Feature>();
        foreach (var (kind, name, nodes) in ways)
        {
            foreach (var run in Runs(nodes, places))
            {
                var isWhole = run.Count == nodes.Length;
                if (kind.IsArea && (!isWhole || run.Count < 4)) continue;
                if (run.Count >= 2) features.Add(new Feature(kind.Layer, kind.IsArea ? DrawnShape.Area : DrawnShape.Line, kind.Kind, name, 0, [new Part(kind.IsArea ? run[..^1] : run, false)]));
            }
        }

        foreach (var (kind, name, members) in relations)
        {
            var parts = Rings.Assemble(members, memberNodes, places);
            if (parts.Count > 0) features.Add(new Feature(kind.Layer, DrawnShape.Area, kind.Kind, name, 0, parts));
        }

        foreach (var (kind, node) in labels)
        {
            _ = int.TryParse(node.Tags["population"], NumberStyles.None, CultureInfo.InvariantCulture, out var population);
            features.Add(new Feature(MapLayer.Place, DrawnShape.Point, kind, node.Tags["name"], population, [new Part([(Degrees.Units(node.Place.Lon), Degrees.Units(node.Place.Lat))], false)]));
        }

        return Laid(features);
    }

    /// <summary>The stretches of a way whose nodes the extract holds.</summary>
    private static List<List<(int Lon, int Lat)>> Runs(long[] nodes, NodePlaces places)
    {
        var runs = new List<List<(int, int)>> { new() };
        foreach (var id in nodes)
        {
            var node = places.Find(id);
            if (places.IsSeen(node)) runs[^1].Add((places.Lon(node), places.Lat(node)));
            else if (runs[^1].Count > 0) runs.Add([]);
        }

        return runs;
    }

    private static DrawnFeatures Laid(List<Feature> features)
    {
        var texts = new TextTable.Builder();
        var order = new List<(byte Zoom, int Feature)>();
        for (var i = 0; i < features.Count; i++) order.Add((Zooms.From(features[i]), i));
        order.Sort();
        var count = order.Count;
        var (layer, shape, fromZoom) = (new MapLayer[count], new DrawnShape[count], new byte[count]);
        var (kind, name, population, partFirst) = (new int[count], new int[count], new int[count], new int[count + 1]);
        var (isHole, pointFirst, lon, lat) = (new List<bool>(), new List<int> { 0 }, new List<int>(), new List<int>());
        for (var i = 0; i < count; i++)
        {
            var feature = features[order[i].Feature];
            (layer[i], shape[i], fromZoom[i]) = (feature.Layer, feature.Shape, order[i].Zoom);
            (kind[i], name[i], population[i]) = (texts.Add(feature.Kind), texts.Add(feature.Name), feature.Population);
            foreach (var part in feature.Parts)
            {
                isHole.Add(part.IsHole);
                foreach (var point in CollectionsMarshal.AsSpan(part.Points))
                {
                    lon.Add(point.Lon);
                    lat.Add(point.Lat);
                }

                pointFirst.Add(lon.Count);
            }

            partFirst[i + 1] = isHole.Count;
        }

        return new DrawnFeatures
        {
            Layer = layer,
            Shape = shape,
            FromZoom = fromZoom,
            Kind = kind,
            Name = name,
            Population = population,
            PartFirst = partFirst,
            IsHole = [.. isHole],
            PointFirst = [.. pointFirst],
            Lon = [.. lon],
            Lat = [.. lat],
            Texts = texts.Build(),
        };
    }

    internal sealed record Feature(MapLayer Layer, DrawnShape Shape, string Kind, string? Name, int Population, List<Part> Parts);

    /// <summary>A line, or a ring without its last point.</summary>
    internal readonly record struct Part(List<(int Lon, int Lat)> Points, bool IsHole);
}
