using System.Diagnostics;

namespace MobileTeams.Server.Tests;

/// <summary>The server as a process of its own, which can be killed.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private ServerProcess(Process process, string urls)
    {
        this.process = process;
        Address = new Uri(urls);
        output = process.StandardOutput.ReadToEndAsync();
        errors = process.StandardError.ReadToEndAsync();
    }

    public Uri Address { get; }

    public static ServerProcess Start(string connection, string mapFile, string urls = "http://127.0.0.1:0")
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in new[]
        {
            Path.Combine(AppContext.BaseDirectory, "MobileTeams.Server.dll"), "--urls", urls, "--MobileTeams:Map", mapFile, "--MobileTeams:Database", connection,
        }) start.ArgumentList.Add(argument);
        return new ServerProcess(Process.Start(start)!, urls);
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    public static async Task<ServerProcess> StartReady(string connection, string mapFile)
    {
        var server = Start(connection, mapFile, $"http://127.0.0.1:{Cluster.FreePort()}");
        using var browser = new HttpClient { BaseAddress = server.Address };
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < Patience && !server.process.HasExited)
        {
            try
            {
                if ((await browser.GetAsync("/health/ready")).IsSuccessStatusCode) return server;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        server.Dispose();
        throw new TimeoutException($"The server does not get ready:\n{await server.output}\n{await server.errors}");
    }

    /// <summary>Waits for its end.</summary>
    /// <returns>With which code it ended, and what it wrote to standard error.</returns>
    public async Task<(int Code, string Errors)> End()
    {
        using var tooLong = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(tooLong.Token);
        return (process.ExitCode, await errors);
    }

    /// <summary>As a power cut would.</summary>
    public void Kill() => process.Kill(entireProcessTree: true);

    public void Dispose()
    {
        if (!process.HasExited) Kill();
        process.Dispose();
    }
}
