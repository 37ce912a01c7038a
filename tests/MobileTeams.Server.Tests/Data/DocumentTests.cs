using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Proposals;
using MobileTeams.Dispatch.Urgent;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Measures;
using MobileTeams.Server.Data;

namespace MobileTeams.Server.Tests.Data;

/// <summary>What is written to the database is read back from it the same, down to the last part of every record.</summary>
public sealed class DocumentsAreReadBackAsTheyWereTests(Cluster cluster)
{
    private static readonly DateTimeOffset At = new(2026, 11, 23, 7, 15, 30, 125, TimeSpan.Zero);
    private static readonly GeoPoint Place = GeoPoint.FromLonLat(lon: 17.5163421, lat: 60.3450017);
    private static readonly TeamShiftId Team = new(World.Id("a team"));
    private static readonly TeamShiftId OtherTeam = new(World.Id("another team"));
    private static readonly VisitId TheVisit = new(World.Id("a visit"));
    private static readonly EventOrigin Origin = new(new DayEventId(World.Id("an event")), At, At.AddSeconds(2), "Åsa \"Öb\" <b>", Team);

    private static readonly Visit Visit = new(
        TheVisit, World.Patients[0].Id, World.Tierp.Id, World.Today, new(World.Id("a series")), new(World.Id("a call")), UrgencyClass.Orange, new StartWindow(At, At.AddHours(1)),
        TimeSpan.FromMinutes(45), 2, [new CareTask(CareTaskKind.Insulin, "12 E"), new CareTask(CareTaskKind.Meal, "")], new(World.Id("the visit before")), TimeSpan.FromMinutes(30), IsOptional: true);

    private static readonly TeamShift Shift = new(
        Team, World.Tierp.Id, World.Today, "N1", "Norra", DutyKind.OnCall, [World.Nora.Id, World.Ulla.Id], new(World.Id("a car")), At, At.AddHours(9),
        [new MealBreak(TimeSpan.FromMinutes(30), At.AddHours(3), At.AddHours(5))]);

    private static readonly Delegation Delegation = new(
        new(World.Id("a delegation")), World.Ulla.Id, World.Nora.Id, CareTaskKind.Insulin, World.Patients[0].Id, new(2026, 1, 1), new(2026, 12, 31), At);

    private static readonly ImmutableArray<PlannedBreak> Breaks = [new PlannedBreak(At.AddHours(4), TimeSpan.FromMinutes(30))];

    private static readonly DayEvent[] Events =
    [
        new DayEvent.VisitsAdded(Origin, [Visit, Visit with { Patient = null, Place = Place }, Visit with { Request = new VisitRequest(RequestSource.HospitalDischarge, At, At.AddHours(7), "avdelning 30B") }, Visit with { Series = null, Call = null, Follows = null, FollowsWithin = null }]),
        new DayEvent.TeamsAdded(Origin with { Team = null }, [Shift]),
        new DayEvent.PlanPublished(Origin, 7, [new PlannedRoute(Team, [new PlannedStop(TheVisit, At, At.AddMinutes(45), 600, 7_400)], Breaks)]),
        new DayEvent.VisitAssigned(Origin, TheVisit, Team, 3, OtherTeam),
        new DayEvent.VisitUnassigned(Origin, TheVisit),
        new DayEvent.VisitsPlaced(Origin, [new VisitPlace(TheVisit, [new TeamPlace(Team, 2), new TeamPlace(OtherTeam, 0)], IsPinned: true)], new DayEventId(World.Id("undone"))),
        new DayEvent.VisitResized(Origin, TheVisit, TimeSpan.FromMinutes(35)),
        new DayEvent.VisitDispatched(Origin, TheVisit, Team, OtherTeam),
        new DayEvent.VisitAcknowledged(Origin, TheVisit),
        new DayEvent.VisitEnRoute(Origin, TheVisit),
        new DayEvent.VisitArrived(Origin, TheVisit),
        new DayEvent.VisitStarted(Origin, TheVisit),
        new DayEvent.VisitCompleted(Origin, TheVisit),
        new DayEvent.VisitNoAnswer(Origin, TheVisit),
        new DayEvent.VisitDeclined(Origin, TheVisit, "Är hos dottern"),
        new DayEvent.VisitCancelled(Origin, TheVisit, "Inlagd"),
        new DayEvent.PatientKnown(Origin, TheVisit, World.Patients[1].Id),
        new DayEvent.NoteAdded(Origin, TheVisit, "Rad ett\nrad två – \u2603"),
        new DayEvent.TeamDelayed(Origin, Team, TimeSpan.FromMinutes(20)),
        new DayEvent.TeamSeen(Origin, Team, Place),
        new DayEvent.RoadsChanged(Origin),
        new DayEvent.TeamHeard(Origin, new TeamShiftId(Guid.CreateVersion7())),
        new DayEvent.PersonLeft(Origin, new PersonId(Guid.CreateVersion7())),
        new DayEvent.TeamStoodDown(Origin, new TeamShiftId(Guid.CreateVersion7())),
        new DayEvent.PatientWentAway(Origin, new PatientId(Guid.CreateVersion7()), Origin.At, "inlagd"),
        new DayEvent.PatientCameBack(Origin, new PatientId(Guid.CreateVersion7()), Origin.At),
        new DayEvent.SearchStepTaken(Origin, new VisitId(Guid.CreateVersion7()), SearchStep.Relatives, "svarar inte"),
    ];

    public static TheoryData<string> EventKinds() => [.. typeof(DayEvent).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(DayEvent))).Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(EventKinds))]
    public Task Every_kind_of_event(string kind) => AssertReadBack(Assert.Single(Events, happened => happened.GetType().Name == kind));

    [Fact]
    public void An_event_says_its_kind() => Assert.Contains("\"kind\":\"VisitArrived\"", Documents.Write<DayEvent>(new DayEvent.VisitArrived(Origin, TheVisit)), StringComparison.Ordinal);

    [Fact]
    public Task Patients() => AssertReadBack(World.Protected with
    {
        Area = "Södra",
        Access = new AccessMethod(AccessKind.KeyInCabinet, "Skåp 2, krok 14"),
        GuestRules = new GuestRules(new TimeOnly(9, 30), new TimeOnly(21, 0)),
        Safety = SafetyFlags.Dog | SafetyFlags.ViolenceRisk,
        Persona = Persona.VulnerableWorried,
        PermanentCareContact = World.Nora.Id,
        Relatives = [new RelatedPerson("Karin", "dotter", "070-174 06 05")],
    });

    [Fact]
    public Task People() => AssertReadBack(World.Ulla with { Area = "Norra", Delegations = [Delegation, Delegation with { Patient = null, RevokedAt = null }], Languages = ["fi", "ar"] });

    [Fact]
    public Task Shifts() => AssertReadBack(Shift);

    [Fact]
    public Task Series() => AssertReadBack(new VisitSeries(
        new(World.Id("a series")), World.Patients[0].Id, new Recurrence(new(2026, 1, 1), new(2026, 12, 31), 2, [DayOfWeek.Monday, DayOfWeek.Sunday]), new TimeOnly(7, 45), TimeSpan.FromMinutes(15),
        TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(20), 2, [new CareTask(CareTaskKind.Meal, "")], new(World.Id("the series before")), TimeSpan.FromMinutes(30)));

    [Fact]
    public async Task Organisations_centres_and_vehicles()
    {
        await AssertReadBack(World.North);
        await AssertReadBack(World.Tierp);
        await AssertReadBack(new Vehicle(new(World.Id("a car")), World.Tierp.Id, "Bil 4"));
    }

    [Fact]
    public Task Meetings() => AssertReadBack(new Meeting(World.Patients[0].Id, World.Nora.Id, ProfessionalCategory.RegisteredNurse, TheVisit, At, MeetingKind.SocialAlarm));

    [Fact]
    public async Task What_a_day_has_of_teams_and_visits()
    {
        await AssertReadBack(new TeamDay(Shift, [TheVisit], Breaks, new TeamPosition(Place, At, PositionSource.Visit)) { HeldUntil = At, BackAt = At.AddHours(8), Heard = new TeamContact(At, "Disa") });
        await AssertReadBack(new TeamDay(Shift, [], [], null));
        await AssertReadBack(new DayVisit(
            Visit, VisitStatus.Arrived, [new Assignment(Team, At, At.AddMinutes(45), 600, 7_400), new Assignment(OtherTeam, At, At.AddMinutes(45), 60, 740)], new StartWindow(At, At.AddMinutes(45)),
            IsPinned: true, At, At.AddSeconds(1), At.AddSeconds(2), At.AddSeconds(3), At.AddSeconds(4), "visit.reason", [new VisitNote(Origin.Id, At, "Åsa", "Text")]));
        await AssertReadBack(new DayVisit(Visit, VisitStatus.Requested, [], null, false, null, null, null, null, null, null, []));
        await AssertReadBack(new DayVisit(Visit, VisitStatus.Dispatched, [], null, false, At, null, null, null, null, null, [])
        {
            Halves = [new TeamHalf(Team, VisitStatus.Arrived, At, At, null, At, null), new TeamHalf(OtherTeam, VisitStatus.Dispatched, At, null, null, null, null)],
        });

        await AssertReadBack(new DayVisit(Visit, VisitStatus.NoAnswer, [], null, false, null, null, null, At, At, null, []) { IsAway = true, Search = [new SearchDeed(SearchStep.Relatives, At, "Disa", "svarar inte")] });

        // A visit saved before teams had halves of their own.
        var old = Documents.Read<DayVisit>(Documents.Write(new DayVisit(Visit, VisitStatus.Requested, [], null, false, null, null, null, null, null, null, [])).Replace("\"halves\":[]", "\"pinned\":1", StringComparison.Ordinal));
        Assert.True(old.Halves is { IsDefault: false, IsEmpty: true });
    }

    public static TheoryData<string> OutcomeKinds() => [.. typeof(CallOutcome).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(CallOutcome))).Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(OutcomeKinds))]
    public async Task Every_outcome_of_an_urgent_call(string kind)
    {
        CallOutcome[] outcomes =
        [
            new CallOutcome.Ambulance(At), new CallOutcome.Advice(At, "Drick vatten", At.AddHours(1)), new CallOutcome.Referred(At, "Närmottagningen"),
            new CallOutcome.Closed(At, "Fel nummer"), new CallOutcome.NearCare(At, 7), new CallOutcome.VisitPlanned(At, TheVisit, new DateOnly(2026, 11, 24), new StartWindow(At, At.AddHours(2))),
        ];
        var call = new UrgentCall(
            new(World.Id("a call")), World.Tierp.Id, World.Patients[0].Id, "Storgatan 2", Place, new SbarNote("Andnöd", "KOL", "Blek", "Besök i dag"),
            new UrgencyDecision(UrgencyClass.Orange, World.Nora.Id, At), "Dottern", "070-174 06 05", At, At.AddSeconds(4), "2026-1", Assert.Single(outcomes, outcome => outcome.GetType().Name == kind));
        await AssertReadBack(call);
        await AssertReadBack(call with { Patient = null, Address = null, Place = null, Decision = null, AnsweredAt = null, Outcome = null });
    }

    [Fact]
    public async Task Proposals()
    {
        await AssertReadBack(new Proposal(
            World.Tierp.Id, World.Today, 7, At, [new PlannedRoute(Team, [new PlannedStop(TheVisit, At, At.AddMinutes(45), 600, 7_400)], Breaks)],
            [new LeftOutVisit(TheVisit, IsOptional: false, [new TeamObstacle(Team, [new BrokenRule("rule.shift-end", 600, null), new BrokenRule("rule.competence", 0, "Insulin")])])],
            new Planning.PlanPrice { Mandatory = 3_000_000_000_000, PromisedTimes = 17 }, new ProposalFigures(7, 1, 2, 3_600, 41_000, 120, 9_000, 57_600)));
    }

    [Fact]
    public void A_difference_is_noticed()
    {
        var difference = Difference(Shift, Shift with { Crew = [World.Nora.Id, World.Vera.Id] }, "Shift");
        Assert.StartsWith("Shift.Crew[1]", difference, StringComparison.Ordinal);
    }

    private async Task AssertReadBack<T>(T document)
    {
        var json = Documents.Write(document);
        var kept = await cluster.Keep(json);
        Assert.Null(Difference(document, Documents.Read<T>(kept), typeof(T).Name));
        Assert.Equal(json, Documents.Write(Documents.Read<T>(kept)));
    }

    /// <summary>The path to the first part that differs, or null. Lists are compared by what is in them.</summary>
    private static string? Difference(object? written, object? read, string path)
    {
        if (written is null || read is null) return ReferenceEquals(written, read) ? null : $"{path}: {written ?? "null"} and {read ?? "null"}";
        if (written.GetType() != read.GetType() && written is not IEnumerable) return $"{path}: {written.GetType().Name} and {read.GetType().Name}";
        if (written is string || written.GetType() is { IsPrimitive: true } or { IsArray: false, Namespace: nameof(System) }) return written.Equals(read) ? null : $"{path}: {written} and {read}";
        if (written is IEnumerable list)
        {
            var (all, others) = (list.Cast<object>().ToList(), ((IEnumerable)read).Cast<object>().ToList());
            return all.Count != others.Count ? $"{path}: {all.Count} and {others.Count}" : all.Zip(others).Select((pair, index) => Difference(pair.First, pair.Second, $"{path}[{index}]")).FirstOrDefault(found => found is not null);
        }

        return written.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(part => part.GetIndexParameters().Length == 0)
            .Select(part => Difference(part.GetValue(written), part.GetValue(read), $"{path}.{part.Name}")).FirstOrDefault(found => found is not null);
    }
}
