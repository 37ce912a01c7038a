using MobileTeams.Demo.World;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Demo.Tests;

public sealed class WorldIsWholeTests(Norduppland norduppland)
{
    private readonly DemoWorld world = norduppland.World;

    [Fact]
    public void It_has_the_size_of_a_small_county()
    {
        Assert.Equal(2, world.Organisations.Count);
        Assert.Equal(3, world.Centres.Count);
        Assert.Equal(350, world.Patients.Count);
        Assert.InRange(world.People.Count, 60, 85);
        for (var day = 0; day < 7; day++)
        {
            var date = Norduppland.Today.AddDays(day);
            Assert.InRange(world.Centres.Sum(centre => world.VisitsOn(centre, date).Count), date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 470 : 540, 650);
        }
    }

    [Fact]
    public void Every_centre_belongs_to_one_organisation_and_the_mobile_crews_to_the_regions()
    {
        Assert.Equal(["Vårdcentrum Tierp", "Vårdcentrum Östhammar", "Vårdcentrum Älvkarleby"], world.Centres.Select(centre => centre.Name));
        var region = world.Organisations.Single(organisation => organisation.Kind == OrganisationKind.Region);
        Assert.Equal("Vårdcentrum Älvkarleby", world.Centres.Single(centre => centre.Organisation == region.Id).Name);
        Assert.All(world.People.Where(person => person.Category == ProfessionalCategory.Physician), person => Assert.Equal(world.Centres[2].Id, person.Centre));
    }

    [Fact]
    public void Every_visit_has_a_patient_of_its_centre_and_every_shift_people_and_vehicle_of_its_own()
    {
        var patients = world.Patients.ToDictionary(patient => patient.Id);
        var people = world.People.ToDictionary(person => person.Id);
        var vehicles = world.Vehicles.ToDictionary(vehicle => vehicle.Id);

        Assert.All(world.Series, series => Assert.Contains(series.Patient, patients));
        Assert.All(world.Requests, visit => Assert.Equal(visit.Centre, patients[visit.Patient!.Value].Centre));
        Assert.All(world.Shifts, shift =>
        {
            Assert.All(shift.Crew, person => Assert.Equal(shift.Centre, people[person].Centre));
            if (shift.Vehicle is { } vehicle) Assert.Equal(shift.Centre, vehicles[vehicle].Centre);
        });
        Assert.All(world.Patients, patient => Assert.Contains(world.Series, series => series.Patient == patient.Id));
        Assert.Equal(world.Shifts.Count, world.Shifts.Select(shift => shift.Id).Distinct().Count());
        Assert.Equal(world.Series.Count, world.Series.Select(series => series.Id).Distinct().Count());
        Assert.Equal(world.Requests.Count, world.Requests.Select(visit => visit.Id).Distinct().Count());
    }

    [Fact]
    public void No_vehicle_and_nobody_is_in_two_places_at_once()
    {
        foreach (var used in world.Shifts.Where(shift => shift.Vehicle is not null).GroupBy(shift => shift.Vehicle)) AssertApart(used);
        foreach (var person in world.People) AssertApart(world.Shifts.Where(shift => shift.Crew.Contains(person.Id)));

        static void AssertApart(IEnumerable<TeamShift> shifts)
        {
            var inOrder = shifts.OrderBy(shift => shift.Start).ToList();
            for (var i = 1; i < inOrder.Count; i++)
            {
                // The nurse on call hands the car over in the half hour in which both are there.
                var handover = inOrder[i].Duty == DutyKind.Working ? TimeSpan.Zero : TimeSpan.FromMinutes(30);
                Assert.True(inOrder[i].Start >= inOrder[i - 1].End - handover, $"{inOrder[i - 1].Name} and {inOrder[i].Name} overlap on {inOrder[i].Date}.");
            }
        }
    }

    [Fact]
    public void All_identity_numbers_are_test_numbers_with_the_right_check_digit()
    {
        foreach (var patient in world.Patients)
        {
            var number = patient.Identifier.Value;
            // Luhn over the last ten digits, the check digit included, ends on a zero.
            var sum = number[2..].Select((digit, i) => (digit - '0') * (i % 2 == 0 ? 2 : 1)).Sum(product => product > 9 ? product - 9 : product);
            Assert.Equal(0, sum % 10);
            Assert.StartsWith("98", number[8..], StringComparison.Ordinal);
            Assert.Equal(IdentifierKind.Personnummer, patient.Identifier.Kind);
            Assert.InRange(patient.Identifier.AgeOn(Norduppland.Today)!.Value, 40, 102);
        }

        Assert.Equal(world.Patients.Count, world.Patients.Select(patient => patient.Identifier.Value).Distinct().Count());
        Assert.True(world.Patients.Count(patient => patient.Identifier.AgeOn(Norduppland.Today) >= 67) > 0.9 * world.Patients.Count);
    }

    [Fact]
    public void The_check_digit_of_a_number_known_from_the_tax_agency_comes_out() =>
        // 18900101-9802 is among the published test numbers.
        Assert.Equal(2, Identity.CheckDigit("900101980"));

    [Fact]
    public void No_delegation_holds_for_more_than_a_year_and_all_are_given_by_a_nurse_of_the_centre()
    {
        var people = world.People.ToDictionary(person => person.Id);
        var delegations = world.People.SelectMany(person => person.Delegations).ToList();

        Assert.All(delegations, delegation =>
        {
            Assert.True(delegation.ValidTo < delegation.ValidFrom.AddYears(1));
            Assert.Equal(delegation.LastDay, delegation.ValidTo);
            Assert.Equal(ProfessionalCategory.RegisteredNurse, people[delegation.Delegator].Category);
            Assert.Equal(people[delegation.Delegator].Centre, people[delegation.Delegate].Centre);
            Assert.True(TaskRules.MayBeDelegated(delegation.Task));
        });
        Assert.Equal(3, delegations.Count(delegation => delegation.ValidTo == Norduppland.Today.AddDays(-1)));
        Assert.Contains(delegations, delegation => delegation.ValidTo > Norduppland.Today && delegation.ValidTo <= Norduppland.Today.AddDays(90));
        Assert.Equal(3, delegations.Count(delegation => delegation.Patient is not null));
    }

    [Fact]
    public void Two_live_with_a_protected_identity_and_few_may_know()
    {
        var hidden = world.Patients.Where(patient => patient.IsProtected).ToList();

        Assert.Equal([ProtectedIdentity.Marked, ProtectedIdentity.ProtectedRegistration], hidden.Select(patient => patient.Protection).Order());
        Assert.All(hidden, patient =>
        {
            Assert.InRange(patient.NamedStaff.Count, 3 + 5, 4 + 5); // of the area group, and the five nurses of whom one is always on call
            Assert.Contains(patient.PermanentCareContact!.Value, patient.NamedStaff);
        });
    }

    [Fact]
    public void Every_visit_has_somebody_on_duty_who_may_make_it()
    {
        var people = world.People.ToDictionary(person => person.Id);
        var patients = world.Patients.ToDictionary(patient => patient.Id);
        foreach (var centre in world.Centres)
        {
            var time = ServiceTime.Of(centre);
            for (var day = -DemoWorld.DaysBefore; day <= DemoWorld.DaysAfter; day++)
            {
                var date = Norduppland.Today.AddDays(day);
                var teams = world.ShiftsOn(centre, date).Where(shift => shift.Duty == DutyKind.Working).ToList();
                foreach (var visit in world.VisitsOn(centre, date))
                {
                    var able = teams.Where(shift => Start(visit, shift) is { } start
                        && CrewRules.Broken(visit, patients[visit.Patient!.Value], [.. shift.Crew.Select(id => people[id])], start, time).All(rule => rule.Code == CrewRules.DoubleStaffing)).ToList();
                    var there = teams.Where(shift => Start(visit, shift) is not null).Sum(shift => shift.Crew.Count);
                    Assert.True(able.Count > 0 && there >= visit.StaffNeeded, $"{centre.Name} {date}: nobody for {visit.Tasks[0].Kind} at {time.Local(visit.Allowed.Earliest):HH:mm}.");
                }
            }
        }

        static DateTimeOffset? Start(Visit visit, TeamShift shift)
        {
            var start = visit.Allowed.Earliest > shift.Start ? visit.Allowed.Earliest : shift.Start;
            return start <= visit.Allowed.Latest && start + visit.Duration <= shift.End ? start : null;
        }
    }

    [Fact]
    public void Insulin_is_followed_by_a_meal_within_half_an_hour()
    {
        var linked = world.Series.Where(series => series.FollowsSeries is not null).ToList();

        Assert.True(linked.Count >= 9);
        Assert.All(linked, meal =>
        {
            var insulin = world.Series.Single(series => series.Id == meal.FollowsSeries);
            Assert.Equal(insulin.Patient, meal.Patient);
            Assert.Contains(insulin.Tasks, task => task.Kind == CareTaskKind.Insulin);
            Assert.Equal(TimeSpan.FromMinutes(30), meal.FollowsWithin);
        });
    }

    [Fact]
    public void What_matters_to_people_differs()
    {
        Assert.True(WhatMatters.Answers.Distinct().Count() >= 60);
        Assert.True(world.Patients.Select(patient => patient.WhatMatters).Distinct().Count() >= 150);
        Assert.All(world.Patients, patient => Assert.True(patient.WhatMatters.Length > 15));
        Assert.Contains(world.Patients, patient => $"{patient.GivenName} {patient.FamilyName}".Length > 60);
        Assert.Contains(world.Patients, patient => patient.Safety.HasFlag(SafetyFlags.ViolenceRisk));
        Assert.Contains(world.Patients, patient => patient.GuestRules.NotBefore is not null);
        Assert.Equal(5, world.Patients.Select(patient => patient.Access.Kind).Distinct().Count());
    }

    [Fact]
    public void The_weeks_before_were_kept_by_few_hands()
    {
        foreach (var centre in world.Centres)
        {
            var clients = world.Patients.Where(patient => patient.Centre == centre.Id).Select(patient => new HomeCareClient(patient.Id, patient.Identifier.BirthDate!.Value, []));
            var continuity = Continuity.Personalkontinuitet(clients, world.Meetings, Norduppland.Today.AddDays(-Continuity.Days), ServiceTime.Of(centre));
            Assert.True(continuity.Staff.Count >= 10);
            Assert.InRange(continuity.Mean!.Value, 3, 15);
        }

        var met = world.Meetings.ToLookup(meeting => meeting.Patient);
        Assert.All(world.Patients.Where(patient => patient.IsProtected), patient => Assert.All(met[patient.Id], meeting => Assert.Contains(meeting.Person, patient.NamedStaff)));
    }

    [Fact]
    public void Somebody_can_sign_in_for_every_desk_and_for_a_team_that_drives_today()
    {
        Assert.Equal(world.Accounts.Count, world.Accounts.Select(account => account.Login).Distinct().Count());
        Assert.All(world.Accounts, account => Assert.Matches("^[a-z.]+$", account.Login));
        foreach (var centre in world.Centres)
        {
            Assert.Contains(world.Accounts, account => account.Centre == centre.Id && account.Roles.Contains("Dispatcher"));
            foreach (var team in new[] { "M1", "Natt" })
            {
                var crew = world.ShiftsOn(centre, Norduppland.Today).Single(shift => shift.Name == team).Crew;
                Assert.All(crew, person => Assert.Contains(world.Accounts, account => account.Person == person && account.Roles.Contains("Nurse")));
            }
        }

        foreach (var organisation in world.Organisations)
            foreach (var role in new[] { "Dispatcher", "Admin", "Auditor" }) Assert.Contains(world.Accounts, account => account.Organisation == organisation.Id && account.Centre is null && account.Roles.Contains(role));
    }
}
