using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Data;

namespace MobileTeams.Server.Tests.Accounts;

/// <summary>Who may come in, how often one may try, and what the cookie is like.</summary>
public sealed class OnlyThoseWithAnAccountComeInTests(WorldServer server) : IClassFixture<WorldServer>
{
    [Fact]
    public async Task The_right_password_gives_a_closed_cookie_and_says_who_it_is()
    {
        using var browser = server.Browser();
        using var answer = await Try(browser, "disa", World.Password);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("mobileteams=", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase); // it ends with the browser
        var me = await browser.GetFromJsonAsync<MeDto>("/api/me");
        Assert.Equal("disa", me!.Name);
        Assert.Equal(["Dispatcher"], me.Roles);
    }

    [Theory]
    [InlineData("disa", "fel")]
    [InlineData("disa", "")]
    [InlineData("ingen", World.Password)]
    [InlineData("' or 1=1 --", World.Password)]
    public async Task A_wrong_login_and_a_wrong_password_are_told_the_same(string login, string password)
    {
        using var browser = server.Browser();
        using var answer = await Try(browser, login, password);
        Assert.Equal((HttpStatusCode.Unauthorized, "account.wrong"), (answer.StatusCode, await Code(answer)));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task A_disabled_account_does_not_come_in()
    {
        await using (var disable = server.Services.GetRequiredService<Database>().Source.CreateCommand("update account set disabled = true where login = 'rev'")) await disable.ExecuteNonQueryAsync();
        using var browser = server.Browser();
        using var answer = await Try(browser, "rev", World.Password);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task After_ten_wrong_tries_even_the_right_password_waits()
    {
        using var browser = server.Browser();
        for (var attempt = 0; attempt < 10; attempt++) Assert.Equal(HttpStatusCode.Unauthorized, (await Try(browser, "adam", "fel")).StatusCode);
        using var answer = await Try(browser, "adam", World.Password);
        Assert.Equal((HttpStatusCode.TooManyRequests, "account.too-many-tries"), (answer.StatusCode, await Code(answer)));

        server.Clock.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(HttpStatusCode.OK, (await Try(browser, "adam", World.Password)).StatusCode);
    }

    [Fact]
    public void A_whole_shift_may_sign_in_from_one_address_and_fifty_wrong_tries_still_close_it()
    {
        var tries = new SignInTries(new TestClock());
        for (var nurse = 0; nurse < 300; nurse++)
        {
            Assert.True(tries.MayTryFrom("10.0.0.1"));
            tries.Forget($"nurse {nurse}", "10.0.0.1");
        }

        for (var wrong = 0; wrong < 50; wrong++) Assert.True(tries.MayTryFrom("10.0.0.1"));
        Assert.False(tries.MayTryFrom("10.0.0.1"));
    }

    [Fact]
    public async Task Whoever_signs_out_is_out()
    {
        using var browser = await server.SignedIn(World.TeamLead);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/me")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync("/api/sign-out", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task One_servers_cookie_opens_the_other_server()
    {
        var other = server.StartAnother();
        using var browser = server.Browser();
        using var answer = await Try(browser, "disa", World.Password);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split(';')[0];
        using var there = server.Browser(other);
        using var ask = new HttpRequestMessage(HttpMethod.Get, "/api/me");
        ask.Headers.Add("Cookie", cookie);
        Assert.Equal(HttpStatusCode.OK, (await there.SendAsync(ask)).StatusCode);
    }

    [Fact]
    public async Task A_changed_cookie_is_nobody()
    {
        using var browser = server.Browser();
        using var answer = await Try(browser, "disa", World.Password);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie")).Split(';')[0];
        using var stranger = server.Browser();
        using var ask = new HttpRequestMessage(HttpMethod.Get, "/api/me");
        ask.Headers.Add("Cookie", cookie[..^6] + (cookie[^6] == 'A' ? 'B' : 'A') + cookie[^5..]);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.SendAsync(ask)).StatusCode);
    }

    [Fact]
    public async Task The_desks_form_needs_its_own_token()
    {
        using var browser = server.Browser();
        using var form = new FormUrlEncodedContent([new("login", "disa"), new("password", World.Password)]);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync("/sign-in", form)).StatusCode);
    }

    [Fact]
    public async Task Each_role_reaches_what_is_its_own()
    {
        var map = $"/api/days/{World.Tierp.Id.Value}/{World.Today:yyyy-MM-dd}/map";
        var import = $"/api/import/staff?centre={World.Tierp.Id.Value}";
        // There is no day yet, so those who may look are told that.
        (Viewer? Viewer, HttpStatusCode Map, HttpStatusCode Import)[] table =
        [
            (null, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized),
            (World.Dispatcher, HttpStatusCode.NotFound, HttpStatusCode.OK),
            (World.TeamLead, HttpStatusCode.NotFound, HttpStatusCode.OK),
            (World.NightDuty, HttpStatusCode.NotFound, HttpStatusCode.Forbidden),
            (World.NurseNora, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden),
            (World.Admin, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden),
            (World.SouthDispatcher, HttpStatusCode.NotFound, HttpStatusCode.NotFound),
        ];
        foreach (var (viewer, expectedMap, expectedImport) in table)
        {
            using var browser = viewer is null ? server.Browser() : await server.SignedIn(viewer);
            Assert.Equal((viewer?.Name, expectedMap), (viewer?.Name, (await browser.GetAsync(map)).StatusCode));
            using var file = new StringContent("Anställningsnummer;Namn;Yrke\n1;Ett;usk\n");
            Assert.Equal((viewer?.Name, expectedImport), (viewer?.Name, (await browser.PostAsync(import, file)).StatusCode));
        }
    }

    private static Task<HttpResponseMessage> Try(HttpClient browser, string login, string password) => browser.PostAsJsonAsync("/api/sign-in", new { login, password });

    private static async Task<string?> Code(HttpResponseMessage answer) => (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
}
