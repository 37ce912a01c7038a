using MobileTeams.Demo;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Proposals;
using MobileTeams.Roads;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Data;
using MobileTeams.Server.Days;
using MobileTeams.Server.Organisations;
using MobileTeams.Server.Patients;
using MobileTeams.Server.Plans;
using MobileTeams.Server.Urgent;

namespace MobileTeams.Server.Demo;

/// <summary>Fills an empty database with the demo world, plans today and tomorrow, and lets today's crews have worked until now. Doing it again adds only what is new.</summary>
public sealed partial class DemoLoader(
    MapHolder maps, Database database, AccountStore accounts, CentreStore centres, DayHandler days, DayBook book, FactsBook facts, PlanStore plans, BedStore beds,
    IConfiguration settings, TimeProvider clock, ILogger<DemoLoader> log)
{
    public const int Seed = 2030;
    private const int UsualSeconds = 8;
    private const int BedsAtTierp = 18;
    private const int BedsElsewhere = 6;
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm");
    private static readonly TimeOnly DayBreak = new(6, 0);

    private int Seconds => settings.GetValue("MobileTeams:DemoSeconds", UsualSeconds);

    /// <summary>With so many removals and repairs the demo is planned alike on every machine; usually the clock decides.</summary>
    private PlanningLimit Limit => settings.GetValue<long?>("MobileTeams:DemoIterations") is { } iterations ? PlanningLimit.After(iterations) : TimeSpan.FromSeconds(Seconds);

    public async Task Load(CancellationToken ct)
    {
        var today = new ServiceTime(Zone, DayBreak).ServiceDay(clock.GetUtcNow());
        if (!await IsLoaded(today, ct)) await LoadWorld(today, ct);
        foreach (var centre in await centres.ListAll(ct))
        {
            await PlanAndPublish(centre.Id, today, ct);
            await Play(centre.Id, today, ct);
            await Propose(centre.Id, today.AddDays(1), ct);
        }
    }

    /// <summary>Who to sign in as: each centre's desks, and somebody in a crew that is out now or goes out next.</summary>
    public async Task<IReadOnlyList<(string Centre, string Login, string What)>> ListSignIns(CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return [.. await Dapper.SqlMapper.QueryAsync<(string, string, string)>(
            connection,
            """
            select c.name, a.login, a.roles[1] from account a join care_centre c on c.id = a.centre_id where a.person_id is null
            union all
            select name, login, team from (
                select distinct on (c.id) c.name, a.login, 'Nurse, ' || (t.body -> 'shift' ->> 'name') as team
                from care_centre c join team_shift s on s.centre_id = c.id join day_team t on t.team_shift_id = s.id
                join account a on a.person_id = any(t.crew)
                where s.ends_at > @now and jsonb_array_length(t.body -> 'route') > 0
                order by c.id, s.starts_at > @now, s.starts_at desc) nurses
            order by 1, 3
            """,
            new { now = clock.GetUtcNow().UtcDateTime })];
    }

    /// <summary>Lets the crews that nobody else speaks for have done what they would have by now.</summary>
    public async Task Play(CareCentreId centre, DateOnly date, CancellationToken ct)
    {
        if (await book.Find(centre, date, ct) is not { } day) return;
        var known = await facts.Get(day, ct);
        var taken = await TakenTeams(ct);
        var played = PlayedDay.Until(clock.GetUtcNow(), day, known.People, Seed).Where(happened => happened.Origin.Team is not { } team || !taken.Contains(team));
        await days.HandleAll(centre, date, [.. played], ct);
    }

    private async Task<bool> IsLoaded(DateOnly today, CancellationToken ct)
    {
        var all = await centres.ListAll(ct);
        return all.Count > 0 && (await centres.ListShifts(all[0].Id, today.AddDays(DemoWorld.DaysAfter), ct)).Count > 0;
    }

    private async Task LoadWorld(DateOnly today, CancellationToken ct)
    {
        LogLoading(today);
        var world = DemoWorld.Make(maps.Current, Seed, today);
        var owner = world.Centres.ToDictionary(centre => centre.Id, centre => centre.Organisation);
        var home = world.Patients.ToDictionary(patient => patient.Id, patient => patient.Centre);
        await database.InTransaction(
            async connection =>
            {
                foreach (var organisation in world.Organisations) await CentreStore.Save(connection, organisation);
                foreach (var centre in world.Centres) await CentreStore.Save(connection, centre);
                foreach (var vehicle in world.Vehicles) await CentreStore.Save(connection, vehicle);
                foreach (var person in world.People) await CentreStore.Save(connection, person);
                foreach (var patient in world.Patients) await PatientStore.Save(connection, owner[patient.Centre], patient);
                foreach (var series in world.Series) await CentreStore.Save(connection, home[series.Patient], series);
                foreach (var shift in world.Shifts) await CentreStore.Save(connection, shift);
                foreach (var meeting in world.Meetings) await CentreStore.Save(connection, meeting);
                foreach (var centre in world.Centres) await CentreStore.Touch(connection, centre.Id);
                return true;
            },
            ct);
        await accounts.SaveAll(
            world.Accounts.Select(account => (
                account.Login,
                new Viewer(account.Id, account.Name, account.Organisation, account.Centre, account.Person, account.Roles.Select(Enum.Parse<Role>).ToHashSet()))),
            DemoWorld.Password,
            ct);
        foreach (var centre in world.Centres)
        {
            await beds.SetCount(new Viewer(Guid.Empty, "MobileTeams", centre.Organisation, null, null, new HashSet<Role>()), centre.Id, centre.Name.EndsWith("Tierp", StringComparison.Ordinal) ? BedsAtTierp : BedsElsewhere, ct);
            for (var date = today; date <= today.AddDays(1); date = date.AddDays(1))
            {
                await days.Make(centre.Id, date, ct);
                await days.Add(centre.Id, date, [.. world.Requests.Where(visit => visit.Centre == centre.Id && visit.Date == date)], ct);
            }
        }
    }

    private async Task PlanAndPublish(CareCentreId centre, DateOnly date, CancellationToken ct)
    {
        await days.Make(centre, date, ct);
        if (await plans.FindLatest(centre, date, ct) is { State: PlanState.Published }) return;
        if (await Propose(centre, date, ct) is not { } run) return;
        var proposal = (await plans.Find(run, ct))!.Proposal!;
        var now = clock.GetUtcNow();
        var published = proposal.Published(new EventOrigin(new DayEventId(run), now, now, "MobileTeams", Team: null));
        if (await days.Handle(centre, date, published, account: null, ct) is Handled.Decided { Change: DayChange.Accepted }) await plans.MarkPublished(run, "MobileTeams", why: null, part: null, ct);
    }

    /// <summary>Plans the whole day from its beginning, unless there is a plan. Null when there is one or no such day.</summary>
    private async Task<Guid?> Propose(CareCentreId centre, DateOnly date, CancellationToken ct)
    {
        await days.Make(centre, date, ct);
        if (await plans.FindLatest(centre, date, ct) is { State: PlanState.Published or PlanState.Proposed } || await book.Find(centre, date, ct) is not { } day) return null;
        LogPlanning((await centres.Get(centre, ct)).Name, date);
        var (run, _) = await plans.Ask(centre, date, "MobileTeams", Seconds, date.DayNumber, ct);
        await plans.Begin(run, day.Version, day.Visits.Count, ct);
        var known = await facts.Get(day, ct);
        var last = new LastProgress();
        var proposal = await Task.Run(
            () => Planner.Plan(day, known, new DayProblemOptions(), (ulong)date.DayNumber, Limit, Environment.ProcessorCount, last, ct), ct);
        await plans.Propose(run, proposal, proposal.Figures.Visits, last.Value?.CostOre ?? 0, last.Value?.Elapsed ?? TimeSpan.Zero, ct);
        LogPlanned(proposal.Figures.Visits, proposal.LeftOut.Length, proposal.Figures.TravelSeconds / 60);
        return run;
    }

    private async Task<HashSet<TeamShiftId>> TakenTeams(CancellationToken ct)
    {
        await using var connection = await database.Open(ct);
        return [.. (await Dapper.SqlMapper.QueryAsync<Guid>(connection, "select distinct team_shift_id from shift_start")).Select(team => new TeamShiftId(team))];
    }

    [LoggerMessage(LogLevel.Information, "Loading the demo world as of {Today}.")]
    private partial void LogLoading(DateOnly today);

    [LoggerMessage(LogLevel.Information, "Planning {Centre}, {Date} …")]
    private partial void LogPlanning(string centre, DateOnly date);

    [LoggerMessage(LogLevel.Information, "… {Visits} visits placed, {LeftOut} left out, {Minutes} minutes on the road.")]
    private partial void LogPlanned(int visits, int leftOut, int minutes);

    private sealed class LastProgress : IProgress<PlanningProgress>
    {
        public PlanningProgress? Value { get; private set; }

        public void Report(PlanningProgress value) => Value = value;
    }
}
