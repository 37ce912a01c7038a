using System.Text;
using System.Text.RegularExpressions;
using MobileTeams.Server.Import;

namespace MobileTeams.Server.Tests.Import;

/// <summary>docs/import.md names every column there is, and its examples are files that can be imported.</summary>
public sealed partial class TheManualAndTheImportAgreeTests(WorldDatabase world) : IClassFixture<WorldDatabase>
{
    private static readonly string Manual = File.ReadAllText(Path.Combine(Cluster.Root(), "docs", "import.md"));

    public static TheoryData<string, string> Kinds() => new() { { "Staff", "Staff – personal" }, { "Patients", "Patients – patienter" }, { "Shifts", "Team shifts – pass" }, { "Series", "Visit series – besöksserier" } };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_column_is_described_in_both_languages(string kind, string heading)
    {
        var described = Row().Matches(Section(heading)).Select(row => (Name: row.Groups["name"].Value.Trim('*'), English: row.Groups["english"].Value, IsRequired: row.Groups["name"].Value.StartsWith('*')));
        Assert.Equal(Columns(kind).Select(column => (column.Name, column.English, column.IsRequired)).Order(), described.Order());
    }

    [Fact]
    public async Task The_examples_can_be_imported_in_their_order()
    {
        foreach (var (kind, heading) in Kinds().Select(row => row.Data))
        {
            var example = Example().Match(Section(heading)).Groups[1].Value;
            var report = await world.Parts.Get<ImportHandler>().Handle(World.Dispatcher, World.Tierp.Id, Enum.Parse<ImportKind>(kind), Encoding.UTF8.GetBytes(example), save: true, CancellationToken.None);
            Assert.Empty(report!.Errors);
            Assert.True(report.Saved);
        }
    }

    [Fact]
    public void No_two_columns_of_a_kind_answer_to_the_same_heading()
    {
        foreach (var kind in Kinds().Select(row => row.Data.Item1))
        {
            foreach (var column in Columns(kind))
                foreach (var name in column.AlsoKnownAs.Append(column.Name).Append(column.English))
                    Assert.Equal(column.Name, Assert.Single(Columns(kind), other => other.IsNamed(name)).Name);
        }
    }

    private static IReadOnlyList<Column> Columns(string kind) => kind switch
    {
        "Staff" => StaffImport.Columns,
        "Patients" => PatientImport.Columns,
        "Shifts" => ShiftImport.Columns,
        _ => SeriesImport.Columns,
    };

    private static string Section(string heading)
    {
        var start = Manual.IndexOf($"### {heading}", StringComparison.Ordinal);
        Assert.True(start >= 0, heading);
        return Manual[start..Manual.IndexOf("\n##", start + 3, StringComparison.Ordinal)];
    }

    [GeneratedRegex(@"^\| (?<name>(?!column|-)[^|]+?) \| (?<english>[^|]+?) \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("```\n(.+?)\n```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
