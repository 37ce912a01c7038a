using System.Globalization;
using System.Text;
using MobileTeams.Server.Accounts;

namespace MobileTeams.Server.Audit;

/// <summary>The access log as a file.</summary>
public static class AuditApi
{
    private static readonly string[] Headings = ["Nummer", "Tid (UTC)", "Vem", "Användarnamn", "Vårdcentrum", "Patient", "Åtgärd", "Nödöppning", "Skäl"];

    public static void AddAudit(this WebApplicationBuilder builder) => builder.Services.AddSingleton<AccessLog>();

    public static void MapAudit(this WebApplication app) => app.MapGet("/api/access-log.csv", async (
        string? who, string? whom, DateTimeOffset? from, DateTimeOffset? to, string? action, bool? emergency, HttpContext http, AccessLog log, CancellationToken ct) =>
    {
        var rows = await log.Export(Viewer.Of(http.User), new LogFilter(who, whom, from, to, action, emergency ?? false), ct);
        return Results.Bytes(Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(Csv(rows))).ToArray(), "text/csv; charset=utf-8", "access-log.csv");
    }).RequireAuthorization(AccountApi.AuditPolicy);

    /// <summary>Semicolons between cells, every cell in quotes; a cell that a spreadsheet would take for a formula begins with an apostrophe.</summary>
    internal static string Csv(IEnumerable<LogRow> rows)
    {
        var file = new StringBuilder();
        Line(file, Headings);
        foreach (var row in rows)
        {
            Line(file, [
                row.Number.ToString(CultureInfo.InvariantCulture), row.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), row.Who, row.Login, row.Centre ?? "", row.Whom,
                row.Action, row.IsEmergency ? "ja" : "", row.Reason ?? "",
            ]);
        }

        return file.ToString();
    }

    private static void Line(StringBuilder file, IEnumerable<string> cells) => file.AppendJoin(';', cells.Select(Cell)).Append("\r\n");

    private static string Cell(string text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] ? $"'{text}" : text;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
