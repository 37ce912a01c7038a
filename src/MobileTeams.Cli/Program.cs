using System.CommandLine;
using MobileTeams.Cli;
using MobileTeams.Measures;

var root = new RootCommand("MobileTeams: build maps, ask them, solve published instances, and make the demo county.") { MapCommands.Make(), SolveCommand.Make(), DemoCommands.Make() };
try
{
    var parsed = root.Parse(args);
    if (parsed.Errors.Count > 0)
    {
        Console.Error.WriteLine($"command.wrong: {string.Join(" ", parsed.Errors.Select(error => error.Message))} (add --help to see what is taken)");
        return 2;
    }

    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
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
