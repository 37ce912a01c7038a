using System.Globalization;

namespace MobileTeams.Bench.Desks;

/// <summary>The server's process on this machine, as Linux tells of it in /proc.</summary>
internal sealed record ServerProcess(int Id)
{
    /// <summary>The server that listens on a port of this machine; null if none is found.</summary>
    public static ServerProcess? Find(int port) => Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0 && Says(id, port))
        .Select(id => new ServerProcess(id))
        .FirstOrDefault();

    /// <summary>Resident memory now, megabytes of 1,048,576 bytes (<c>VmRSS</c>).</summary>
    public double Resident() => Read("VmRSS");

    /// <summary>The most that was ever resident (<c>VmHWM</c>), in the same unit.</summary>
    public double Most() => Read("VmHWM");

    /// <summary>Processor time so far, seconds of one core (<c>/proc/PID/stat</c>, which counts hundredths).</summary>
    public double Processor() => ProcessorSeconds(File.ReadAllText($"/proc/{Id}/stat"));

    /// <summary>User and system time of one line of <c>/proc/PID/stat</c>; the name before them stands in brackets and may hold anything.</summary>
    public static double ProcessorSeconds(string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture)) / 100;
    }

    /// <summary>The value of one line of <c>/proc/PID/status</c>, from kB to MB.</summary>
    public static double Megabytes(string status, string line) =>
        double.Parse(
            status.Split('\n').First(one => one.StartsWith(line + ":", StringComparison.Ordinal))[(line.Length + 1)..].Replace("kB", "", StringComparison.Ordinal),
            CultureInfo.InvariantCulture) / 1024;

    private double Read(string line) => Megabytes(File.ReadAllText($"/proc/{Id}/status"), line);

    private static bool Says(int id, int port)
    {
        try
        {
            var command = File.ReadAllText($"/proc/{id}/cmdline").Split('\0');
            return Array.Exists(command, word => word.EndsWith("MobileTeams.Server.dll", StringComparison.Ordinal))
                && Array.Exists(command, word => word.EndsWith($":{port}", StringComparison.Ordinal));
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
