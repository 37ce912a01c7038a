using MobileTeams.Measures;
using MobileTeams.Planning.Published;

namespace MobileTeams.Planning.Tests.Published;

public sealed class BadInstancesAreNamedTests
{
    private static readonly string Good = DrawnInstances.Hhcrsp(1, 4, 2);
    private static readonly string Unified = DrawnInstances.Uhhc(1, 4, 2, isMetAtEnd: true);
    private static readonly string Text = DrawnInstances.Solomon(1, 5, 3);

    [Theory]
    [InlineData("\"p3\"", "\"p1\"", "plan.field", "drawn: patients[2].id")]
    [InlineData("\"duration\":15", "\"duration\":-15", "plan.field", "drawn: patients[1].required_caregivers[1].duration")]
    [InlineData("\"abilities\":[\"s1\"]", "\"abilities\":[\"s7\"]", "plan.field", "drawn: caregivers[0].abilities[0]")]
    [InlineData("\"services\":", "\"tjanster\":", "plan.field", "drawn")]
    public void In_the_first_form(string good, string bad, string code, string place) => Refused(Good, good, bad, code, place);

    [Theory]
    [InlineData("\"working_shift\":{\"start\":", "\"working_shift\":{\"start\":9", "plan.shift", "drawn: caregivers[0].working_shift")]
    [InlineData("\"distance_matrix_index\":2", "\"distance_matrix_index\":99", "plan.matrix", "drawn: patients[0].distance_matrix_index")]
    [InlineData("\"optional\":", "\"time_windows\":[{\"start\":50,\"end\":40}],\"optional\":", "plan.window", null)]
    public void In_the_unified_form(string good, string bad, string code, string? place) =>
        Refused(Unified.Replace("\"time_windows\":[{", bad.Contains("end\":40", StringComparison.Ordinal) ? "\"unused\":[{" : "\"time_windows\":[{", StringComparison.Ordinal), good, bad, code, place);

    [Theory]
    [InlineData("    3   ", "    3   x", "plan.field", "drawn: line 13")]
    [InlineData("         40", "         0", "plan.field", "drawn")]
    [InlineData("   0   0   800", "   0   900   800", "plan.window", "drawn: line 10")]
    public void In_solomons_form(string good, string bad, string code, string place) => Refused(Text, good, bad, code, place);

    [Fact]
    public void A_file_that_breaks_off_says_where()
    {
        var refused = Assert.Throws<InputException>(() => DrawnInstances.Read(Good[..^20]));
        Assert.Equal("plan.form", refused.Code);
        Assert.StartsWith("drawn: line 1, byte", refused.Place, StringComparison.Ordinal);
    }

    [Fact]
    public void Something_else_altogether_is_told_which_forms_there_are() =>
        Assert.Contains("hhcrsp, uhhc, solomon, vrplib", Assert.Throws<InputException>(() => DrawnInstances.Read("hej")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_matrix_that_is_not_square_names_its_row()
    {
        var broken = Good[..Good.LastIndexOf(',')] + "]]}";
        Assert.Equal("plan.matrix", Assert.Throws<InputException>(() => DrawnInstances.Read(broken)).Code);
    }

    [Fact]
    public void A_patient_nobody_is_competent_for_is_named_and_the_rest_is_planned()
    {
        var instance = DrawnInstances.Read(Good.Replace("\"s1\",\"s2\"", "\"s1\"", StringComparison.Ordinal));
        var solution = InstanceSolver.Run(instance, new InstanceBudget(null, 50));
        Assert.Contains("Patient p2: nobody is competent for s2", instance.Warnings[0], StringComparison.Ordinal);
        Assert.False(solution.Score.IsFeasible);
        Assert.Equal(2, solution.Score.Unserved);
    }

    private static void Refused(string text, string good, string bad, string code, string? place)
    {
        var at = text.IndexOf(good, StringComparison.Ordinal);
        Assert.True(at >= 0);
        var refused = Assert.Throws<InputException>(() => DrawnInstances.Read(text[..at] + bad + text[(at + good.Length)..]));
        Assert.Equal(code, refused.Code);
        if (place is not null) Assert.Equal(place, refused.Place);
    }
}
