using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MobileTeams.Server.Import;

namespace MobileTeams.Server.Tests.Import;

/// <summary>The import over HTTP: a preview with 200, saved with 200, nothing saved with 422, every refusal with a code.</summary>
public sealed class TheImportAnswersOverHttpTests(WorldServer server) : IClassFixture<WorldServer>
{
    [Fact]
    public async Task A_file_is_shown_then_saved_then_found_unchanged()
    {
        using var browser = await server.SignedIn(World.Dispatcher);
        var file = "Anställningsnummer;Namn;Yrke\nH1;Åke Hed;usk\n";
        var preview = await Report(await Send(browser, "staff", file));
        Assert.Equal((false, 1, 1, 0, 0), Numbers(preview));
        Assert.Equal(("new", "Åke Hed", 2), (preview.GetProperty("sample")[0].GetProperty("state").GetString(), preview.GetProperty("sample")[0].GetProperty("what").GetString(), preview.GetProperty("sample")[0].GetProperty("line").GetInt32()));
        Assert.Equal((true, 1, 1, 0, 0), Numbers(await Report(await Send(browser, "staff", file, save: true))));
        Assert.Equal((true, 1, 0, 0, 1), Numbers(await Report(await Send(browser, "staff", file, save: true))));
    }

    [Fact]
    public async Task A_form_with_a_file_is_read_the_same()
    {
        using var browser = await server.SignedIn(World.TeamLead);
        using var form = new MultipartFormDataContent { { new ByteArrayContent([.. Encoding.UTF8.Preamble, .. "Anställningsnummer;Namn;Yrke\nH2;Åsa Hed;usk\n"u8]), "file", "personal.csv" } };
        using var answer = await browser.PostAsync(Path("staff", save: false), form);
        Assert.Equal((false, 1, 1, 0, 0), Numbers(await Report(answer)));
    }

    [Fact]
    public async Task A_wrong_line_is_told_and_saving_it_is_refused()
    {
        using var browser = await server.SignedIn(World.Dispatcher);
        var file = "Anställningsnummer;Namn;Yrke\nH3;;trollkarl\n";
        using var preview = await Send(browser, "staff", file);
        Assert.Equal(HttpStatusCode.OK, preview.StatusCode);
        using var save = await Send(browser, "staff", file, save: true);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, save.StatusCode);
        var errors = (await save.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateArray().ToList();
        Assert.Equal(
            [(2, "Namn", "import.required"), (2, "Yrke", "import.choice")],
            errors.Select(error => (error.GetProperty("line").GetInt32(), error.GetProperty("column").GetString(), error.GetProperty("code").GetString())));
    }

    [Fact]
    public async Task Messages_are_Swedish_unless_English_was_chosen()
    {
        using var browser = await server.SignedIn(World.Dispatcher);
        const string File = "Anställningsnummer;Namn\n1;A\n";
        Assert.Equal("Kolumnen Yrke saknas.", await Message(browser));
        using var look = await browser.GetAsync("/look?language=en&back=/");
        Assert.Equal("The column Yrke (profession) is missing.", await Message(browser));

        async Task<string?> Message(HttpClient client) => (await Report(await Send(client, "staff", File))).GetProperty("errors")[0].GetProperty("message").GetString();
    }

    [Theory]
    [InlineData("horses", "a;b", 404, "import.kind")]
    [InlineData("1", "a;b", 404, "import.kind")]
    [InlineData("patients", "", 422, "import.empty")]
    [InlineData("patients", "PK\u0003\u0004", 422, "import.not-text")]
    public async Task What_cannot_be_read_is_refused_with_a_code(string kind, string file, int status, string code)
    {
        using var browser = await server.SignedIn(World.Dispatcher);
        using var answer = await Send(browser, kind, file);
        Assert.Equal((status, code), ((int)answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused()
    {
        using var browser = await server.SignedIn(World.Dispatcher);
        using var file = new ByteArrayContent(new byte[ImportHandler.MostBytes + 1]);
        using var answer = await browser.PostAsync(Path("patients", save: true), file);
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "import.too-large"), (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
    }

    [Fact]
    public async Task Another_organisations_centre_is_not_there()
    {
        using var browser = await server.SignedIn(World.SouthDispatcher);
        using var answer = await Send(browser, "staff", "Anställningsnummer;Namn;Yrke\n1;A;usk\n", save: true);
        Assert.Equal((HttpStatusCode.NotFound, "centre.none"), (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()));
    }

    private static string Path(string kind, bool save) => $"/api/import/{kind}?centre={World.Tierp.Id.Value}&save={(save ? "true" : "false")}";

    private static async Task<HttpResponseMessage> Send(HttpClient browser, string kind, string file, bool save = false)
    {
        using var body = new StringContent(file, new UTF8Encoding(false), new MediaTypeHeaderValue("text/csv"));
        return await browser.PostAsync(Path(kind, save), body);
    }

    private static async Task<JsonElement> Report(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static (bool Saved, int Rows, int New, int Changed, int Unchanged) Numbers(JsonElement report) => (
        report.GetProperty("saved").GetBoolean(), report.GetProperty("rows").GetInt32(), report.GetProperty("new").GetInt32(), report.GetProperty("changed").GetInt32(), report.GetProperty("unchanged").GetInt32());
}
