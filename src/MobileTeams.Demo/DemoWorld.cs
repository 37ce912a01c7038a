using System.Globalization;
using MobileTeams.Demo.World;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Measures;
using MobileTeams.Roads;

namespace MobileTeams.Demo;

/// <summary>A county's worth of people who do not exist: two organisations, three care centres, their staff, patients, agreements and rotas.</summary>
/// <param name="Shifts">Every team of the service days from the day before <see cref="Today"/> to two weeks after it.</param>
/// <param name="Requests">Single visits on the same days: some asked for today, some optional.</param>
/// <param name="Meetings">Who met whom in the fourteen days before <see cref="Today"/>.</param>
/// <remarks>All ids follow from the seed, so that a world made again is the same world.</remarks>
public sealed record DemoWorld(
    DateOnly Today,
    IReadOnlyList<Organisation> Organisations,
    IReadOnlyList<CareCentre> Centres,
    IReadOnlyList<Vehicle> Vehicles,
    IReadOnlyList<Person> People,
    IReadOnlyList<TeamShift> Shifts,
    IReadOnlyList<Patient> Patients,
    IReadOnlyList<VisitSeries> Series,
    IReadOnlyList<Visit> Requests,
    IReadOnlyList<Meeting> Meetings,
    IReadOnlyList<DemoAccount> Accounts)
{
    /// <summary>Every account's password. For practice only; there is nobody here to protect.</summary>
    public const string Password = "norduppland-oppnar";

    /// <summary>Service days before today that have shifts and requests.</summary>
    public const int DaysBefore = 1;

    /// <summary>Service days after today that have shifts and requests.</summary>
    public const int DaysAfter = 14;

    private const string TimeZone = "Europe/Stockholm";

    private static readonly int[] PatientsPerCentre = [150, 120, 80];

    /// <summary>Peoples a map. On the demo county the centres Tierp, Östhammar and Älvkarleby lie in Tierp, Östhammar and Skutskär; on another map where most houses stand together.</summary>
    /// <exception cref="InputException"><c>demo.map-too-small</c>: the map has too few houses and small roads.</exception>
    public static DemoWorld Make(RoadMap map, int seed, DateOnly today)
    {
        var identity = new Identity(seed);
        var (names, answers) = (new Naming(Dice.For(seed, "names")), WhatMatters.Told(Dice.For(seed, "answers")));
        var region = new Organisation(new OrganisationId(identity.Of("organisation", "region")), "Region Norduppland", OrganisationKind.Region, "SE0000000000-R001");
        var municipality = new Organisation(new OrganisationId(identity.Of("organisation", "kommun")), "Norduppland kommun", OrganisationKind.Municipality, "SE0000000000-K001");
        var accounts = new Accounts(identity, today);
        var (centres, vehicles, people, shifts, patients, series, requests, meetings) =
            (new List<CareCentre>(), new List<Vehicle>(), new List<Person>(), new List<TeamShift>(), new List<Patient>(), new List<VisitSeries>(), new List<Visit>(), new List<Meeting>());
        var catchments = Territory.Of(map, seed);
        for (var i = 0; i < catchments.Count; i++)
        {
            var catchment = catchments[i];
            var dice = Dice.For(seed, catchment.Town);
            var owner = i == catchments.Count - 1 ? region : municipality;
            var name = $"Vårdcentrum {catchment.Town}";
            var centre = new CareCentre(
                new CareCentreId(identity.Of("centre", name)), owner.Id, name, catchment.Address, catchment.Base, TimeZone, new TimeOnly(6, 0), [.. catchment.Areas.Select(area => area.Name)]);
            var time = ServiceTime.Of(centre);
            var hired = Staff.Hire(centre, catchment, identity, names, dice);
            var protection = i switch { 0 => ProtectedIdentity.Marked, 1 => ProtectedIdentity.ProtectedRegistration, _ => ProtectedIdentity.None };
            var (here, agreed) = Clients.Of(PatientsPerCentre[i], hired, catchment, identity, names, answers, protection, longName: i == 0, dice);
            var byId = here.ToDictionary(patient => patient.Id);
            var insulin = agreed.First(one => one.Tasks.Any(task => task.Kind == CareTaskKind.Insulin) && byId[one.Patient].Area == centre.Areas[0]).Patient;
            var staff = hired.WithDelegations(today, insulin, identity, dice);
            var rota = new Rota(staff, time, identity);
            var team = staff.Everybody.ToDictionary(person => person.Id);

            centres.Add(centre);
            vehicles.AddRange(Rota.Vehicles(staff, identity));
            people.AddRange(staff.Everybody);
            patients.AddRange(here);
            series.AddRange(agreed);
            for (var date = today.AddDays(-DaysBefore); date <= today.AddDays(DaysAfter); date = date.AddDays(1))
            {
                shifts.AddRange(rota.On(date));
                requests.AddRange(World.Requests.On(date, centre, here, time, identity, Dice.For(seed, $"{centre.Name}/{date.DayNumber.ToString(CultureInfo.InvariantCulture)}")));
            }

            for (var date = today.AddDays(-Continuity.Days); date < today; date = date.AddDays(1))
                meetings.AddRange(History.Of(date, agreed, byId, [.. rota.On(date)], team, time, Dice.For(seed, $"history/{centre.Name}/{date.DayNumber.ToString(CultureInfo.InvariantCulture)}")));
            accounts.AddCentre(catchment.Town, centre, staff, rota);
        }

        accounts.AddOrganisation("region", region);
        accounts.AddOrganisation("kommun", municipality);
        return new DemoWorld(today, [region, municipality], centres, vehicles, people, shifts, patients, series, requests, meetings, accounts.All);
    }

    /// <summary>All visits of a centre's service day, from series and requests, the earliest first.</summary>
    public IReadOnlyList<Visit> VisitsOn(CareCentre centre, DateOnly serviceDay)
    {
        var here = Patients.Where(patient => patient.Centre == centre.Id).ToDictionary(patient => patient.Id);
        return [.. VisitSeries.VisitsOn(serviceDay, Series.Where(one => here.ContainsKey(one.Patient)), here, ServiceTime.Of(centre))
            .Concat(Requests.Where(visit => visit.Centre == centre.Id && visit.Date == serviceDay)).OrderBy(visit => visit.Allowed.Earliest).ThenBy(visit => visit.Id.Value)];
    }

    /// <summary>The teams of a centre's service day.</summary>
    public IReadOnlyList<TeamShift> ShiftsOn(CareCentre centre, DateOnly serviceDay) => [.. Shifts.Where(shift => shift.Centre == centre.Id && shift.Date == serviceDay)];
}
