using System.CommandLine;
using MobileTeams.Demo;

namespace MobileTeams.Cli;

/// <summary><c>mobileteams demo …</c>: the county that the demo world lives in.</summary>
internal static class DemoCommands
{
    private const int Seed = 2030;

    public static Command Make() => new("demo", "The demo county.") { County() };

    private static Command County()
    {
        var output = new Option<FileInfo>("--out") { Description = "The .osm.pbf file to write.", Required = true };
        var seed = new Option<int>("--seed") { Description = "Another seed draws other streets.", DefaultValueFactory = _ => Seed };
        var command = new Command("county", "Draws Norduppland and writes it as an OpenStreetMap extract.") { output, seed };
        command.SetAction(arguments => MobileTeams.Demo.County.Write(arguments.GetRequiredValue(output).FullName, arguments.GetValue(seed)));
        return command;
    }
}
