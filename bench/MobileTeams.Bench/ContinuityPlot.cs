using System.Globalization;

namespace MobileTeams.Bench;

/// <summary>Draws what known faces cost on the road: minutes of travel across, different staff a client meets upwards, a dot for each price of a new face, and a line through those
/// that no other beats in both.</summary>
internal static class ContinuityPlot
{
    private const double Right = 640;
    private const string Colour = "#0b6e99";

    public static string Draw(IReadOnlyList<WeekRuns.Row> runs)
    {
        // Several seeds of one price are one dot, at their means.
        var dots = runs.GroupBy(run => run.Price)
            .Select(price => (Name: price.Key, Travel: price.Average(run => run.Number("travel_min_a_day")), Staff: price.Average(run => run.Number("staff_mean")))).ToList();
        var (x, y) = (Scale.Of(dots.Select(dot => dot.Travel)), Scale.Of(dots.Select(dot => dot.Staff)));
        var plot = new Plot(Right);
        double X(double value) => Plot.Left + (x.Share(value) * (Right - Plot.Left));
        double Y(double value) => Plot.Bottom - (y.Share(value) * (Plot.Bottom - Plot.Top));
        foreach (var mark in x.Marks()) plot.Upright(X(mark), mark.ToString(CultureInfo.InvariantCulture));
        foreach (var mark in y.Marks()) plot.Across(Y(mark), mark.ToString(CultureInfo.InvariantCulture));
        plot.Axes("minutes of travel a day, the whole centre", "different staff a client meets in 14 days, mean");
        var best = dots.Where(dot => !dots.Exists(other => other.Travel <= dot.Travel && other.Staff <= dot.Staff && other != dot)).OrderBy(dot => dot.Travel);
        plot.Line(best.Select(dot => (X(dot.Travel), Y(dot.Staff))), Colour, 2);
        foreach (var dot in dots)
        {
            plot.Dot(X(dot.Travel), Y(dot.Staff), Colour);
            plot.Text(X(dot.Travel) + 8, Y(dot.Staff) - 6, dot.Name == "care" ? "before any cost" : $"{dot.Name} kr", "#333");
        }

        return plot.Done();
    }

    /// <summary>An axis from one round number to another, with a mark at every step.</summary>
    private readonly record struct Scale(double Low, double High, double Step)
    {
        public static Scale Of(IEnumerable<double> values)
        {
            var all = values.ToList();
            var wide = Math.Max(all.Max() - all.Min(), 1e-3);
            var ten = Math.Pow(10, Math.Floor(Math.Log10(wide)));
            var step = wide / ten < 2 ? ten / 5 : wide / ten < 5 ? ten / 2 : ten;
            return new Scale(step * Math.Floor((all.Min() / step) - 0.2), step * Math.Ceiling((all.Max() / step) + 0.2), step);
        }

        public double Share(double value) => (value - Low) / (High - Low);

        public IEnumerable<double> Marks()
        {
            for (var mark = 0; Low + (mark * Step) <= High + (Step / 2); mark++) yield return Math.Round(Low + (mark * Step), 6);
        }
    }
}
