using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.Urgent;
using MobileTeams.Dispatch.Words;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Data;
using MobileTeams.Server.Days;
using MobileTeams.Server.Organisations;
using MobileTeams.Server.Patients;
using MobileTeams.Server.Urgent;

namespace MobileTeams.Server.Paper;

/// <summary>Days on paper: on demand for a desk, and every few minutes into a folder, for when everything fails.</summary>
public sealed class DayPapers(CentreStore centres, DayBook book, PatientStore patients, CallStore calls, IServiceScopeFactory services, ILoggerFactory logs, IWebHostEnvironment house, TimeProvider clock)
{
    /// <summary>The day as an HTML page for printing; what the viewer may not see is not in it, nor is any protected identity. Null when there is no such day.</summary>
    public async Task<string?> Print(Viewer viewer, CareCentreId centre, DateOnly date, Language language, bool isLarge, CancellationToken ct)
    {
        if (await centres.Find(viewer, centre, ct) is not { } found || await book.Find(centre, date, ct) is not { } day) return null;
        var seen = await patients.List(viewer, PatientsOf(day), "print", ct);
        return await Render(found, day, [.. seen.Where(patient => !patient.IsProtected)], language, isLarge, style: null, ct);
    }

    /// <summary>Writes today's and tomorrow's papers of every centre, each file whole or not at all.</summary>
    /// <param name="folder">Made for its owner's eyes alone if it is not there.</param>
    /// <returns>How many were written.</returns>
    public async Task<int> Write(string folder, CancellationToken ct)
    {
        if (!Directory.Exists(folder)) _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder) : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var style = await File.ReadAllTextAsync(Path.Combine(house.WebRootPath, "paper.css"), ct);
        var written = 0;
        foreach (var centre in await centres.ListAll(ct))
        {
            var today = ServiceTime.Of(centre).ServiceDay(clock.GetUtcNow());
            foreach (var date in new[] { today, today.AddDays(1) })
            {
                if (await book.Find(centre.Id, date, ct) is not { } day) continue;
                var text = await Render(centre, day, await patients.ListForPaper(PatientsOf(day), ct), Language.Swedish, isLarge: false, style, ct);
                var path = Path.Combine(folder, NameOf(centre, date));
                await File.WriteAllTextAsync($"{path}.new", text, ct);
                File.Move($"{path}.new", path, overwrite: true);
                written++;
            }

            for (var old = today.AddDays(-2); old > today.AddDays(-60); old = old.AddDays(-1)) File.Delete(Path.Combine(folder, NameOf(centre, old)));
        }

        return written;
    }

    private async Task<string> Render(CareCentre centre, Day day, IReadOnlyList<Patient> printed, Language language, bool isLarge, string? style, CancellationToken ct)
    {
        var people = (await centres.ListPeople(centre.Id, ct)).ToDictionary(person => person.Id);
        var asked = new Dictionary<UrgentCallId, UrgentCall>();
        foreach (var id in day.Visits.Values.Where(visit => visit.Visit.Place is not null).Select(visit => visit.Visit.Call).OfType<UrgentCallId>().Distinct())
            if (await calls.Find(id, ct) is { } kept) asked[id] = kept.Call;
        await using var scope = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, logs);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var page = await renderer.RenderComponentAsync<DayPaper>(ParameterView.FromDictionary(new Dictionary<string, object?>
            {
                [nameof(DayPaper.Centre)] = centre,
                [nameof(DayPaper.Day)] = day,
                [nameof(DayPaper.AsOf)] = clock.GetUtcNow(),
                [nameof(DayPaper.People)] = people,
                [nameof(DayPaper.Patients)] = printed.ToDictionary(patient => patient.Id),
                [nameof(DayPaper.Calls)] = asked,
                [nameof(DayPaper.Language)] = language,
                [nameof(DayPaper.IsLarge)] = isLarge,
                [nameof(DayPaper.Style)] = style,
            }));
            return page.ToHtmlString();
        });
    }

    private static List<PatientId> PatientsOf(Day day) => [.. day.Visits.Values.Select(visit => visit.Visit.Patient).OfType<PatientId>().Distinct()];

    // Two organisations may have centres of one name.
    private static string NameOf(CareCentre centre, DateOnly date) =>
        $"{string.Concat(centre.Name.Select(letter => char.IsLetterOrDigit(letter) ? letter : '-'))}-{centre.Id.Value.ToString("N")[^8..]}-{date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.html";
}

/// <summary>Writes the papers every five minutes, on every server that was given a folder.</summary>
public sealed partial class PaperClock(DayPapers papers, IConfiguration configuration, TimeProvider clock, ILogger<PaperClock> log) : BackgroundService
{
    /// <summary>Where the papers are written; without it none are.</summary>
    public const string Folder = "MobileTeams:PaperFolder";

    private static readonly TimeSpan Beat = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (configuration[Folder] is not { Length: > 0 } folder) return;
        using var timer = new PeriodicTimer(Beat, clock);
        do
        {
            try
            {
                await papers.Write(folder, stoppingToken);
            }
            catch (Exception missed) when (missed is IOException or UnauthorizedAccessException || Outage.Is(missed))
            {
                // The last papers stay; the next beat tries again.
                LogMissed(folder, missed.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Error, "The papers for when everything fails could not be written to {Folder}: {Reason}")]
    private partial void LogMissed(string folder, string reason);
}

public static class PaperApi
{
    public static void AddPaper(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DayPapers>();
        builder.Services.AddHostedService<PaperClock>();
    }

    public static void MapPaper(this WebApplication app) => app.MapGet("/paper/{centre:guid}/{date}", async (Guid centre, DateOnly date, bool? large, HttpContext http, DayPapers papers, CancellationToken ct) =>
    {
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? Language.English : Language.Swedish;
        http.Response.Headers.CacheControl = "no-store";
        return await papers.Print(Viewer.Of(http.User), new CareCentreId(centre), date, language, large == true, ct) is { } page
            ? Results.Content(page, "text/html; charset=utf-8")
            : Errors.Problem(404, "day.none", "There is no such day.");
    }).RequireAuthorization(AccountApi.DeskPolicy);
}
