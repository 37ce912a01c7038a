using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;

namespace MobileTeams.Server.Tests;

/// <summary>Every answer, good or bad, for people or programs, tells the browser what to refuse.</summary>
public sealed class SecurityHeadersTests(WorldServer server) : IClassFixture<WorldServer>
{
    private static readonly string[] Doors =
        ["/", "/sign-in", "/denied", "/tablet/", "/desk.css", "/api/me", "/api/tablet/shifts", "/api/places?q=stor", "/health/live", "/openapi/v1.json", "/map/style.json", "/tiles/14/1/1.mvt", "/nowhere", "/api/nowhere"];

    [Fact]
    public async Task Every_door_sends_them_whoever_asks()
    {
        using var signedIn = await server.SignedIn(World.Dispatcher);
        using var stranger = server.Browser();
        foreach (var browser in new[] { signedIn, stranger })
        {
            foreach (var door in Doors)
            {
                using var answer = await browser.GetAsync(door);
                var policy = Header(answer, "Content-Security-Policy");
                Assert.True(policy is not null, $"{door} ({answer.StatusCode}) has no policy");
                Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
                Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
                Assert.Contains("object-src 'none'", policy, StringComparison.Ordinal);
                Assert.DoesNotContain("unsafe-eval", policy, StringComparison.Ordinal);
                Assert.Equal("script-src 'self'", policy.Split(';').Select(part => part.Trim()).Single(part => part.StartsWith("script-src", StringComparison.Ordinal)));
                Assert.Equal("style-src 'self'", policy.Split(';').Select(part => part.Trim()).Single(part => part.StartsWith("style-src ", StringComparison.Ordinal)));
                Assert.Equal(("nosniff", "DENY", "no-referrer"), (Header(answer, "X-Content-Type-Options"), Header(answer, "X-Frame-Options"), Header(answer, "Referrer-Policy")));
                Assert.Contains("camera=()", Header(answer, "Permissions-Policy"), StringComparison.Ordinal);
                Assert.Null(Header(answer, "Strict-Transport-Security")); // plain HTTP: it would be ignored, and wrong
                if (door.StartsWith("/api/", StringComparison.Ordinal)) Assert.Contains("no-store", answer.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Over_https_the_browser_is_told_to_stay_there()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        await using var app = builder.Build();
        app.UseSecurityHeaders();
        app.MapGet("/", () => "");
        await app.StartAsync();
        using var secure = new HttpClient(app.GetTestServer().CreateHandler()) { BaseAddress = new Uri("https://desk.example") };
        Assert.Equal("max-age=31536000; includeSubDomains", Header(await secure.GetAsync("/"), "Strict-Transport-Security"));
        using var plain = new HttpClient(app.GetTestServer().CreateHandler()) { BaseAddress = new Uri("http://desk.example") };
        Assert.Null(Header(await plain.GetAsync("/"), "Strict-Transport-Security"));
    }

    [Fact]
    public async Task Whoever_signs_out_leaves_no_pages_behind()
    {
        using var browser = await server.SignedIn(World.NightDuty);
        using var answer = await browser.PostAsync("/api/sign-out", null);
        Assert.Equal((HttpStatusCode.NoContent, "\"cache\""), (answer.StatusCode, Header(answer, "Clear-Site-Data")));
        using var signIn = await browser.PostAsJsonAsync("/api/sign-in", new { login = "natt", password = World.Password });
        Assert.Null(Header(signIn, "Clear-Site-Data"));
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;
}
