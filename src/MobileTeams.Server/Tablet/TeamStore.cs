using Dapper;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Data;

namespace MobileTeams.Server.Tablet;

/// <summary>The teams in whose crew the viewer is, yesterday to tomorrow; others do not exist for a tablet.</summary>
public sealed class TeamStore(Database database, TimeProvider clock)
{
    private const string Mine = "@person = any(t.crew) and t.date between @today - 1 and @today + 1";

    public async Task<IReadOnlyList<(CareCentreId Centre, TeamDay Team)>> List(Viewer viewer, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var rows = await connection.QueryAsync<(Guid Centre, string Body)>(
            $"select t.centre_id, t.body from day_team t where {Mine}", new { person = viewer.Person?.Value, today = Today });
        return [.. rows.Select(row => (new CareCentreId(row.Centre), Documents.Read<TeamDay>(row.Body)))];
    }

    /// <summary>Which day the team belongs to, or null if it is not the viewer's.</summary>
    public async Task<(CareCentreId Centre, DateOnly Date)?> Find(Viewer viewer, TeamShiftId team, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        var row = await connection.QuerySingleOrDefaultAsync<(Guid Centre, DateOnly Date)?>(
            $"select t.centre_id, t.date from day_team t where t.team_shift_id = @team and {Mine}",
            new { team = team.Value, person = viewer.Person?.Value, today = Today });
        return row is { } found ? (new CareCentreId(found.Centre), found.Date) : null;
    }

    /// <summary>Notes which vehicle the crew took. False if the team is not the viewer's.</summary>
    public async Task<bool> ChooseVehicle(Viewer viewer, TeamShiftId team, VehicleId? vehicle, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return await connection.ExecuteAsync(
            $"""
            insert into shift_start (team_shift_id, account_id, vehicle_id, at)
            select t.team_shift_id, @account, @vehicle, @at from day_team t where t.team_shift_id = @team and {Mine}
            on conflict (team_shift_id, account_id) do update set vehicle_id = excluded.vehicle_id, at = excluded.at
            """,
            new
            {
                team = team.Value,
                account = viewer.Account,
                vehicle = vehicle?.Value,
                at = clock.GetUtcNow().UtcDateTime,
                person = viewer.Person?.Value,
                today = Today,
            }) > 0;
    }

    /// <summary>The vehicle the crew last said it took.</summary>
    public async Task<VehicleId?> FindVehicle(TeamShiftId team, CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return await connection.QuerySingleOrDefaultAsync<Guid?>(
            "select vehicle_id from shift_start where team_shift_id = @team order by at desc limit 1", new { team = team.Value }) is { } vehicle
            ? new VehicleId(vehicle)
            : null;
    }

    private DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
}
