using System.Globalization;

namespace MobileTeams.Bench;

/// <summary>Draws how times grow with the size of the graph: both axes logarithmic, a line for each quantity, a thin line for what is linear.</summary>
internal static class GrowthPlot
{
    private const double Right = 540;

    private static readonly string[] Colours = ["#0b6e99", "#b3541e", "#2e7d32", "#6a3d9a"];

    /// <summary>One size and its times in milliseconds.</summary>
    internal sealed record Row(int Nodes, double[] Milliseconds);

    public static string Draw(IReadOnlyList<Row> rows, IReadOnlyList<string> names)
    {
        var plot = new Plot(Right);
        var (lowX, highX) = (4.0, 6.75);
        var (lowY, highY) = (-2.5, 6.0);
        double X(double nodes) => Plot.Left + ((Math.Log10(nodes) - lowX) / (highX - lowX) * (Right - Plot.Left));
        double Y(double ms) => Plot.Bottom - ((Math.Log10(Math.Max(ms, 1e-3)) - lowY) / (highY - lowY) * (Plot.Bottom - Plot.Top));
        for (var power = 4; power <= 6; power++) plot.Upright(X(Math.Pow(10, power)), Math.Pow(10, power).ToString("N0", CultureInfo.InvariantCulture));
        for (var power = -2; power <= 6; power++) plot.Across(Y(Math.Pow(10, power)), Math.Pow(10, power).ToString(CultureInfo.InvariantCulture));
        plot.Axes("nodes", "CPU ms");
        for (var line = 0; line < names.Count; line++)
        {
            var first = rows[0].Milliseconds[line];
            plot.Line([(X(rows[0].Nodes), Y(first)), (X(rows[^1].Nodes), Y(first * rows[^1].Nodes / rows[0].Nodes))], Colours[line], 0.7, "3 4");
            plot.Line(rows.Select(row => (X(row.Nodes), Y(row.Milliseconds[line]))), Colours[line], 2);
            plot.Text(Right + 10, Y(rows[^1].Milliseconds[line]) + 4, names[line], Colours[line]);
        }

        plot.Note("dashed: linear growth");
        return plot.Done();
    }
}
