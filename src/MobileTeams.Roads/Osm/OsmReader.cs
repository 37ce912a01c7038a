using System.IO.Compression;
using MobileTeams.Measures;

namespace MobileTeams.Roads.Osm;

/// <summary>Reads OpenStreetMap extracts of any kind that is told by its first bytes: PBF, or XML, plain or packed with gzip or bzip2. By streams; not thread-safe.</summary>
public static class OsmReader
{
    /// <summary>Calls back for every node, way and relation in the file's order; kinds nobody listens to are passed over.</summary>
    /// <param name="onProgress">Told the share of the file that is read, 0 to 1.</param>
    /// <exception cref="InputException"><c>map.truncated</c>, <c>map.damaged</c> or <c>map.unreadable</c>, with the file and the place in it.</exception>
    public static void Read(
        string path,
        Action<OsmNode>? onNode = null,
        Action<OsmWay>? onWay = null,
        Action<OsmRelation>? onRelation = null,
        Action<double>? onProgress = null,
        CancellationToken ct = default)
    {
        using var file = OsmPbfReader.Open(path);
        var begin = new byte[4];
        var got = file.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false);
        file.Position = 0;
        var name = Path.GetFileName(path);
        void Xml(Stream content) => OsmXmlReader.Read(content, name, onNode, onWay, onRelation, () => onProgress?.Invoke((double)file.Position / file.Length), ct);
        switch (begin.AsSpan(0, got))
        {
            case [(byte)'<', ..] or [0xEF, 0xBB, 0xBF, ..]:
                Xml(file);
                break;
            case [0x1F, 0x8B, ..]:
                using (var unpacked = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true)) Xml(unpacked);
                break;
            case [(byte)'B', (byte)'Z', (byte)'h', ..]:
                using (var unpacked = new BZip2Stream(file)) Xml(unpacked);
                break;
            default:
                OsmPbfReader.Read(file, name, onNode, onWay, onRelation, onProgress, ct);
                break;
        }
    }
}
