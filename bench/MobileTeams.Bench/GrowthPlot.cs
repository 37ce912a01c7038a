using System.Globalization;
using System.Text;

namespace MobileTeams.Bench;

/// <summary>Draws how times grow with the size of the graph: both axes logarithmic, a line for each quantity, a thin line for what is linear.</summary>
internal static class GrowthPlot
{
    private const double Width = 760;
    private const double Height = 460;
    private const double Left = 80;
    private const double Top = 20;
    private const double Right = 540;
    private const double Bottom = 410;

    private static readonly string[] Colours = ["#0b6e99", "#b3541e", "#2e7d32", "#6a3d9a"];

    /// <summary>One size and its times in milliseconds.</summary>
    internal sealed record Row(int Nodes, double[] Milliseconds);

    public static string Draw(IReadOnlyList<Row> rows, IReadOnlyList<string> names)
    {
        var svg = new StringBuilder();
        svg.Append(Format($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"13\"><rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>"));
        var (lowX, highX) = (4.0, 6.75);
        var (lowY, highY) = (-2.5, 6.0);
        double X(double nodes) => Left + ((Math.Log10(nodes) - lowX) / (highX - lowX) * (Right - Left));
        double Y(double ms) => Bottom - ((Math.Log10(Math.Max(ms, 1e-3)) - lowY) / (highY - lowY) * (Bottom - Top));
        for (var power = 4; power <= 6; power++)
            svg.Append(Format($"<line x1=\"{X(Math.Pow(10, power)):0.#}\" y1=\"{Top}\" x2=\"{X(Math.Pow(10, power)):0.#}\" y2=\"{Bottom}\" stroke=\"#ddd\"/><text x=\"{X(Math.Pow(10, power)):0.#}\" y=\"{Bottom + 18}\" text-anchor=\"middle\">{Math.Pow(10, power):N0}</text>"));
        for (var power = -2; power <= 6; power++)
            svg.Append(Format($"<line x1=\"{Left}\" y1=\"{Y(Math.Pow(10, power)):0.#}\" x2=\"{Right}\" y2=\"{Y(Math.Pow(10, power)):0.#}\" stroke=\"#ddd\"/><text x=\"{Left - 8}\" y=\"{Y(Math.Pow(10, power)) + 4:0.#}\" text-anchor=\"end\">{Math.Pow(10, power)}</text>"));
        svg.Append(Format($"<text x=\"{(Left + Right) / 2}\" y=\"{Bottom + 38}\" text-anchor=\"middle\">nodes</text><text x=\"18\" y=\"{(Top + Bottom) / 2}\" text-anchor=\"middle\" transform=\"rotate(-90 18 {(Top + Bottom) / 2})\">CPU ms</text>"));
        for (var line = 0; line < names.Count; line++)
        {
            var points = string.Join(' ', rows.Select(row => Format($"{X(row.Nodes):0.#},{Y(row.Milliseconds[line]):0.#}")));
            var linear = Format($"{X(rows[0].Nodes):0.#},{Y(rows[0].Milliseconds[line]):0.#} {X(rows[^1].Nodes):0.#},{Y(rows[0].Milliseconds[line] * rows[^1].Nodes / rows[0].Nodes):0.#}");
            svg.Append(Format($"<polyline points=\"{linear}\" fill=\"none\" stroke=\"{Colours[line]}\" stroke-width=\"0.7\" stroke-dasharray=\"3 4\"/><polyline points=\"{points}\" fill=\"none\" stroke=\"{Colours[line]}\" stroke-width=\"2\"/>"));
            svg.Append(Format($"<text x=\"{Right + 10}\" y=\"{Y(rows[^1].Milliseconds[line]) + 4:0.#}\" fill=\"{Colours[line]}\">{names[line]}</text>"));
        }

        svg.Append(Format($"<text x=\"{Right + 10}\" y=\"{Bottom}\" fill=\"#666\" font-size=\"11\">dashed: linear growth</text></svg>\n"));
        return svg.ToString();
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
