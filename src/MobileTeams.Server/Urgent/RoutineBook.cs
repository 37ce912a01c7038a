using Dapper;
using MobileTeams.Dispatch.Words;
using MobileTeams.Measures;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Data;

namespace MobileTeams.Server.Urgent;

/// <summary>The local routine that a clinician has beside the choice of class. It advises nobody by itself: it is shown, and a call remembers which version was.</summary>
/// <param name="Version">0 is the house's own text, for an organisation that has not written one.</param>
public sealed record CallRoutine(int Version, string Swedish, string English, DateTimeOffset? Since, string By)
{
    /// <summary>How a call names it.</summary>
    public string Name => Version.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public string In(Language language) => language == Language.English ? English : Swedish;
}

/// <summary>An organisation's routines, version by version.</summary>
public sealed class RoutineBook(Database database, TimeProvider clock)
{
    /// <summary>The fewest and most characters of a routine in one language.</summary>
    public static readonly (int Least, int Most) Length = (20, 4000);

    private static readonly CallRoutine House = new(
        0,
        "Röd: ring 112 först. Orange: livshotande eller svårt påverkad, besök inom 30 min. Gul: försämrad i dag, inom 2 timmar. Grön: inom dygnet. Blå: planeras.",
        "Red: call 112 first. Orange: severe, visit within 30 min. Yellow: worse today, within 2 hours. Green: within the day. Blue: planned.",
        Since: null,
        By: "");

    /// <summary>The one in force.</summary>
    public async Task<CallRoutine> GetLatest(Viewer viewer, CancellationToken ct) => (await List(viewer, ct))[0];

    /// <summary>The one that a call names; the one in force if there is no such one.</summary>
    public async Task<CallRoutine> Get(Viewer viewer, string name, CancellationToken ct)
    {
        var all = await List(viewer, ct);
        return all.FirstOrDefault(one => one.Name == name) ?? all[0];
    }

    /// <summary>All of them, the newest first.</summary>
    public async Task<IReadOnlyList<CallRoutine>> List(Viewer viewer, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var rows = await connection.QueryAsync<(int Version, string Swedish, string English, DateTime Since, string By)>(
            "select version, swedish, english, since, by_name from call_routine where organisation_id = @organisation order by version desc", new { organisation = viewer.Organisation.Value });
        return [.. rows.Select(row => new CallRoutine(row.Version, row.Swedish, row.English, new DateTimeOffset(row.Since, TimeSpan.Zero), row.By)), House];
    }

    /// <summary>Puts a new version into force.</summary>
    /// <exception cref="InputException"><c>routine.length</c></exception>
    public async Task Put(Viewer viewer, string swedish, string english, CancellationToken ct)
    {
        foreach (var text in new[] { swedish, english })
            if (text.Trim().Length < Length.Least || text.Trim().Length > Length.Most) throw new InputException("routine.length", $"A routine has {Length.Least} to {Length.Most} characters in each language.", "text");
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync(
            """
            insert into call_routine (organisation_id, version, swedish, english, since, by_name)
            select @organisation, coalesce(max(version), 0) + 1, @swedish, @english, @at, @by from call_routine where organisation_id = @organisation
            """,
            new { organisation = viewer.Organisation.Value, swedish = swedish.Trim(), english = english.Trim(), at = clock.GetUtcNow().UtcDateTime, by = viewer.Name });
    }
}
