using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Urgent;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Measures;
using MobileTeams.Server.Days;
using MobileTeams.Server.Maps;
using MobileTeams.Server.Patients;
using MobileTeams.Server.Tablet;
using MobileTeams.Server.Urgent;

namespace MobileTeams.Server.Tests.Urgent;

/// <summary>Help can be sent to somebody whom no record knows: to an address, with a name as it was said. Who it was may be found out later.</summary>
public sealed class CallForAPlaceTests(WorldDatabase world) : IClassFixture<WorldDatabase>, IAsyncLifetime
{
    private CallHandler Handler => world.Parts.Get<CallHandler>();

    private CallStore Calls => world.Parts.Get<CallStore>();

    public async ValueTask InitializeAsync() => await world.Parts.Get<DayHandler>().Make(World.Tierp.Id, World.Today, CancellationToken.None);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Teams_are_ranked_to_a_place_that_is_no_patients_home()
    {
        var ranked = (await Handler.Rank(Call(TownMap.Place('f')).Call, World.Today, CancellationToken.None)).Options;

        // The centre lies at f itself, so both teams would be there at once; Kyrkogatan 3 B lies between e and f, 250 m off.
        Assert.Equal([0, 0], ranked.Select(option => option.TravelSeconds));
        Assert.All(ranked, option => Assert.True(option.MayGo || option.Team == World.U1.Id));
        var away = (await Handler.Rank(Call(TownMap.Place('l')).Call, World.Today, CancellationToken.None)).Options;
        Assert.All(away, option => Assert.True(option.TravelSeconds > 0));
        Assert.Contains(away, option => option.Team == World.N1.Id && option.MayGo);
    }

    [Fact]
    public async Task Neither_who_nor_where_is_told_apart_from_a_missing_class()
    {
        var nowhere = Call(TownMap.Place('f')).Call with { Place = null };
        Assert.Equal("call.no-place", (await Assert.ThrowsAsync<InputException>(() => Handler.Rank(nowhere, World.Today, CancellationToken.None))).Code);
        Assert.Equal("call.no-class", (await Assert.ThrowsAsync<InputException>(() => Handler.Rank(nowhere with { Decision = null }, World.Today, CancellationToken.None))).Code);
    }

    [Fact]
    public async Task The_team_gets_the_callers_words_and_later_the_patient()
    {
        var kept = Call(TownMap.Place('l'));
        await Calls.Save(kept, CancellationToken.None);
        var sent = Assert.IsType<Handled.Decided>(await Handler.Send(World.Dispatcher, kept, World.Today, World.N1.Id, null, CancellationToken.None));
        Assert.IsType<DayChange.Accepted>(sent.Change);
        var visit = new VisitId(kept.Call.Id.Value);
        Assert.True(await world.Parts.Scalar<bool>($"select patient_id is null from day_visit where visit_id = '{visit.Value}'"));

        var shown = await Shown(visit);
        Assert.Equal(("Äldre man i röd jacka", "Storgatan 12, Gimo", "070-1111111", true, false), (shown.Patient.Name, shown.Patient.Address, Assert.Single(shown.Patient.Relatives).Phone, shown.Patient.IsUnknown, shown.Patient.IsProtected));
        Assert.Equal(("Fallit", true), (shown.Sbar!.Situation, shown.TravelSeconds > 0));
        Assert.NotEmpty(shown.LegShape);

        // It was Bror, away from home: his card, at the place of the call.
        var tied = await Handler.Tie(World.Dispatcher, (await Calls.Find(kept.Call.Id, CancellationToken.None))!, World.Patients[1].Id, World.Today, CancellationToken.None);
        Assert.IsType<DayChange.Accepted>(Assert.IsType<Handled.Decided>(tied).Change);
        shown = await Shown(visit);
        Assert.Equal(("Bror Beta", "Storgatan 12, Gimo", false), (shown.Patient.Name, shown.Patient.Address, shown.Patient.IsUnknown));
        Assert.Equal([TownMap.Place('l').Lon, TownMap.Place('l').Lat], shown.Patient.Place!.Select(degrees => degrees), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal(World.Patients[1].Id.Value, await world.Parts.Scalar<Guid>($"select patient_id from day_visit where visit_id = '{visit.Value}'"));
        Assert.Equal(World.Patients[1].Id, (await Calls.Find(kept.Call.Id, CancellationToken.None))!.Call.Patient);

        // Saying so again is noted; saying that it was somebody else is refused.
        var again = (await Calls.Find(kept.Call.Id, CancellationToken.None))!;
        Assert.IsType<DayChange.Noted>(Assert.IsType<Handled.Decided>(await Handler.Tie(World.Dispatcher, again, World.Patients[1].Id, World.Today, CancellationToken.None)).Change);
        var other = Assert.IsType<Handled.Decided>(await Handler.Tie(World.Dispatcher, again, World.Patients[2].Id, World.Today, CancellationToken.None));
        Assert.Equal("day.patient-is-known", Assert.IsType<DayChange.Refused>(other.Change).Why.Code);
        Assert.Equal(World.Patients[1].Id, (await Calls.Find(kept.Call.Id, CancellationToken.None))!.Call.Patient);
    }

    [Fact]
    public async Task Nobody_is_tied_whom_the_viewer_may_not_see()
    {
        var kept = Call(TownMap.Place('l'));
        await Calls.Save(kept, CancellationToken.None);
        Assert.Null(await Handler.Tie(World.Dispatcher, kept, World.Protected.Id, World.Today, CancellationToken.None));
        Assert.Null(await Handler.Tie(World.SouthDispatcher, kept, World.Patients[0].Id, World.Today, CancellationToken.None));
        Assert.Null((await Calls.Find(kept.Call.Id, CancellationToken.None))!.Call.Patient);
    }

    private async Task<VisitDto> Shown(VisitId visit) =>
        (await world.Parts.Get<TeamBundle>().Find(World.NurseNora, World.N1.Id, CancellationToken.None))!.Visits.Single(one => one.Visit == visit.Value);

    private static KeptCall Call(GeoPoint place) => new(
        new UrgentCall(
            new UrgentCallId(Guid.NewGuid()), World.Tierp.Id, null, "Storgatan 12, Gimo", place, new SbarNote("Fallit", "", "", ""),
            new UrgencyDecision(UrgencyClass.Orange, World.Nora.Id, TestClock.Start), "En förbipasserande", "070-1111111", TestClock.Start, TestClock.Start, "2026-1", null)
        { About = "Äldre man i röd jacka" },
        Visit: null,
        Version: 1);
}

/// <summary>A caller's number finds whom it may be about: one, several or nobody, and nobody who is protected.</summary>
public sealed class CallersNumberTests(WorldDatabase world) : IClassFixture<WorldDatabase>
{
    private PatientStore Patients => world.Parts.Get<PatientStore>();

    [Theory]
    [InlineData("070-174 06 31", "Anna")]
    [InlineData("+46 70 174 06 31", "Anna")]
    [InlineData("0046701740631", "Anna")]
    [InlineData("+46(0)70-1740631", "Anna")]
    [InlineData("0293-100 10", "Anna,Bror")]
    [InlineData("070-174 06 39", "")]
    [InlineData("0293", "")]
    [InlineData("dold", "")]
    public async Task A_number_finds_its_patients_however_it_is_written(string typed, string expected)
    {
        await SaveNumbers();
        var found = await Patients.FindByPhone(World.Dispatcher, typed, 8, CancellationToken.None);
        Assert.Equal(expected, string.Join(',', found.Select(patient => patient.GivenName).Order()));
    }

    [Fact]
    public async Task A_protected_identity_is_not_found_by_a_number_and_each_finding_is_logged()
    {
        await SaveNumbers();
        Assert.Empty(await Patients.FindByPhone(World.NamedDispatcher, "070-174 06 37", 8, CancellationToken.None));
        Assert.Empty(await Patients.FindByPhone(World.SouthDispatcher, "070-174 06 31", 8, CancellationToken.None));
        var before = await Logged();
        await Patients.FindByPhone(World.Dispatcher, "0293-100 10", 8, CancellationToken.None);
        Assert.Equal(before + 2, await Logged());
    }

    private Task<long> Logged() => world.Parts.Scalar<long>($"select count(*) from access_log where action = 'phone' and account_id = '{World.Dispatcher.Account}'");

    // Anna has a number of her own; the daughter is relative of Anna and of Bror; the protected person has a number too.
    private Task<bool> SaveNumbers() => world.Parts.Database.InTransaction(
        async connection =>
        {
            var daughter = new Dispatch.Patients.RelatedPerson("Eva", "dotter", "0293/100 10");
            await PatientStore.Save(connection, World.North.Id, World.Patients[0] with { Phone = "070-174 06 31", Relatives = [daughter] });
            await PatientStore.Save(connection, World.North.Id, World.Patients[1] with { Relatives = [daughter] });
            await PatientStore.Save(connection, World.North.Id, World.Protected with { Phone = "070-174 06 37" });
            return true;
        },
        CancellationToken.None);
}

/// <summary>What a caller says of where it is becomes a place to which a team can be sent, or a sentence that says why not.</summary>
public sealed class GazetteerTests
{
    private readonly Gazetteer gazetteer = new(new Roads.MapHolder(TownMap.Map, "town"));

    [Fact]
    public void An_address_is_found_by_its_words() => Assert.Equal("Kyrkogatan 3 B, Tierp", gazetteer.Find("kyrkog 3")[0].Label);

    [Fact]
    public void Coordinates_mean_the_order_that_lies_on_the_map()
    {
        var place = TownMap.Place('g');
        foreach (var typed in new[] { $"{place.Lat:0.000000} {place.Lon:0.000000}", $"{place.Lon:0.000000}, {place.Lat:0.000000}", $"{place.Lat:0.000000}° N, {place.Lon:0.000000}° E" })
        {
            foreach (var written in new[] { typed.Replace(',', '.').Replace(". ", ", ", StringComparison.Ordinal), typed.Replace('.', ',') })
            {
                var found = Assert.Single(gazetteer.Find(written));
                Assert.True(found.Place.MetresTo(place) < 1, $"{written} gave {found.Place}");
            }
        }
    }

    [Fact]
    public void A_point_nobody_can_be_sent_to_is_refused_with_the_reason()
    {
        Assert.Equal("map.off", Assert.Throws<InputException>(() => gazetteer.Find("48.8566 2.3522")).Code);
        var corner = TownMap.Place('X');
        Assert.Equal("map.no-road", Assert.Throws<InputException>(() => gazetteer.Find(FormattableString.Invariant($"{corner.Lat:0.00000} {corner.Lon:0.00000}"))).Code);
    }
}
