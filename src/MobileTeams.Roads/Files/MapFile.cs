using System.Text;
using MobileTeams.Measures;
using MobileTeams.Roads.Addresses;
using MobileTeams.Roads.BaseMap;
using MobileTeams.Roads.Hierarchies;
using MobileTeams.Roads.Network;
using MobileTeams.Roads.Profile;
using MobileTeams.Roads.Space;

namespace MobileTeams.Roads.Files;

/// <summary>Which array of a map lies in which section of its file. What is written in one half is read in the other.</summary>
internal static class MapFile
{
    public static void Save(MapParts map, string path)
    {
        var file = new SectionWriter();
        file.Put("built-from", Encoding.UTF8.GetBytes(map.BuiltFrom));
        PutNetwork(file, map.Network);
        var h = map.Hierarchy;
        file.Put("ch.rank", h.RankOf);
        file.Put("ch.parent", h.Parent);
        file.Put("ch.up.first", h.UpFirst);
        file.Put("ch.up.head", h.UpHead);
        file.Put("ch.up.cost", h.UpCost);
        file.Put("ch.up.via", h.UpVia);
        file.Put("ch.down.first", h.DownFirst);
        file.Put("ch.down.tail", h.DownTail);
        file.Put("ch.down.cost", h.DownCost);
        file.Put("ch.down.via", h.DownVia);
        file.Put("component.of-edge", map.ComponentOfEdge);
        file.Put("component.sizes", map.ComponentSizes);
        file.Put("snap.boxes", map.SnapTree.Boxes.ToArray());
        file.Put("snap.indices", map.SnapTree.Indices.ToArray());
        file.Put("snap.edges", map.SnapEdges);
        PutAddresses(file, map.Addresses);
        PutDrawn(file, map.Drawn);
        file.Save(path);
    }

    public static MapParts Load(string path)
    {
        using var file = new SectionReader(path);
        var snapEdges = file.Take<int>("snap.edges");
        return new MapParts
        {
            BuiltFrom = Encoding.UTF8.GetString(file.Take<byte>("built-from")),
            Network = TakeNetwork(file),
            Hierarchy = new Hierarchy
            {
                RankOf = file.Take<int>("ch.rank"),
                Parent = file.Take<int>("ch.parent"),
                UpFirst = file.Take<int>("ch.up.first"),
                UpHead = file.Take<int>("ch.up.head"),
                UpCost = file.Take<long>("ch.up.cost"),
                UpVia = file.Take<int>("ch.up.via"),
                DownFirst = file.Take<int>("ch.down.first"),
                DownTail = file.Take<int>("ch.down.tail"),
                DownCost = file.Take<long>("ch.down.cost"),
                DownVia = file.Take<int>("ch.down.via"),
            },
            ComponentOfEdge = file.Take<byte>("component.of-edge"),
            ComponentSizes = file.Take<int>("component.sizes"),
            SnapTree = PackedTree.Restore(file.Take<Box>("snap.boxes"), file.Take<int>("snap.indices"), snapEdges.Length) ?? throw file.Damaged("its index of roads has no valid size"),
            SnapEdges = snapEdges,
            Addresses = TakeAddresses(file),
            Drawn = TakeDrawn(file),
        };
    }

    private static void PutNetwork(SectionWriter file, RoadNetwork n)
    {
        file.Put("junction.lon", n.JunctionLon);
        file.Put("junction.lat", n.JunctionLat);
        file.Put("edge.tail", n.Tail);
        file.Put("edge.head", n.Head);
        file.Put("edge.dm", n.Decimetres);
        file.Put("edge.forward", n.ForwardMs);
        file.Put("edge.backward", n.BackwardMs);
        file.Put("edge.name", n.Name);
        file.Put("edge.class", n.Class);
        file.Put("edge.last-stretch", n.LastStretchOnly);
        file.Put("edge.way", n.Way);
        file.Put("shape.first", n.ShapeFirst);
        file.Put("shape.lon", n.ShapeLon);
        file.Put("shape.lat", n.ShapeLat);
        PutTexts(file, "names", n.Names);

        // Field by field, so that no padding goes into the file.
        file.Put("turn.from", Array.ConvertAll(n.Restrictions, turn => turn.FromWay));
        file.Put("turn.via", Array.ConvertAll(n.Restrictions, turn => turn.Via));
        file.Put("turn.to", Array.ConvertAll(n.Restrictions, turn => turn.ToWay));
        file.Put("turn.via-way", Array.ConvertAll(n.Restrictions, turn => turn.IsViaWay));
        file.Put("turn.only", Array.ConvertAll(n.Restrictions, turn => turn.IsOnly));
    }

    private static RoadNetwork TakeNetwork(SectionReader file)
    {
        var (from, via, to) = (file.Take<long>("turn.from"), file.Take<long>("turn.via"), file.Take<long>("turn.to"));
        var (isViaWay, isOnly) = (file.Take<bool>("turn.via-way"), file.Take<bool>("turn.only"));
        var restrictions = new TurnRestriction[from.Length];
        for (var i = 0; i < restrictions.Length; i++) restrictions[i] = new TurnRestriction(from[i], via[i], to[i], isViaWay[i], isOnly[i]);
        return new RoadNetwork
        {
            JunctionLon = file.Take<int>("junction.lon"),
            JunctionLat = file.Take<int>("junction.lat"),
            Tail = file.Take<int>("edge.tail"),
            Head = file.Take<int>("edge.head"),
            Decimetres = file.Take<int>("edge.dm"),
            ForwardMs = file.Take<int>("edge.forward"),
            BackwardMs = file.Take<int>("edge.backward"),
            Name = file.Take<int>("edge.name"),
            Class = file.Take<RoadClass>("edge.class"),
            LastStretchOnly = file.Take<bool>("edge.last-stretch"),
            Way = file.Take<long>("edge.way"),
            ShapeFirst = file.Take<int>("shape.first"),
            ShapeLon = file.Take<int>("shape.lon"),
            ShapeLat = file.Take<int>("shape.lat"),
            Names = TakeTexts(file, "names"),
            Restrictions = restrictions,
        };
    }

    private static void PutAddresses(SectionWriter file, AddressArrays a)
    {
        PutTexts(file, "address.texts", a.Texts);
        file.Put("address.text", a.Text);
        file.Put("address.locality", a.Locality);
        file.Put("address.kind", a.Kind);
        file.Put("address.population", a.Population);
        file.Put("address.lon", a.Lon);
        file.Put("address.lat", a.Lat);
        file.Put("house.first", a.HouseFirst);
        file.Put("house.number", a.HouseNumber);
        file.Put("house.lon", a.HouseLon);
        file.Put("house.lat", a.HouseLat);
        PutTexts(file, "words", a.Words);
        file.Put("address.word-first", a.NameWordFirst);
        file.Put("address.words", a.NameWords);
        file.Put("address.own-words", a.OwnWords);
    }

    private static AddressArrays TakeAddresses(SectionReader file) => new()
    {
        Texts = TakeTexts(file, "address.texts"),
        Text = file.Take<int>("address.text"),
        Locality = file.Take<int>("address.locality"),
        Kind = file.Take<NamedKind>("address.kind"),
        Population = file.Take<int>("address.population"),
        Lon = file.Take<int>("address.lon"),
        Lat = file.Take<int>("address.lat"),
        HouseFirst = file.Take<int>("house.first"),
        HouseNumber = file.Take<int>("house.number"),
        HouseLon = file.Take<int>("house.lon"),
        HouseLat = file.Take<int>("house.lat"),
        Words = TakeTexts(file, "words"),
        NameWordFirst = file.Take<int>("address.word-first"),
        NameWords = file.Take<int>("address.words"),
        OwnWords = file.Take<byte>("address.own-words"),
    };

    private static void PutDrawn(SectionWriter file, DrawnFeatures d)
    {
        PutTexts(file, "drawn.texts", d.Texts);
        file.Put("drawn.layer", d.Layer);
        file.Put("drawn.shape", d.Shape);
        file.Put("drawn.from-zoom", d.FromZoom);
        file.Put("drawn.kind", d.Kind);
        file.Put("drawn.name", d.Name);
        file.Put("drawn.population", d.Population);
        file.Put("drawn.part-first", d.PartFirst);
        file.Put("drawn.hole", d.IsHole);
        file.Put("drawn.point-first", d.PointFirst);
        file.Put("drawn.lon", d.Lon);
        file.Put("drawn.lat", d.Lat);
    }

    private static DrawnFeatures TakeDrawn(SectionReader file) => new()
    {
        Texts = TakeTexts(file, "drawn.texts"),
        Layer = file.Take<MapLayer>("drawn.layer"),
        Shape = file.Take<DrawnShape>("drawn.shape"),
        FromZoom = file.Take<byte>("drawn.from-zoom"),
        Kind = file.Take<int>("drawn.kind"),
        Name = file.Take<int>("drawn.name"),
        Population = file.Take<int>("drawn.population"),
        PartFirst = file.Take<int>("drawn.part-first"),
        IsHole = file.Take<bool>("drawn.hole"),
        PointFirst = file.Take<int>("drawn.point-first"),
        Lon = file.Take<int>("drawn.lon"),
        Lat = file.Take<int>("drawn.lat"),
    };

    private static void PutTexts(SectionWriter file, string name, TextTable texts)
    {
        file.Put(name + ".bytes", texts.Bytes.ToArray());
        file.Put(name + ".first", texts.First.ToArray());
    }

    private static TextTable TakeTexts(SectionReader file, string name) => new(file.Take<byte>(name + ".bytes"), file.Take<int>(name + ".first"));
}
