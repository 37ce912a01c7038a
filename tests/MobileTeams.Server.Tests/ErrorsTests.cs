using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;

namespace MobileTeams.Server.Tests;

/// <summary>What goes wrong is answered without a word of how, and what nobody foresaw is in the log with all of it.</summary>
public sealed class ErrorsTests
{
    [Theory]
    [InlineData("*/*")]
    [InlineData("text/html; blazor-enhanced-nav=on")]
    public async Task A_bug_is_written_to_the_log_and_an_outage_in_a_line(string accept)
    {
        var log = new Kept();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.AddErrors();
        await using var app = builder.Build();
        app.UseErrors();
        app.MapGet("/bug", string () => throw new InvalidOperationException("Nobody foresaw this."));
        app.MapGet("/away", string () => throw new TimeoutException("It is away."));
        await app.StartAsync();
        using var browser = app.GetTestClient();
        browser.DefaultRequestHeaders.Add("Accept", accept);

        using var bug = await browser.GetAsync("/bug");
        Assert.Equal((HttpStatusCode.InternalServerError, "application/problem+json"), (bug.StatusCode, bug.Content.Headers.ContentType?.MediaType));
        Assert.DoesNotContain("foresaw", await bug.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var written = Assert.Single(log.Lines, line => line.Level >= LogLevel.Warning);
        Assert.Equal((LogLevel.Error, "Nobody foresaw this."), (written.Level, written.Exception?.Message));

        log.Lines.Clear();
        using var away = await browser.GetAsync("/away");
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (away.StatusCode, away.Content.Headers.ContentType?.MediaType));
        written = Assert.Single(log.Lines, line => line.Level >= LogLevel.Warning);
        Assert.Equal((LogLevel.Warning, "/away was not answered, for the database does not answer (It is away.).", null), (written.Level, written.Text, written.Exception));
    }

    private sealed class Kept : ILoggerProvider, ILogger
    {
        public ConcurrentBag<(LogLevel Level, string Text, Exception? Exception)> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add((logLevel, formatter(state, exception), exception));

        public void Dispose()
        {
        }
    }
}
