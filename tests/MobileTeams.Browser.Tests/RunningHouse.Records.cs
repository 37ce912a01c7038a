using Npgsql;

namespace MobileTeams.Browser.Tests;

/// <content>What tests look up in the records of the running house: whom a story fits, and what was kept of it.</content>
public sealed partial class RunningHouse
{
    /// <summary>Somebody with an account in a crew that is out now and has work left, and the team.</summary>
    /// <param name="mayAssess">Only a nurse or physician, whom an urgent call may be given to.</param>
    /// <param name="isSoonest">The one who is expected next at a door; otherwise any.</param>
    public async Task<(string Login, Guid Team)> FindNurse(string centre, bool mayAssess = false, bool isSoonest = false)
    {
        await using var command = database.CreateCommand(
            """
            select a.login, s.id from team_shift s join care_centre c on c.id = s.centre_id join account a on a.person_id = any(s.crew)
            join person p on p.id = a.person_id
            where (p.body ->> 'category' in ('RegisteredNurse', 'Physician') or not $4) and c.name = $1 and s.starts_at <= $2 and s.ends_at > $3
              and (select count(*) from assignment x join day_visit v on v.visit_id = x.visit_id where x.team_shift_id = s.id and v.status = 'Published') >= 3
            order by case when $5 then (select min(x.starts_at) from assignment x join day_visit v on v.visit_id = x.visit_id where x.team_shift_id = s.id and v.status = 'Published') end, s.id, a.login limit 1
            """);
        foreach (var value in new object[] { centre, ServerNow.UtcDateTime, ServerNow.AddHours(2).UtcDateTime, mayAssess, isSoonest }) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync(), $"Nobody with an account is out from {centre}.");
        return (reader.GetString(0), reader.GetGuid(1));
    }

    /// <summary>Somebody with an account in a team of that name that is out now.</summary>
    public async Task<(string Login, Guid Team)> FindCrew(string centre, string team)
    {
        await using var command = database.CreateCommand(
            """
            select a.login, t.team_shift_id from day_team t join care_centre c on c.id = t.centre_id join account a on a.person_id = any(t.crew)
            where c.name = $1 and t.body -> 'shift' ->> 'name' = $2 and (t.body -> 'shift' ->> 'start')::timestamptz <= $3 and (t.body -> 'shift' ->> 'end')::timestamptz > $3
            order by a.login limit 1
            """);
        foreach (var value in new object[] { centre, team, ServerNow.UtcDateTime }) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync(), $"Nobody with an account is out from {centre} as {team}.");
        return (reader.GetString(0), reader.GetGuid(1));
    }

    /// <summary>The next day on which somebody whose delegation for insulin ended yesterday is in a team: the day, the team's name and the last date of the delegation.</summary>
    public async Task<(string Date, string Team, string LastDay)> FindExpiredForInsulin(string centre)
    {
        await using var command = database.CreateCommand(
            """
            select s.date::text, s.body ->> 'name', d ->> 'validTo' from team_shift s join care_centre c on c.id = s.centre_id
            join person p on p.id = any(s.crew), jsonb_array_elements(p.body -> 'delegations') d
            where c.name = $1 and s.date >= $2 and cardinality(s.crew) = 1 and d ->> 'task' = 'Insulin' and (d ->> 'validTo')::date = $2 - 1
            order by s.date, s.id limit 1
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = centre });
        command.Parameters.Add(new NpgsqlParameter { Value = DateOnly.FromDateTime(ServerNow.UtcDateTime) });
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync(), $"Nobody's delegation for insulin ended yesterday in {centre}.");
        return (reader.GetString(0), reader.GetString(1), reader.GetString(2));
    }

    /// <summary>A visit for insulin of that day, by the number on its block.</summary>
    public async Task<Guid> FindInsulinVisit(string centre, string date) => await One<Guid>(
        $"select v.visit_id from day_visit v join care_centre c on c.id = v.centre_id where c.name = $1 and v.date = '{date}' and v.body -> 'visit' -> 'tasks' @> '[{{\"kind\": \"Insulin\"}}]' order by v.visit_id limit 1", centre);

    /// <summary>The centre's protected patient as today's visit has it, and a nurse who is named for the patient and out now.</summary>
    public async Task<ProtectedVisit> FindProtectedVisit(string centre)
    {
        await using var command = database.CreateCommand(
            """
            select v.visit_id, p.body ->> 'givenName', p.body ->> 'familyName', p.body ->> 'address', p.identifier, a.login, t.body -> 'shift' ->> 'name'
            from patient p join care_centre c on c.id = p.centre_id join day_visit v on v.patient_id = p.id and v.date = $2
            join day_team t on t.centre_id = c.id and t.date = $2 and t.crew <@ p.named_staff and cardinality(t.crew) = 1
                and (t.body -> 'shift' ->> 'start')::timestamptz <= $3 and (t.body -> 'shift' ->> 'end')::timestamptz > $3
            join account a on a.person_id = any(t.crew) join person n on n.id = a.person_id and n.body ->> 'category' = 'RegisteredNurse'
            where c.name = $1 and p.is_protected order by v.visit_id, t.team_shift_id limit 1
            """);
        foreach (var value in new object[] { centre, DateOnly.FromDateTime(ServerNow.UtcDateTime), ServerNow.UtcDateTime }) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync(), $"No nurse who is named for a protected patient of {centre} is out.");
        return new ProtectedVisit(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.GetString(6));
    }

    /// <summary>What an account's tablet reported, in the order in which the server took it in.</summary>
    public async Task<IReadOnlyList<(string Kind, DateTimeOffset At, DateTimeOffset Received)>> ListReports(string login)
    {
        await using var command = database.CreateCommand(
            """
            select e.kind, e.at, e.received_at from day_event e join account a on a.id = e.account_id
            where a.login = $1 and e.body -> 'origin' ->> 'team' is not null and e.kind <> 'TeamSeen' order by e.version
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = login });
        var reports = new List<(string, DateTimeOffset, DateTimeOffset)>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) reports.Add((reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetFieldValue<DateTimeOffset>(2)));
        return reports;
    }

    public Task<string> FindTeamName(Guid team) => One<string>("select body -> 'shift' ->> 'name' from day_team where team_shift_id = $1", team);

    /// <summary>The team with the most promised visits to come at which a call is due when they are an hour late, and how many they are.</summary>
    public async Task<(Guid Team, long Calls)> FindTeamToCall(string centre)
    {
        await using var command = database.CreateCommand(
            """
            select x.team_shift_id, count(*) from assignment x join day_visit v on v.visit_id = x.visit_id join patient p on p.id = v.patient_id join care_centre c on c.id = v.centre_id
            where c.name = $1 and v.status = 'Published' and x.starts_at between $2 and $2 + interval '10 hours' and p.body ->> 'persona' <> 'IndependentEngaged'
            group by x.team_shift_id order by count(*) desc, x.team_shift_id limit 1
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = centre });
        command.Parameters.Add(new NpgsqlParameter { Value = ServerNow.UtcDateTime });
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync(), $"No team of {centre} has visits to come.");
        return (reader.GetGuid(0), reader.GetInt64(1));
    }

    /// <summary>How many of a centre's visits of the day nobody has.</summary>
    public Task<long> CountUnassigned(string centre) => One<long>(
        """
        select count(*) from day_visit v join care_centre c on c.id = v.centre_id
        where c.name = $1 and v.date = '2026-11-24' and v.status = 'Requested' and not exists (select from assignment x where x.visit_id = v.visit_id)
        """,
        centre);

    /// <summary>A patient of the centre who may be found by searching.</summary>
    public Task<string> FindPatientName(string centre) => One<string>(
        """
        select p.body ->> 'givenName' || ' ' || (p.body ->> 'familyName') from patient p join care_centre c on c.id = p.centre_id
        where c.name = $1 and not p.is_protected and p.body ->> 'safety' = 'None' order by p.id limit 1
        """,
        centre);

    /// <summary>The home of the centre's patient with the lowest id who may be found, as an address to search for.</summary>
    public Task<string> FindAddress(string centre) => One<string>(
        "select p.body ->> 'address' from patient p join care_centre c on c.id = p.centre_id where c.name = $1 and not p.is_protected order by p.id limit 1", centre);

    /// <summary>Makes what was dispatched and is not acknowledged so much older, as if the time had passed.</summary>
    public async Task AgeDispatches(TimeSpan by)
    {
        await using var command = database.CreateCommand(
            "update day_visit set body = jsonb_set(body, '{dispatchedAt}', to_jsonb((body ->> 'dispatchedAt')::timestamptz - $1)) where status = 'Dispatched'");
        command.Parameters.Add(new NpgsqlParameter { Value = by });
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The centre's protected patient: name and identity number.</summary>
    public async Task<(string Name, string Number)> FindProtected(string centre)
    {
        var both = await One<string>(
            """
            select p.body ->> 'givenName' || ' ' || (p.body ->> 'familyName') || '/' || p.identifier from patient p join care_centre c on c.id = p.centre_id
            where c.organisation_id = (select organisation_id from care_centre where name = $1) and p.is_protected order by p.id limit 1
            """,
            centre);
        return (both.Split('/')[0], both.Split('/')[1]);
    }

    /// <summary>A planning of some later day that ended with a fault.</summary>
    public async Task FailPlan(string centre, string why)
    {
        await using var command = database.CreateCommand(
            """
            insert into plan_run (id, centre_id, date, asked_by, asked_at, ended_at, seconds, seed, state, failure)
            select gen_random_uuid(), id, '2027-03-01', 'test', $2, $2, 2, 1, 'failed', $3 from care_centre where name = $1
            """);
        foreach (var value in new object[] { centre, ServerNow.UtcDateTime, why }) command.Parameters.Add(new NpgsqlParameter { Value = value });
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    /// <summary>How many of the staff have a name like this.</summary>
    public Task<long> CountPeople(string name) => One<long>("select count(*) from person where name like $1", name);

    /// <summary>The visit that a team's tablet last completed, in the name of an account.</summary>
    public async Task<Guid> FindDone(Guid team, string login)
    {
        for (var tries = 0; tries < 120; tries++)
        {
            await using var command = database.CreateCommand(
                """
                select (e.body ->> 'visit')::uuid from day_event e join account a on a.id = e.account_id
                where e.kind = 'VisitCompleted' and e.body -> 'origin' ->> 'team' = $1 and a.login = $2 order by e.version desc limit 1
                """);
            command.Parameters.Add(new NpgsqlParameter { Value = team.ToString() });
            command.Parameters.Add(new NpgsqlParameter { Value = login });
            if (await command.ExecuteScalarAsync() is Guid done) return done;
            await Task.Delay(500);
        }

        throw new TimeoutException($"Nothing completed by {login} reached the server. Its last lines:\n{ServerLog}");
    }

    public Task<long> CountEvents(Guid visit, string kind) => One<long>($"select count(*) from day_event where kind = '{kind}' and body ->> 'visit' = $1::text", visit.ToString());

    public Task<long> CountEvents(string kind) => One<long>("select count(*) from day_event where kind = $1", kind);

    public Task<long> CountAllEvents() => One<long>("select count(*) from day_event where $1", true);

    private async Task<T> One<T>(string sql, object argument)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = argument });
        return (T)(await command.ExecuteScalarAsync())!;
    }
}
