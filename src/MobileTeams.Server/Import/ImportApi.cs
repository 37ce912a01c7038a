using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Features;
using MobileTeams.Dispatch;
using MobileTeams.Measures;
using MobileTeams.Roads;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Data;
using MobileTeams.Server.Organisations;
using MobileTeams.Server.Patients;

namespace MobileTeams.Server.Import;

/// <summary>Files in: <c>POST /api/import/{patients|staff|shifts|series}?centre={id}&amp;save={true|false}</c> with the file as the body or as a form's one file.</summary>
public static class ImportApi
{
    private const int FormAround = 64 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static void AddImport(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(services => new ImportStore(
            services.GetRequiredService<Database>(), services.GetRequiredService<PatientStore>(), services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton(services => new ImportHandler(
            services.GetRequiredService<Database>(),
            services.GetRequiredService<CentreStore>(),
            services.GetRequiredService<ImportStore>(),
            services.GetRequiredService<MapHolder>(),
            services.GetRequiredService<TimeProvider>()));
    }

    /// <summary>A report with 200; with 422 when saving was asked for and a line is wrong, so that nothing was saved.</summary>
    public static void MapImport(this WebApplication app) => app.MapPost(
        "/api/import/{kind}",
        async (string kind, Guid centre, bool? save, HttpContext http, ImportHandler imports, CancellationToken ct) =>
        {
            if (!Enum.TryParse<ImportKind>(kind, ignoreCase: true, out var known) || int.TryParse(kind, out _))
                return Errors.Problem(404, "import.kind", "What can be imported: patients, staff, shifts, series.", "kind");
            var file = await ReadFile(http, ct);
            return await imports.Handle(Viewer.Of(http.User), new CareCentreId(centre), known, file, save ?? false, ct) is { } report
                ? Results.Json(report, Json, statusCode: save == true && !report.Saved ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK)
                : Errors.Problem(404, "centre.none", "There is no such care centre.", "centre");
        })
        .RequireAuthorization(policy => policy.RequireRole(nameof(Role.TeamLead), nameof(Role.Dispatcher)))
        .DisableAntiforgery();

    private static async Task<byte[]> ReadFile(HttpContext http, CancellationToken ct)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = CsvTable.MostBytes + FormAround;
        if (!http.Request.HasFormContentType) return await ReadAll(http.Request.Body, ct);
        var form = await http.Request.ReadFormAsync(ct);
        if (form.Files.Count != 1) throw new InputException("import.one-file", Language.Say("Skicka en fil åt gången.", "Send one file at a time."), "file");
        await using var file = form.Files[0].OpenReadStream();
        return await ReadAll(file, ct);
    }

    private static async Task<byte[]> ReadAll(Stream stream, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, ct);
        return bytes.ToArray();
    }
}
