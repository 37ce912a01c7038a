using MobileTeams.Planning.Published;

namespace MobileTeams.Planning.Tests.Published;

public sealed class PublishedFilesAreSolvedTests
{
    [Theory]
    [InlineData("hhc/instances/HHCRSP-2024/mankowska/InstanzCPLEX_HCSRP_25_6.json", Form.Hhcrsp)]
    [InlineData("hhc/instances/HHCRSP-2024/Italian/instance_010-milan-r15-p76-s2-sim17.7-seq13.7.json", Form.Hhcrsp)]
    [InlineData("hhc/instances/UHHC-2026/bazirha/E1.json", Form.Uhhc)]
    [InlineData("hhc/instances/UHHC-2026/bazirha-caie/K1.json", Form.Uhhc)]
    [InlineData("hhc/instances/UHHC-2026/validation/i-369.json", Form.Uhhc)]
    [InlineData("vrptw/instances/solomon/RC101.txt", Form.Solomon)]
    public void Feasibly_after_a_thousand_repairs(string file, Form form)
    {
        var instance = Read(file, Objective.Distance);
        Assert.Equal(form, instance.Form);
        Assert.Empty(InstanceSolver.Run(instance, new InstanceBudget(null, 1000)).Score.Broken);
    }

    /// <summary>With services of two patients in crossing order there is a plan for 440.93; placing patients whole, none under 464.62 is known.</summary>
    [Fact]
    public void Service_order_beats_patient_order() =>
        Assert.True(InstanceSolver.Run(Read("hhc/instances/HHCRSP-2024/mankowska/InstanzCPLEX_HCSRP_25_6.json", Objective.Distance), new InstanceBudget(null, 8_000)).Score.Cost < 450);

    [Fact]
    public void Vehicles_first_needs_no_more_vehicles_than_distance_alone()
    {
        var (first, alone) = (Vehicles(Objective.VehiclesFirst), Vehicles(Objective.Distance));
        Assert.True(first <= alone, $"{first} vehicles, not {alone}");

        static double Vehicles(Objective objective)
        {
            var score = InstanceSolver.Run(Read("vrptw/instances/solomon/RC101.txt", objective), new InstanceBudget(null, 5_000)).Score;
            Assert.Empty(score.Broken);
            return score.Components.Single(part => part.Name == "vehicles").Value;
        }
    }

    private static Instance Read(string file, Objective objective)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MobileTeams.sln"))) folder = folder.Parent;
        var path = folder?.Parent is { } above ? Path.Combine(above.FullName, "shared", "bench", file) : "";
        if (!File.Exists(path)) Assert.Skip($"shared/bench/{file} is not beside the project.");
        return InstanceReader.Read(File.ReadAllText(path), Path.GetFileName(path), null, objective);
    }
}
