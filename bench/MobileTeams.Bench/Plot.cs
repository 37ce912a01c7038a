using System.Globalization;
using System.Text;

namespace MobileTeams.Bench;

/// <summary>A drawing with two axes, as SVG. Points are in the drawing's own units; whoever draws says where a value lies.</summary>
internal sealed class Plot
{
    public const double Left = 80;
    public const double Top = 20;
    public const double Bottom = 410;

    private const double Width = 760;
    private const double Height = 460;

    private readonly StringBuilder svg = new();
    private readonly double right;

    /// <param name="right">Where the axes end; names stand to the right of it.</param>
    public Plot(double right)
    {
        this.right = right;
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"13\"><rect width=\"{Width}\" height=\"{Height}\" fill=\"white\"/>");
    }

    /// <summary>A thin line upwards, with what it stands for.</summary>
    public void Upright(double x, string label) =>
        Add($"<line x1=\"{x:0.#}\" y1=\"{Top}\" x2=\"{x:0.#}\" y2=\"{Bottom}\" stroke=\"#ddd\"/><text x=\"{x:0.#}\" y=\"{Bottom + 18}\" text-anchor=\"middle\">{label}</text>");

    /// <summary>A thin line across, with what it stands for.</summary>
    public void Across(double y, string label) =>
        Add($"<line x1=\"{Left}\" y1=\"{y:0.#}\" x2=\"{right}\" y2=\"{y:0.#}\" stroke=\"#ddd\"/><text x=\"{Left - 8}\" y=\"{y + 4:0.#}\" text-anchor=\"end\">{label}</text>");

    /// <summary>What the axes are.</summary>
    public void Axes(string across, string upright) =>
        Add($"<text x=\"{(Left + right) / 2}\" y=\"{Bottom + 38}\" text-anchor=\"middle\">{across}</text><text x=\"18\" y=\"{(Top + Bottom) / 2}\" text-anchor=\"middle\" transform=\"rotate(-90 18 {(Top + Bottom) / 2})\">{upright}</text>");

    public void Line(IEnumerable<(double X, double Y)> points, string colour, double width, string dashes = "")
    {
        var path = string.Join(' ', points.Select(point => Format($"{point.X:0.#},{point.Y:0.#}")));
        var dashed = dashes.Length == 0 ? "" : $" stroke-dasharray=\"{dashes}\"";
        Add($"<polyline points=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"{dashed}/>");
    }

    public void Dot(double x, double y, string colour) => Add($"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"4\" fill=\"{colour}\"/>");

    public void Text(double x, double y, string text, string colour) => Add($"<text x=\"{x:0.#}\" y=\"{y:0.#}\" fill=\"{colour}\">{text}</text>");

    /// <summary>A small line of text to the right of the axes, at their foot.</summary>
    public void Note(string text) => Add($"<text x=\"{right + 10}\" y=\"{Bottom}\" fill=\"#666\" font-size=\"11\">{text}</text>");

    public string Done() => $"{svg}</svg>\n";

    private void Add(FormattableString text) => svg.Append(Format(text));

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
