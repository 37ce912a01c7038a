using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Tablet;
using MobileTeams.Server.Visits;

namespace MobileTeams.Server.Tests.Tablet;

/// <summary>What the tablet's source says of the wire (<c>wire.ts</c>) is what the server sends: the same names, and null where it may be null.</summary>
public sealed partial class TheTabletKnowsTheWireTests
{
    private static readonly (string Interface, Type Dto)[] Sent =
    [
        ("SignedIn", typeof(MeDto)), ("CrewMember", typeof(CrewDto)), ("Vehicle", typeof(VehicleDto)), ("TabletShift", typeof(ShiftDto)), ("TabletBundle", typeof(BundleDto)),
        ("TabletVisit", typeof(VisitDto)), ("Patient", typeof(PatientDto)), ("Sbar", typeof(SbarDto)), ("VisitNote", typeof(NoteDto)), ("EventAnswer", typeof(VisitReceiptDto)),
    ];

    private static readonly string Wire = File.ReadAllText(Path.Combine(Cluster.Root(), "src", "MobileTeams.Tablet", "src", "wire.ts"));

    public static TheoryData<string> Interfaces() => [.. Sent.Select(one => one.Interface)];

    [Theory]
    [MemberData(nameof(Interfaces))]
    public void An_interface_has_the_servers_properties(string name)
    {
        var dto = Sent.Single(one => one.Interface == name).Dto;
        Assert.Equal(Described(dto), Described(BodyOf(name)));
    }

    [Fact]
    public void The_table_names_every_interface_that_the_server_sends() =>
        Assert.Equal(Sent.Select(one => one.Interface).Append("VisitEvent").Append("Position").Order(), Declaration().Matches(Wire).Select(found => found.Groups[1].Value).Order());

    [Fact]
    public void What_the_tablet_reports_is_read()
    {
        var read = Described(typeof(VisitEventDto)).Select(one => one.TrimEnd('?')).ToHashSet();
        Assert.All(Described(BodyOf("VisitEvent")), sent => Assert.Contains(sent.TrimEnd('?'), read));
        Assert.Equal(Described(typeof(PositionDto)), Described(BodyOf("Position")));
    }

    [Fact]
    public void A_difference_is_noticed()
    {
        Assert.NotEqual(Described(typeof(VehicleDto)), Described("  id: string;\n  label: string;\n"));
        Assert.NotEqual(Described(typeof(VehicleDto)), Described("  id: string;\n  name: string | null;\n"));
        Assert.NotEqual(Described(typeof(BundleDto)), Described(BodyOf("TabletBundle").Replace("{ day: string; night: string }", "{ day: string }", StringComparison.Ordinal)));
    }

    /// <summary>Every property by its name on the wire, with what is within it where it is an object written out, and <c>?</c> where it may be null.</summary>
    private static List<string> Described(Type dto)
    {
        var nullness = new NullabilityInfoContext();
        return [.. dto.GetProperties().Select(property =>
        {
            var type = property.PropertyType;
            var element = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : type;
            var isWrittenOut = element.Namespace == typeof(BundleDto).Namespace && Sent.All(one => one.Dto != element);
            var within = isWrittenOut ? $"{{{string.Join(' ', Described(element))}}}" : "";
            var mayBeNull = Nullable.GetUnderlyingType(type) is not null || nullness.Create(property).ReadState == NullabilityState.Nullable;
            return $"{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}{within}{(mayBeNull ? "?" : "")}";
        }).Order(StringComparer.Ordinal)];
    }

    private static List<string> Described(string body) => [.. Property().Matches(body).Select(found =>
    {
        var within = Inner().Match(found.Groups["type"].Value) is { Success: true } inner ? $"{{{string.Join(' ', Described(inner.Groups[1].Value))}}}" : "";
        var mayBeNull = found.Groups["optional"].Success || found.Groups["type"].Value.EndsWith("| null", StringComparison.Ordinal);
        return $"{found.Groups["name"].Value}{within}{(mayBeNull ? "?" : "")}";
    }).Order(StringComparer.Ordinal)];

    private static string BodyOf(string name) => Regex.Match(Wire, $@"export interface {name} \{{\n(.*?)\n\}}", RegexOptions.Singleline).Groups[1].Value;

    [GeneratedRegex(@"export interface (\w+)")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"(?:^|;|\n)[ ]*(?<name>\w+)(?<optional>\?)?: (?<type>(?:\{[^}]*\}|[^;{}\n])*)")]
    private static partial Regex Property();

    [GeneratedRegex(@"^\{(.*?)\}")]
    private static partial Regex Inner();
}
