namespace MobileTeams.Cli;

/// <summary>One line on standard error that fills as the work goes on; nothing when nobody looks.</summary>
internal sealed class ProgressBar
{
    private const int Cells = 30;
    private readonly Lock gate = new();
    private string shown = "";

    public void Show(string step, double fraction)
    {
        if (Console.IsErrorRedirected) return;
        var full = (int)Math.Round(Math.Clamp(fraction, 0, 1) * Cells);
        var line = $"{new string('█', full)}{new string('░', Cells - full)} {fraction,4:P0}  {step}";
        lock (gate)
        {
            if (line == shown) return;
            Console.Error.Write($"\r{line.PadRight(Math.Max(line.Length, shown.Length))}");
            shown = line;
        }
    }

    public void End()
    {
        if (shown.Length > 0) Console.Error.Write($"\r{new string(' ', shown.Length)}\r");
    }
}
