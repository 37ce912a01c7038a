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
        file.Put("profiles", Encoding.UTF8.GetBytes(string.Join(' ', Array.ConvertAll(map.Modes, mode => mode.Profile))));
        for (var i = 0; i < map.Modes.Length; i++) PutMode(file, $"{i}.", map.Modes[i]);
        PutAddresses(file, map.Addresses);
        PutDrawn(file, map.Drawn);
        file.Save(path);
    }

    public static MapParts Load(string path)
    {
        using var file = new SectionReader(path);
        var profiles = Encoding.UTF8.GetString(file.Take<byte>("profiles")).Split(' ');
        var modes = new ModeParts[profiles.Length];
        for (var i = 0; i < modes.Length; i++) modes[i] = TakeMode(file, $"{i}.", Profile.TravelProfile.Find(profiles[i])?.Name ?? throw file.Damaged($"it names an unknown profile '{profiles[i]}'"));
        return new MapParts
        {
            BuiltFrom = Encoding.UTF8.GetString(file.Take<byte>("built-from")),
            Modes = modes,
            Addresses = TakeAddresses(file),
            Drawn = TakeDrawn(file),
        };
    }

    private static void PutMode(SectionWriter file, string mode, ModeParts m)
    {
        PutNetwork(file, mode, m.Network);
        file.Put(mode + "component.edges", m.ComponentOfEdge);
        file.Put(mode + "component.sizes", m.ComponentSizes);
        file.Put(mode + "snap.boxes", m.SnapTree.Boxes.ToArray());
        file.Put(mode + "snap.indices", m.SnapTree.Indices.ToArray());
        file.Put(mode + "snap.edges", m.SnapEdges);
        PutHierarchy(file, mode + "plain.", m.Plain);
        if (m.Turns is not { } turns || m.WithTurns is not { } withTurns) return;
        file.Put(mode + "turn.first", turns.First);
        file.Put(mode + "turn.head", turns.Head);
        file.Put(mode + "turn.ms", turns.TurnMs);
        file.Put(mode + "turn.road", turns.RoadOf);
        file.Put(mode + "turn.node", turns.NodeOf);
        file.Put(mode + "turn.copy", turns.CopyOf);
        PutHierarchy(file, mode + "turns.", withTurns);
    }

    private static ModeParts TakeMode(SectionReader file, string mode, string profile)
    {
        var snapEdges = file.Take<int>(mode + "snap.edges");
        var hasTurns = file.Has(mode + "turn.first");
        return new ModeParts
        {
            Profile = profile,
            Network = TakeNetwork(file, mode),
            ComponentOfEdge = file.Take<byte>(mode + "component.edges"),
            ComponentSizes = file.Take<int>(mode + "component.sizes"),
            SnapTree = PackedTree.Restore(file.Take<Box>(mode + "snap.boxes"), file.Take<int>(mode + "snap.indices"), snapEdges.Length) ?? throw file.Damaged("its index of roads has no valid size"),
            SnapEdges = snapEdges,
            Plain = TakeHierarchy(file, mode + "plain."),
            Turns = !hasTurns ? null : new TurnGraphArrays
            {
                First = file.Take<int>(mode + "turn.first"),
                Head = file.Take<int>(mode + "turn.head"),
                TurnMs = file.Take<int>(mode + "turn.ms"),
                RoadOf = file.Take<int>(mode + "turn.road"),
                NodeOf = file.Take<int>(mode + "turn.node"),
                CopyOf = file.Take<int>(mode + "turn.copy"),
            },
            WithTurns = hasTurns ? TakeHierarchy(file, mode + "turns.") : null,
        };
    }

    private static void PutHierarchy(SectionWriter file, string name, Hierarchy h)
    {
        file.Put(name + "rank", h.RankOf);
        file.Put(name + "parent", h.Parent);
        file.Put(name + "up.first", h.UpFirst);
        file.Put(name + "up.head", h.UpHead);
        file.Put(name + "up.cost", h.UpCost);
        file.Put(name + "up.via", h.UpVia);
        file.Put(name + "down.first", h.DownFirst);
        file.Put(name + "down.tail", h.DownTail);
        file.Put(name + "down.cost", h.DownCost);
        file.Put(name + "down.via", h.DownVia);
    }

    private static Hierarchy TakeHierarchy(SectionReader file, string name) => new()
    {
        RankOf = file.Take<int>(name + "rank"),
        Parent = file.Take<int>(name + "parent"),
        UpFirst = file.Take<int>(name + "up.first"),
        UpHead = file.Take<int>(name + "up.head"),
        UpCost = file.Take<long>(name + "up.cost"),
        UpVia = file.Take<int>(name + "up.via"),
        DownFirst = file.Take<int>(name + "down.first"),
        DownTail = file.Take<int>(name + "down.tail"),
        DownCost = file.Take<long>(name + "down.cost"),
        DownVia = file.Take<int>(name + "down.via"),
    };

    private static void PutNetwork(SectionWriter file, string mode, RoadNetwork n)
    {
        file.Put(mode + "junction.lon", n.JunctionLon);
        file.Put(mode + "junction.lat", n.JunctionLat);
        file.Put(mode + "edge.tail", n.Tail);
        file.Put(mode + "edge.head", n.Head);
        file.Put(mode + "edge.dm", n.Decimetres);
        file.Put(mode + "edge.forward", n.ForwardMs);
        file.Put(mode + "edge.backward", n.BackwardMs);
        file.Put(mode + "edge.name", n.Name);
        file.Put(mode + "edge.class", n.Class);
        file.Put(mode + "edge.last-stretch", n.LastStretchOnly);
        file.Put(mode + "edge.way", n.Way);
        file.Put(mode + "shape.first", n.ShapeFirst);
        file.Put(mode + "shape.lon", n.ShapeLon);
        file.Put(mode + "shape.lat", n.ShapeLat);
        PutTexts(file, mode + "names", n.Names);

        file.Put(mode + "edge.marks", n.Marks);
        file.Put(mode + "edge.winter", n.WinterPercent);
        file.Put(mode + "junction.signal", n.HasSignal);
        file.Put(mode + "ban.first", n.BanFirst);
        file.Put(mode + "ban.road", n.BanRoad);
        file.Put(mode + "ban.counts", n.RestrictionCounts);
    }

    private static RoadNetwork TakeNetwork(SectionReader file, string mode)
    {
        return new RoadNetwork
        {
            JunctionLon = file.Take<int>(mode + "junction.lon"),
            JunctionLat = file.Take<int>(mode + "junction.lat"),
            Tail = file.Take<int>(mode + "edge.tail"),
            Head = file.Take<int>(mode + "edge.head"),
            Decimetres = file.Take<int>(mode + "edge.dm"),
            ForwardMs = file.Take<int>(mode + "edge.forward"),
            BackwardMs = file.Take<int>(mode + "edge.backward"),
            Name = file.Take<int>(mode + "edge.name"),
            Class = file.Take<RoadClass>(mode + "edge.class"),
            LastStretchOnly = file.Take<bool>(mode + "edge.last-stretch"),
            Way = file.Take<long>(mode + "edge.way"),
            ShapeFirst = file.Take<int>(mode + "shape.first"),
            ShapeLon = file.Take<int>(mode + "shape.lon"),
            ShapeLat = file.Take<int>(mode + "shape.lat"),
            Names = TakeTexts(file, mode + "names"),
            Marks = file.Take<RoadMarks>(mode + "edge.marks"),
            WinterPercent = file.Take<byte>(mode + "edge.winter"),
            HasSignal = file.Take<bool>(mode + "junction.signal"),
            BanFirst = file.Take<int>(mode + "ban.first"),
            BanRoad = file.Take<int>(mode + "ban.road"),
            RestrictionCounts = file.Take<int>(mode + "ban.counts"),
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
