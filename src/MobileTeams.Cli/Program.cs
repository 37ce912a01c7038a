using System.CommandLine;
using MobileTeams.Cli;
using MobileTeams.Measures;

var root = new RootCommand("MobileTeams: build maps, ask them, solve published instances, and make the demo county.") { MapCommands.Make(), SolveCommand.Make(), DemoCommands.Make() };
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (InputException input)
{
    Console.Error.WriteLine($"{input.Code}: {input.Message}{(input.Place is null ? "" : $" ({input.Place})")}");
    return 2;
}
catch (IOException failure)
{
    Console.Error.WriteLine($"file: {failure.Message}");
    return 2;
}
