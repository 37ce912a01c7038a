using System.Globalization;
using System.Xml;
using MobileTeams.Measures;

namespace MobileTeams.Roads.Osm;

/// <summary>Reads OpenStreetMap XML element by element; one element is in memory at a time. Not thread-safe.</summary>
internal sealed class OsmXmlReader
{
    private const int ElementsBetweenReports = 10_000;

    private readonly XmlReader xml;
    private readonly List<string> tags = [];
    private readonly List<long> nodes = [];
    private readonly List<OsmMember> members = [];

    private OsmXmlReader(XmlReader xml) => this.xml = xml;

    /// <exception cref="InputException"><c>map.truncated</c>, <c>map.damaged</c> or <c>map.unreadable</c>, with the name and the line.</exception>
    public static void Read(Stream content, string name, Action<OsmNode>? onNode, Action<OsmWay>? onWay, Action<OsmRelation>? onRelation, Action onProgress, CancellationToken ct)
    {
        XmlReader? xml = null;
        string Where() => xml is IXmlLineInfo line && line.LineNumber > 0 ? $"{name}, line {line.LineNumber}" : name;
        try
        {
            // Even to begin reads from the stream.
            xml = XmlReader.Create(content, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, IgnoreWhitespace = true, IgnoreComments = true, XmlResolver = null });
            new OsmXmlReader(xml).Read(onNode, onWay, onRelation, onProgress, ct);
        }
        catch (XmlException e)
        {
            throw e.Message.Contains("Unexpected end of file", StringComparison.Ordinal)
                ? new InputException("map.truncated", "The map extract ends in the middle; the download may have been cut short.", Where(), e)
                : new InputException("map.damaged", $"The map extract is damaged: {e.Message}", Where(), e);
        }
        catch (Exception e) when (e is DamagedBytesException or InvalidDataException)
        {
            throw new InputException("map.damaged", $"The map extract is damaged: {e.Message}", Where(), e);
        }
        catch (EndOfStreamException e)
        {
            throw new InputException("map.truncated", "The map extract ends in the middle; the download may have been cut short.", Where(), e);
        }
        finally
        {
            xml?.Dispose();
        }
    }

    private void Read(Action<OsmNode>? onNode, Action<OsmWay>? onWay, Action<OsmRelation>? onRelation, Action onProgress, CancellationToken ct)
    {
        if (xml.MoveToContent() != XmlNodeType.Element || xml.Name != "osm") throw new InputException("map.unreadable", "The file is not an OpenStreetMap extract: it does not begin with <osm>.");
        var count = 0;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.Name is not ("node" or "way" or "relation")) continue;
            if (++count % ElementsBetweenReports == 0)
            {
                ct.ThrowIfCancellationRequested();
                onProgress();
            }

            var kind = xml.Name;
            var (id, isDeleted) = (Whole("id"), xml.GetAttribute("visible") == "false");
            if (isDeleted || (kind == "node" && onNode is null) || (kind == "way" && onWay is null) || (kind == "relation" && onRelation is null)) continue;
            var place = kind == "node" ? Place() : default;
            ReadContent();
            if (kind == "node") onNode!(new OsmNode(id, place, Tags()));
            else if (kind == "way") onWay!(new OsmWay(id, [.. nodes], Tags()));
            else onRelation!(new OsmRelation(id, [.. members], Tags()));
        }
    }

    private void ReadContent()
    {
        tags.Clear();
        nodes.Clear();
        members.Clear();
        if (xml.IsEmptyElement) return;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.Name == "tag" && xml.GetAttribute("k") is { } key && !HasKey(key))
            {
                tags.Add(key);
                tags.Add(xml.GetAttribute("v") ?? "");
            }
            else if (xml.Name == "nd")
            {
                nodes.Add(Whole("ref"));
            }
            else if (xml.Name == "member")
            {
                var kind = xml.GetAttribute("type") switch
                {
                    "node" => OsmKind.Node,
                    "way" => OsmKind.Way,
                    "relation" => OsmKind.Relation,
                    var other => throw new DamagedBytesException($"a member is of the unknown kind '{other}'"),
                };
                members.Add(new OsmMember(kind, Whole("ref"), xml.GetAttribute("role") ?? ""));
            }
        }
    }

    private bool HasKey(string key)
    {
        for (var i = 0; i < tags.Count; i += 2)
            if (tags[i] == key) return true;
        return false;
    }

    private OsmTags Tags() => tags.Count == 0 ? OsmTags.None : new OsmTags([.. tags]);

    private GeoPoint Place()
    {
        var (lon, lat) = (Number("lon"), Number("lat"));
        if (!GeoPoint.IsLongitude(lon) || !GeoPoint.IsLatitude(lat)) throw new DamagedBytesException("a node lies outside the earth's degrees");
        return GeoPoint.FromLonLat(lon: lon, lat: lat);
    }

    private long Whole(string attribute) => long.TryParse(xml.GetAttribute(attribute), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw new DamagedBytesException($"<{xml.Name}> has no valid '{attribute}'");

    private double Number(string attribute) => double.TryParse(xml.GetAttribute(attribute), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw new DamagedBytesException($"<{xml.Name}> has no valid '{attribute}'");
}
