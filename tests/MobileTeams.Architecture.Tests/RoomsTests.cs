using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace MobileTeams.Architecture.Tests;

/// <summary>Who may import whom: the projects, and the server's feature folders. The table is the rule; the tests at the end prove that it can fail.</summary>
public sealed partial class RoomsTests
{
    /// <summary>Each room and what it may import, floor by floor.</summary>
    private static readonly Dictionary<string, string[]> Rooms = new()
    {
        ["Measures"] = [],
        ["Roads"] = ["Measures"],
        ["Planning"] = ["Measures"],
        ["Dispatch"] = ["Measures", "Planning"],
        ["Demo"] = ["Measures", "Roads", "Dispatch"],
        ["Server"] = ["Measures", "Roads", "Dispatch", "Demo"],
        ["Cli"] = ["Measures", "Roads", "Planning", "Dispatch", "Demo"],
    };

    /// <summary>Each folder of the server and which of the others it may import.</summary>
    private static readonly Dictionary<string, string[]> Features = new()
    {
        [""] = ["Accounts", "Audit", "Data", "Days", "Demo", "Desk", "Import", "Live", "Maps", "Organisations", "Paper", "Patients", "Plans", "Tablet", "Urgent", "Visits"],
        ["Accounts"] = ["Data"],
        ["Audit"] = ["Accounts", "Data"],
        ["Data"] = ["Live"],
        ["Live"] = ["Accounts", "Data", "Days"],
        ["Maps"] = ["Accounts", "Data"],
        ["Organisations"] = ["Accounts", "Data"],
        ["Patients"] = ["Accounts", "Data"],
        ["Days"] = ["Accounts", "Data", "Maps", "Organisations", "Patients"],
        ["Paper"] = ["Accounts", "Data", "Days", "Organisations", "Patients", "Urgent"],
        ["Plans"] = ["Accounts", "Data", "Days", "Organisations"],
        ["Urgent"] = ["Accounts", "Data", "Days", "Organisations", "Patients"],
        ["Visits"] = ["Accounts", "Days", "Tablet"],
        ["Tablet"] = ["Accounts", "Data", "Days", "Maps", "Organisations", "Patients", "Urgent"],
        ["Import"] = ["Accounts", "Data", "Organisations", "Patients"],
        ["Demo"] = ["Accounts", "Data", "Days", "Organisations", "Patients", "Plans", "Urgent"],
        ["Desk"] = ["Accounts", "Audit", "Data", "Days", "Import", "Live", "Maps", "Organisations", "Patients", "Plans", "Urgent"],
    };

    private static readonly string Root = FindRoot();

    public static TheoryData<string> Projects() => [.. Directory.GetDirectories(Path.Combine(Root, "src"), "MobileTeams.*").Where(HasProject).Select(folder => Path.GetFileName(folder)!)];

    public static TheoryData<string> Folders() => [.. Features.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_room_imports_only_what_it_may(string project)
    {
        var path = Path.Combine(Root, "src", project, $"{project}.csproj");
        Assert.Empty(ForbiddenReferences(project["MobileTeams.".Length..], XDocument.Load(path)));
    }

    [Fact]
    public void The_table_names_every_room_and_no_other() =>
        Assert.Equal(Rooms.Keys.Select(room => $"MobileTeams.{room}").Order(), Projects().Select(row => row.Data).Order());

    [Theory]
    [MemberData(nameof(Folders))]
    public void A_folder_of_the_server_imports_only_what_it_may(string folder)
    {
        var here = Path.Combine(Root, "src", "MobileTeams.Server", folder);
        var files = Directory.EnumerateFiles(here, "*.*", folder.Length == 0 ? SearchOption.TopDirectoryOnly : SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .ToList();
        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(file => ForbiddenUsings(folder, File.ReadAllText(file)).Select(used => $"{Path.GetFileName(file)} uses {used}")));
    }

    [Fact]
    public void The_table_names_every_folder_of_the_server()
    {
        var withCode = Directory.GetDirectories(Path.Combine(Root, "src", "MobileTeams.Server"))
            .Where(folder => Path.GetFileName(folder) is not ("bin" or "obj" or "wwwroot" or "build" or "Properties"))
            .Where(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Any())
            .Select(Path.GetFileName);
        Assert.Equal(Features.Keys.Where(name => name.Length > 0).Order(), withCode.Order());
    }

    [Fact]
    public void References_of_references_stay_out_of_reach() =>
        Assert.Equal("true", XDocument.Load(Path.Combine(Root, "Directory.Build.props")).Descendants("DisableTransitiveProjectReferences").Single().Value);

    [Fact]
    public void The_rule_for_rooms_can_fail()
    {
        var roadsThatKnowsPatients = XDocument.Parse(
            """<Project><ItemGroup><ProjectReference Include="../MobileTeams.Dispatch/MobileTeams.Dispatch.csproj" /></ItemGroup></Project>""");
        Assert.Equal(["Dispatch"], ForbiddenReferences("Roads", roadsThatKnowsPatients));
    }

    [Fact]
    public void The_rule_for_folders_can_fail()
    {
        Assert.Equal(["Desk"], ForbiddenUsings("Days", "using MobileTeams.Server.Desk;\nusing MobileTeams.Server.Data;"));
        Assert.Equal(["Plans"], ForbiddenUsings("Patients", "@using MobileTeams.Server.Plans"));
        Assert.Equal(["Urgent"], ForbiddenUsings("Data", "var call = MobileTeams.Server.Urgent.CallStore.Find();"));
    }

    [Fact]
    public void The_engines_ask_for_Linq_in_writing()
    {
        foreach (var engine in new[] { "Roads", "Planning" })
        {
            var project = XDocument.Load(Path.Combine(Root, "src", $"MobileTeams.{engine}", $"MobileTeams.{engine}.csproj"));
            Assert.Contains(project.Descendants("Using"), use => (string?)use.Attribute("Remove") == "System.Linq");
        }
    }

    private static IEnumerable<string> ForbiddenReferences(string room, XDocument project) => project.Descendants("ProjectReference")
        .Select(reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')))
        .Select(name => name["MobileTeams.".Length..])
        .Except(Rooms[room]);

    private static IEnumerable<string> ForbiddenUsings(string folder, string text) => ServerNamespace().Matches(text)
        .Select(match => match.Groups[1].Value)
        .Where(used => Features.ContainsKey(used) && used != folder)
        .Distinct()
        .Except(Features[folder]);

    private static bool HasProject(string folder) => Directory.EnumerateFiles(folder, "*.csproj").Any();

    internal static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MobileTeams.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("MobileTeams.sln is in no folder above the tests.");
    }

    [GeneratedRegex(@"MobileTeams\.Server\.(\w+)")]
    private static partial Regex ServerNamespace();
}
