using System.Globalization;

namespace MobileTeams.Bench.Desks;

/// <summary>Measured milliseconds, from several threads, and what is said of them.</summary>
internal sealed class Samples
{
    private readonly List<double> taken = [];

    public int Count
    {
        get
        {
            lock (taken) return taken.Count;
        }
    }

    public void Add(double milliseconds)
    {
        lock (taken) taken.Add(milliseconds);
    }

    /// <summary>The least measured value that a share of all does not exceed (nearest rank).</summary>
    /// <param name="share">More than 0, at most 1.</param>
    /// <exception cref="InvalidOperationException">Nothing was measured.</exception>
    public double At(double share)
    {
        lock (taken)
        {
            if (taken.Count == 0) throw new InvalidOperationException("Nothing was measured.");
            var sorted = taken.Order().ToList();
            return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
        }
    }

    /// <summary>A row of the table: median, p95, p99, the slowest, of how many.</summary>
    public string Row(string what) => Count == 0
        ? $"| {what} | – | – | – | – | 0 |"
        : string.Create(CultureInfo.InvariantCulture, $"| {what} | {At(0.5):0} | {At(0.95):0} | {At(0.99):0} | {At(1):0} | {Count} |");
}
