using System.Globalization;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Data;
using MobileTeams.Server.Organisations;
using MobileTeams.Server.Patients;

namespace MobileTeams.Server.Tests;

/// <summary>Two organisations, three centres, eight people and twelve patients, one of them protected. Everything is named; ids are made of names.</summary>
internal static class World
{
    public const string Password = "mest lugn på vintern";

    /// <summary>Monday 23 November 2026, the service day on which <see cref="TestClock"/> stands.</summary>
    public static readonly DateOnly Today = new(2026, 11, 23);

    public static readonly Organisation North = new(new(Id("north")), "Region Norr", OrganisationKind.Region, "SE000000000-N001");
    public static readonly Organisation South = new(new(Id("south")), "Söder kommun", OrganisationKind.Municipality, "SE000000000-S001");

    public static readonly CareCentre Tierp = Centre(North, "Tierp", 'f', "Norra", "Södra");
    public static readonly CareCentre Gimo = Centre(North, "Gimo", 'k');
    public static readonly CareCentre Bro = Centre(South, "Bro", 'g');

    public static readonly ServiceTime Time = ServiceTime.Of(Tierp);

    public static readonly Person Nora = Person(Tierp, "Nora Nord", ProfessionalCategory.RegisteredNurse);
    public static readonly Person Ulla = Person(Tierp, "Ulla Ek", ProfessionalCategory.AssistantNurse);
    public static readonly Person Vera = Person(Tierp, "Vera Alm", ProfessionalCategory.CareAide);
    public static readonly Person Dag = Person(Tierp, "Dag Bok", ProfessionalCategory.Physician);
    public static readonly Person Gun = Person(Gimo, "Gun Gran", ProfessionalCategory.RegisteredNurse);
    public static readonly Person Gösta = Person(Gimo, "Gösta Tall", ProfessionalCategory.AssistantNurse);
    public static readonly Person Bea = Person(Bro, "Bea Björk", ProfessionalCategory.RegisteredNurse);
    public static readonly Person Bo = Person(Bro, "Bo Lönn", ProfessionalCategory.AssistantNurse);

    /// <summary>Seven of Tierp, three of Gimo, two of Bro. The seventh is protected and known to Nora alone.</summary>
    public static readonly IReadOnlyList<Patient> Patients =
    [
        Patient(0, Tierp, "Anna", "Alfa", 'b'),
        Patient(1, Tierp, "Bror", "Beta", 'c'),
        Patient(2, Tierp, "Cilla", "Gamma", 'd'),
        Patient(3, Tierp, "David", "Delta", 'e'),
        Patient(4, Tierp, "Elsa", "Epsilon", 'g'),
        Patient(5, Tierp, "Folke", "Zeta", 'h'),
        Patient(6, Tierp, "Hemlig", "Skyddad", 'a') with { Protection = ProtectedIdentity.ProtectedRegistration, NamedStaff = [Nora.Id] },
        Patient(7, Gimo, "Greta", "Eta", 'i'),
        Patient(8, Gimo, "Hans", "Theta", 'j'),
        Patient(9, Gimo, "Ida", "Iota", 'l'),
        Patient(10, Bro, "Jens", "Kappa", 'c'),
        Patient(11, Bro, "Karin", "Lambda", 'd'),
    ];

    public static Patient Protected => Patients[6];

    public static readonly TeamShift N1 = Shift(Tierp, "N1", Today, Nora);
    public static readonly TeamShift U1 = Shift(Tierp, "U1", Today, Ulla, Vera);
    public static readonly TeamShift G1 = Shift(Gimo, "G1", Today, Gun, Gösta);
    public static readonly TeamShift B1 = Shift(Bro, "B1", Today, Bea, Bo);

    public static readonly IReadOnlyList<TeamShift> Shifts = [N1, U1, G1, B1];

    /// <summary>Every patient is looked in on every day at ten, a quarter of an hour.</summary>
    public static readonly IReadOnlyList<VisitSeries> Series = [.. Patients.Select(patient => new VisitSeries(
        new(Id($"series {patient.GivenName}")), patient.Id, new Recurrence(Today.AddDays(-30), null, 1, []), new TimeOnly(10, 0), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromMinutes(15), 1, [new CareTask(CareTaskKind.Supervision, "")], null, null))];

    public static readonly Viewer Dispatcher = Viewer("disa", North, null, null, Role.Dispatcher);
    public static readonly Viewer TeamLead = Viewer("lena", North, Tierp, null, Role.TeamLead);
    public static readonly Viewer NightDuty = Viewer("natt", North, null, null, Role.NightDuty);
    public static readonly Viewer NamedDispatcher = Viewer("nora.d", North, null, Nora, Role.Dispatcher, Role.Nurse);
    public static readonly Viewer NurseNora = Viewer("nora", North, Tierp, Nora, Role.Nurse);
    public static readonly Viewer NurseUlla = Viewer("ulla", North, Tierp, Ulla, Role.Nurse);
    public static readonly Viewer NurseGun = Viewer("gun", North, Gimo, Gun, Role.Nurse);
    public static readonly Viewer Admin = Viewer("adam", North, null, null, Role.Admin);
    public static readonly Viewer Auditor = Viewer("rev", North, null, null, Role.Auditor);
    public static readonly Viewer SouthDispatcher = Viewer("sune", South, null, null, Role.Dispatcher);
    public static readonly Viewer NurseBea = Viewer("bea", South, Bro, Bea, Role.Nurse);

    public static readonly IReadOnlyList<Viewer> Viewers =
        [Dispatcher, TeamLead, NightDuty, NamedDispatcher, NurseNora, NurseUlla, NurseGun, Admin, Auditor, SouthDispatcher, NurseBea];

    /// <summary>The id behind a name.</summary>
    public static Guid Id(string name) => new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)).AsSpan(0, 16));

    /// <summary>A test number as the tax agency publishes them: born in January 1890 with serial number 980 or after; the check digit by Luhn's rule.</summary>
    public static PersonIdentifier Identifier(int number, int year = 90)
    {
        var nine = string.Create(CultureInfo.InvariantCulture, $"{year:00}01{1 + (number % 28):00}{980 + (number / 28):000}");
        var sum = 0;
        for (var place = 0; place < 9; place++)
        {
            var digit = (nine[place] - '0') * (place % 2 == 0 ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
        }

        return PersonIdentifier.Parse($"18{nine}{(10 - (sum % 10)) % 10}");
    }

    public static DateTimeOffset At(DateOnly date, int hour, int minute = 0) => Time.InstantOnServiceDay(date, new TimeOnly(hour, minute));

    public static TeamShift Shift(CareCentre centre, string name, DateOnly date, params Person[] crew) => new(
        new(Id($"{name} {date:O}")), centre.Id, date, name, null, DutyKind.Working, [.. crew.Select(person => person.Id)], null, At(date, 7), At(date, 16),
        [new MealBreak(TimeSpan.FromMinutes(30), At(date, 11), At(date, 12))]);

    public static string LoginOf(Viewer viewer) => viewer.Name;

    public static async Task Save(Database database, AccountStore accounts)
    {
        await database.InTransaction(
            async connection =>
            {
                foreach (var organisation in new[] { North, South }) await CentreStore.Save(connection, organisation);
                foreach (var centre in new[] { Tierp, Gimo, Bro }) await CentreStore.Save(connection, centre);
                foreach (var person in new[] { Nora, Ulla, Vera, Dag, Gun, Gösta, Bea, Bo }) await CentreStore.Save(connection, person);
                foreach (var patient in Patients) await PatientStore.Save(connection, OrganisationOf(patient), patient);
                foreach (var shift in Shifts) await CentreStore.Save(connection, shift);
                foreach (var series in Series) await CentreStore.Save(connection, Patients.Single(patient => patient.Id == series.Patient).Centre, series);
                return true;
            },
            CancellationToken.None);
        foreach (var viewer in Viewers) await accounts.Save(LoginOf(viewer), Password, viewer, CancellationToken.None);
    }

    public static OrganisationId OrganisationOf(Patient patient) => patient.Centre == Bro.Id ? South.Id : North.Id;

    private static CareCentre Centre(Organisation organisation, string name, char place, params string[] areas) => new(
        new(Id(name)), organisation.Id, name, "Storgatan 1", TownMap.Place(place), "Europe/Stockholm", new TimeOnly(6, 0), areas);

    private static Person Person(CareCentre centre, string name, ProfessionalCategory category) => new(new(Id(name)), centre.Id, name, category, new TimeOnly(6, 0), null, [], []);

    private static Patient Patient(int number, CareCentre centre, string given, string family, char place) => new(
        new(Id($"patient {given}")), centre.Id, Identifier(number), given, family, TownMap.Place(place), $"{given}gatan {number + 1}", null, "070-174 06 05",
        new AccessMethod(AccessKind.OpensSelf, ""), "Att få sitta vid köksfönstret", new GuestRules(null, null), SafetyFlags.None, Persona.TraditionalUnconcerned,
        ProtectedIdentity.None, [], null, []);

    private static Viewer Viewer(string login, Organisation organisation, CareCentre? centre, Person? person, params Role[] roles) =>
        new(Id($"account {login}"), login, organisation.Id, centre?.Id, person?.Id, roles.ToHashSet());
}
