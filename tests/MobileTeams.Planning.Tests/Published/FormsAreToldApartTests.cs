using System.Globalization;
using System.Text;
using MobileTeams.Planning.Published;

namespace MobileTeams.Planning.Tests.Published;

public sealed class FormsAreToldApartTests
{
    [Fact]
    public void Each_by_what_is_in_the_file()
    {
        Assert.Equal(Form.Hhcrsp, DrawnInstances.Read(DrawnInstances.Hhcrsp(1, 3, 2)).Form);
        Assert.Equal(Form.Uhhc, DrawnInstances.Read(DrawnInstances.Uhhc(1, 3, 2, isMetAtEnd: false)).Form);
        Assert.Equal(Form.Solomon, DrawnInstances.Read(DrawnInstances.Solomon(1, 3, 2)).Form);
        Assert.Equal(Form.Vrplib, DrawnInstances.Read(Vrplib(DrawnInstances.Solomon(1, 3, 2))).Form);
    }

    [Fact]
    public void The_same_customers_cost_the_same_in_both_text_forms()
    {
        var solomon = DrawnInstances.Solomon(4, 15, 8);
        var (one, other) = (Solved(solomon), Solved(Vrplib(solomon)));
        Assert.Empty(one.Score.Broken);
        Assert.Equal(SolutionText.Write(one), SolutionText.Write(other));

        static Solution Solved(string text) => InstanceSolver.Run(DrawnInstances.Read(text), new InstanceBudget(null, 300));
    }

    private static string Vrplib(string solomon)
    {
        var rows = solomon.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length == 7 && char.IsAsciiDigit(words[0][0])).ToList();
        var text = new StringBuilder($"NAME : T\nTYPE : VRPTW\nDIMENSION : {rows.Count}\nVEHICLES : 8\nCAPACITY : 40\nEDGE_WEIGHT_TYPE : EUC_2D\nSERVICE_TIME : 10\n");
        Section("NODE_COORD_SECTION", 1, 2);
        Section("DEMAND_SECTION", 3);
        Section("TIME_WINDOW_SECTION", 4, 5);
        return text.Append("DEPOT_SECTION\n1\n-1\nEOF\n").ToString();

        void Section(string name, params int[] columns)
        {
            text.Append(name).Append('\n');
            for (var row = 0; row < rows.Count; row++) text.Append(CultureInfo.InvariantCulture, $"{row + 1} {string.Join(' ', columns.Select(column => rows[row][column]))}\n");
        }
    }
}
