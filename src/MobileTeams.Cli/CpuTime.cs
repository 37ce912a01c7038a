using System.Globalization;

namespace MobileTeams.Cli;

/// <summary>Processor time of this process, all threads together, in milliseconds.</summary>
internal readonly record struct CpuTime(double Milliseconds)
{
    public static CpuTime Of(Action work)
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        return new CpuTime((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
    }

    public static CpuTime operator +(CpuTime a, CpuTime b) => new(a.Milliseconds + b.Milliseconds);

    public override string ToString() => Milliseconds.ToString("0.0", CultureInfo.InvariantCulture);
}
