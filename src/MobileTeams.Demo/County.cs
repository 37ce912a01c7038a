using MobileTeams.Demo.Landscape;
using MobileTeams.Roads.Osm;

namespace MobileTeams.Demo;

/// <summary>Norduppland: a county on roads that could be, written as an OpenStreetMap extract. The towns lie where they lie; the rest is drawn.</summary>
public static class County
{
    /// <summary>What the file says about itself.</summary>
    public const string Source = "MobileTeams demo county: drawn, not surveyed";

    /// <summary>Writes the county as <c>.osm.pbf</c>; the same seed gives the same bytes.</summary>
    /// <param name="progress">Told the share that is done, 0 to 1.</param>
    public static void Write(string path, int seed, IProgress<double>? progress = null)
    {
        var sheet = Draw(seed, progress);
        OsmPbfWriter.Write(path, sheet.Nodes, sheet.Ways, sheet.Relations, Source);
        progress?.Report(1);
    }

    internal static Sheet Draw(int seed, IProgress<double>? progress = null)
    {
        var waters = Waters.Draw(seed);
        progress?.Report(0.1);
        var (lines, towns) = RoadWorks.Draw(seed, waters);
        progress?.Report(0.3);
        var network = Network.Join(lines);
        var corners = StreetCorners.Settle(network, towns);
        progress?.Report(0.5);
        var houses = Houses.Build(seed, network, waters);
        progress?.Report(0.7);
        var fields = Nature.Fields(seed, waters, towns);
        var woods = Nature.Woods(seed, waters, towns, fields);
        progress?.Report(0.9);
        return Sheet.Of(network, corners, waters, towns, fields, woods, houses);
    }
}
