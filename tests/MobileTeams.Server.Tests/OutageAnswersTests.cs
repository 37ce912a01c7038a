using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MobileTeams.Server.Tests;

/// <summary>While PostgreSQL is stopped, a person who loads a page is told so in words and gets the page when it can be had; a program gets a code; and the server outlives it.</summary>
public sealed partial class WhileTheDatabaseIsStoppedTests : IAsyncLifetime
{
    private const string Browsers = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly Cluster cluster = new("stopped");
    private readonly WorldServer server;

    public WhileTheDatabaseIsStoppedTests() => server = new WorldServer(cluster);

    public async ValueTask InitializeAsync()
    {
        await cluster.InitializeAsync();
        await server.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.Start();
        await server.DisposeAsync();
        await cluster.DisposeAsync();
    }

    [Fact]
    public async Task Pages_say_so_in_words_and_programs_are_told_a_code_until_it_is_back()
    {
        using var disa = await server.SignedIn(World.Dispatcher);
        Assert.Equal(HttpStatusCode.OK, await Until(disa, HttpStatusCode.OK));
        Assert.Equal(HttpStatusCode.OK, (await Load(disa, "/")).StatusCode);
        await cluster.Stop();

        // A page that reads, asked for by somebody who is still believed to be who they are; and from then on whatever asks who it is.
        await SaysSo(await Load(disa, $"/paper/{World.Tierp.Id.Value}/{World.Today:yyyy-MM-dd}"), "sv", "light", "Databasen svarar inte");
        server.Clock.Advance(TimeSpan.FromSeconds(10));
        await SaysSo(await Load(disa, "/"), "sv", "light", "Databasen svarar inte");
        disa.DefaultRequestHeaders.Add("Cookie", "look=night; .AspNetCore.Culture=c%3Den%7Cuic%3Den");
        var text = await SaysSo(await Load(disa, "/calls"), "en", "night", "The database does not answer");
        foreach (var file in Files().Matches(text).Select(match => match.Groups[1].Value).Append("/tablet/").Append("/health/live"))
            Assert.NotEqual(HttpStatusCode.ServiceUnavailable, (await disa.GetAsync(file, None)).StatusCode);
        foreach (var file in new[] { "/ready.js", "/outage.js", "/desk.css" })
        {
            Assert.Contains($"\"{file}\"", text, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await disa.GetAsync(file, None)).StatusCode);
        }

        // Who signs in is not sent to a form that is posted again, but to the door.
        using var form = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent([]), Headers = { { "Accept", Browsers } } };
        Assert.Contains("data-back=\"/\"", await SaysSo(await disa.SendAsync(form, None), "en", "night", "The database does not answer"), StringComparison.Ordinal);

        // Blazor, following a link, loads the page anew when it is given something, and that not HTML.
        await IsCoded(await Load(disa, "/calls", "text/html; blazor-enhanced-nav=on"));
        await IsCoded(await Load(disa, "/api/me", "*/*"));
        await IsCoded(await Load(disa, "/api/me"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Until(disa, HttpStatusCode.ServiceUnavailable));

        await cluster.Start();
        Assert.Equal(HttpStatusCode.OK, await Until(disa, HttpStatusCode.OK));
        Assert.Equal(HttpStatusCode.OK, (await Load(disa, "/calls")).StatusCode);
        Assert.All(server.Services.GetServices<IHostedService>().OfType<BackgroundService>(), one => Assert.False(one.ExecuteTask?.IsFaulted, one.GetType().Name));
    }

    private static async Task<HttpResponseMessage> Load(HttpClient browser, string path, string accept = Browsers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", accept } } };
        return await browser.SendAsync(request, None);
    }

    private static async Task<string> SaysSo(HttpResponseMessage answer, string language, string look, string heading)
    {
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.False(answer.Headers.Contains("blazor-enhanced-nav"));
        var text = await answer.Content.ReadAsStringAsync(None);
        Assert.Contains($"<html lang=\"{language}\" data-theme=\"{look}\"", text, StringComparison.Ordinal);
        Assert.Contains($"<h1>{heading}</h1>", text, StringComparison.Ordinal);

        // The content policy lets no script and no sheet run that stands in the page.
        Assert.DoesNotMatch("<script(?![^>]* src=)|<style| style=| on[a-z]+=", text);
        return text;
    }

    private static async Task IsCoded(HttpResponseMessage answer)
    {
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal("database.away", (await answer.Content.ReadFromJsonAsync<JsonElement>(None)).GetProperty("code").GetString());
    }

    private static async Task<HttpStatusCode> Until(HttpClient browser, HttpStatusCode expected)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var status = (await browser.GetAsync("/health/ready", None)).StatusCode;
            if (status == expected || waited.Elapsed > Patience) return status;
            await Task.Delay(100, None);
        }
    }

    [GeneratedRegex("(?:href|src)=\"(/[^\"]+)\"")]
    private static partial Regex Files();
}
