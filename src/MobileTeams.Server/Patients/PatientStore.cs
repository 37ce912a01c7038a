using Dapper;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Measures;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Data;
using Npgsql;

namespace MobileTeams.Server.Patients;

/// <summary>Patients, as far as the viewer may see them. Whatever is read of a patient leaves a row in the access log, in the same statement.</summary>
public sealed class PatientStore(Database database, TimeProvider clock)
{
    // The whole organisation for those who plan and answer calls, else those whom the viewer's own teams visit yesterday, today or tomorrow;
    // protected identities for the named only.
    private const string MaySee =
        """
        (not p.is_protected or @person = any(p.named_staff))
        and (@wide or exists (
            select 1 from day_visit v join assignment a on a.visit_id = v.visit_id join day_team t on t.team_shift_id = a.team_shift_id
            where v.patient_id = p.id and @person = any(t.crew) and t.date between @today - 1 and @today + 1))
        """;

    // Opened by this viewer in an emergency, for an hour.
    private const string IsOpened = "exists (select 1 from emergency_opening o where o.account_id = @account and o.patient_id = p.id and o.ends_at > @at)";

    /// <summary>Those of the patients whom the viewer may see; the others are silently absent.</summary>
    /// <param name="action">What the reading was for, such as <c>board</c>, <c>card</c>, <c>tablet</c>; goes into the access log.</param>
    public async Task<IReadOnlyList<Patient>> List(Viewer viewer, IReadOnlyCollection<PatientId> patients, string action, CancellationToken ct)
    {
        if (patients.Count == 0) return [];
        await using var connection = await database.Open(ct);
        return await Read(connection, viewer, "p.id = any(@patients)", new { patients = patients.Select(patient => patient.Value).ToArray() }, action, 100_000);
    }

    /// <summary>The patient, or null if there is none that the viewer may see.</summary>
    public async Task<Patient?> Find(Viewer viewer, PatientId patient, string action, CancellationToken ct) =>
        (await List(viewer, [patient], action, ct)).SingleOrDefault();

    /// <summary>Patients whose name, identity number or address holds every word typed. Protected identities are not found by searching.</summary>
    public async Task<IReadOnlyList<Patient>> Search(Viewer viewer, string text, int limit, CancellationToken ct)
    {
        var words = SearchText.Words(text);
        if (words.Length == 0) return [];
        await using var connection = await database.Open(ct);
        var patterns = words.Select(word => $"%{word.Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_")}%").ToArray();
        return await Read(connection, viewer, "not p.is_protected and p.search_text like all(@patterns)", new { patterns }, "search", limit);
    }

    /// <summary>Patients whose own number, or a relative's, is this one. Protected identities are not found by it.</summary>
    public async Task<IReadOnlyList<Patient>> FindByPhone(Viewer viewer, string phone, int limit, CancellationToken ct)
    {
        if (PhoneNumber.Fold(phone) is not { } folded) return [];
        await using var connection = await database.Open(ct);
        return await Read(connection, viewer, "not p.is_protected and p.phones @> array[@folded]", new { folded }, "phone", limit);
    }

    /// <summary>Those of the patients who may stand on the papers for when everything fails: nobody with a protected identity.</summary>
    public async Task<IReadOnlyList<Patient>> ListForPaper(IReadOnlyCollection<PatientId> patients, CancellationToken ct)
    {
        if (patients.Count == 0) return [];
        await using var connection = await database.Open(ct);
        var bodies = await connection.QueryAsync<string>(
            "select body from patient where id = any(@patients) and not is_protected order by id", new { patients = patients.Select(patient => patient.Value).ToArray() });
        return [.. bodies.Select(Documents.Read<Patient>)];
    }

    /// <summary>What planning has to know of patients. Names, numbers, phones and texts stay behind.</summary>
    public async Task<IReadOnlyList<Patient>> ListForPlanning(IReadOnlyCollection<PatientId> patients, CancellationToken ct)
    {
        if (patients.Count == 0) return [];
        await using var connection = await database.Open(ct);
        var bodies = await connection.QueryAsync<string>(
            """
            select jsonb_strip_nulls(body || '{"givenName":"","familyName":"","phone":"","whatMatters":"","address":"","relatives":[],
                "identifier":"189001019802","access":{"kind":"OpensSelf","detail":""}}') from patient where id = any(@patients) order by id
            """,
            new { patients = patients.Select(patient => patient.Value).ToArray() });
        return [.. bodies.Select(Documents.Read<Patient>)];
    }

    public static async Task Save(NpgsqlConnection connection, OrganisationId organisation, Patient patient)
    {
        await connection.ExecuteAsync(
            """
            insert into patient (id, centre_id, organisation_id, identifier, is_protected, named_staff, search_text, phones, body)
            values (@id, @centre, @organisation, @identifier, @isProtected, @named, @search, @phones, @body::jsonb)
            on conflict (id) do update set centre_id = excluded.centre_id, identifier = excluded.identifier, is_protected = excluded.is_protected,
                named_staff = excluded.named_staff, search_text = excluded.search_text, phones = excluded.phones, body = excluded.body
            """,
            new
            {
                id = patient.Id.Value,
                centre = patient.Centre.Value,
                organisation = organisation.Value,
                identifier = patient.Identifier.Value,
                isProtected = patient.IsProtected,
                named = patient.NamedStaff.Select(person => person.Value).ToArray(),
                search = patient.IsProtected ? "" : SearchText.Fold($"{patient.GivenName} {patient.FamilyName} {patient.Identifier.Value} {patient.Address}"),
                phones = PhoneNumber.Of(patient),
                body = Documents.Write(patient),
            });
    }

    private async Task<IReadOnlyList<Patient>> Read(
        NpgsqlConnection connection, Viewer viewer, string which, object arguments, string action, int limit)
    {
        var parameters = new DynamicParameters(arguments);
        parameters.AddDynamicParams(new
        {
            at = clock.GetUtcNow().UtcDateTime,
            account = viewer.Account,
            organisation = viewer.Organisation.Value,
            centre = viewer.Centre?.Value,
            person = viewer.Person?.Value,
            wide = viewer.SeesWholeOrganisation,
            today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime),
            action,
            limit,
        });
        var bodies = await connection.QueryAsync<string>(
            $"""
            with seen as (
                select p.id, p.body, ({MaySee}) is not true as emergency from patient p
                where {which} and p.organisation_id = @organisation and (({MaySee}) or {IsOpened}) order by p.search_text, p.id limit @limit),
            logged as (
                insert into access_log (at, account_id, organisation_id, centre_id, patient_id, action, emergency)
                select @at, @account, @organisation, @centre::uuid, id, @action, emergency from seen)
            select body from seen
            """,
            parameters);
        return [.. bodies.Select(Documents.Read<Patient>)];
    }
}
