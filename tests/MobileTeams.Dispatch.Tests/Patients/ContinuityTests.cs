using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;

namespace MobileTeams.Dispatch.Tests.Patients;

public sealed class ContinuityTests
{
    private static readonly DateOnly First = new(2025, 1, 6);
    private readonly Town town = new();
    private readonly List<Meeting> meetings = [];

    private HomeCareClient Client(Patient patient, int born = 1940, params (DateOnly, DateOnly)[] away) => new(patient.Id, new DateOnly(born, 1, 6), away);

    private void Met(Patient patient, Person person, int day, int hour, VisitId? visit = null, MeetingKind kind = MeetingKind.Visit) => meetings.Add(new Meeting(
        patient.Id, person.Id, person.Category, visit ?? new VisitId(town.NewId("visit")), town.Time.Instant(First.AddDays(day), new TimeOnly(hour, 0)), kind));

    /// <summary>Two visits a day for fourteen days by people in turn.</summary>
    private void MetTwiceDaily(Patient patient, params Person[] people)
    {
        for (var day = 0; day < 14; day++)
        {
            Met(patient, people[day * 2 % people.Length], day, 8);
            Met(patient, people[((day * 2) + 1) % people.Length], day, 18);
        }
    }

    private StaffContinuity Measured(params HomeCareClient[] clients) => Continuity.Personalkontinuitet(clients, meetings, First, town.Time);

    private Person[] People(int count) => [.. Enumerable.Range(0, count).Select(index => town.Person($"P{index}"))];

    [Fact]
    public void Different_people_are_counted_once()
    {
        var anna = town.Patient("Anna", 1);
        MetTwiceDaily(anna, People(5));
        Assert.Equal(5, Measured(Client(anna)).Staff[anna.Id]);
    }

    [Fact]
    public void Mean_and_median_are_over_the_counted_clients()
    {
        var (anna, bo, cia, dan) = (town.Patient("Anna", 1), town.Patient("Bo", 2), town.Patient("Cia", 3), town.Patient("Dan", 4));
        MetTwiceDaily(anna, People(3));
        MetTwiceDaily(bo, People(4));
        MetTwiceDaily(cia, People(14));
        var three = Measured(Client(anna), Client(bo), Client(cia));
        Assert.Equal(7, three.Mean); // (3 + 4 + 14) / 3
        Assert.Equal(4, three.Median);
        MetTwiceDaily(dan, People(7));
        Assert.Equal(5.5, Measured(Client(anna), Client(bo), Client(cia), Client(dan)).Median); // 3, 4, 7, 14
        Assert.Null(Measured().Mean);
    }

    [Fact]
    public void Nights_alarms_meals_and_the_health_cares_staff_are_left_out()
    {
        var anna = town.Patient("Anna", 1);
        MetTwiceDaily(anna, People(2));
        Met(anna, town.Person("natt"), 3, 22);
        Met(anna, town.Person("natt"), 3, 6);
        Met(anna, town.Person("larm"), 4, 12, kind: MeetingKind.SocialAlarm);
        Met(anna, town.Person("mat"), 4, 12, kind: MeetingKind.MealDelivery);
        Met(anna, town.Nurse("sköterska"), 5, 12);
        Met(anna, town.Person("efter"), 14, 8);
        Assert.Equal(2, Measured(Client(anna)).Staff[anna.Id]);
        Met(anna, town.Person("kväll"), 5, 21);
        Assert.Equal(3, Measured(Client(anna)).Staff[anna.Id]);
    }

    [Fact]
    public void Those_under_65_away_or_with_fewer_visits_are_left_out()
    {
        var (anna, bo, cia) = (town.Patient("Anna", 1), town.Patient("Bo", 2), town.Patient("Cia", 3));
        MetTwiceDaily(anna, People(2));
        MetTwiceDaily(bo, People(2));
        MetTwiceDaily(cia, People(2));
        _ = meetings.RemoveAll(meeting => meeting.Patient == cia.Id && meeting.Start == town.Time.Instant(First.AddDays(9), new TimeOnly(18, 0)));
        Assert.Empty(Measured(Client(anna, 1961), Client(bo, 1940, (First.AddDays(13), First.AddDays(20))), Client(cia)).Staff);
        Assert.Equal(2, Measured(Client(anna, 1960), Client(bo, 1940, (First.AddDays(14), First.AddDays(20))), Client(cia)).Staff.Count);
    }

    [Fact]
    public void A_visit_by_two_is_one_visit_with_two_people()
    {
        var anna = town.Patient("Anna", 1);
        var (eva, ola) = (town.Person("Eva"), town.Person("Ola"));
        for (var day = 0; day < 14; day++)
        {
            var visit = new VisitId(town.NewId("both"));
            Met(anna, eva, day, 8, visit);
            Met(anna, ola, day, 8, visit);
        }

        Assert.Empty(Measured(Client(anna)).Staff);
        MetTwiceDaily(anna, eva);
        Assert.Equal(2, Measured(Client(anna)).Staff[anna.Id]);
    }

    /// <summary>One rule a row: what is changed about a client whom two people visit at 8 and 18 on each of fourteen days, and how many different staff are then counted; null where
    /// the client is not. Dropping the rule changes the answer.</summary>
    public static TheoryData<string, int?> Rules => new()
    {
        { "nothing", 2 },
        { "born 65 years before the first day", 2 },
        { "born a day later", null },
        { "born nobody knows when", null },
        { "away on the last day", null },
        { "away the day after", 2 },
        { "away over the whole period", null },
        { "away until the day before", 2 },
        { "a third person at 06:59", 2 },
        { "a third person at 07:00", 3 },
        { "a third person at 21:59", 3 },
        { "a third person at 22:00", 2 },
        { "a third person at an alarm", 2 },
        { "a third person with a meal", 2 },
        { "a third person the day before", 2 },
        { "a third person the day after", 2 },
        { "a third person on the last day", 3 },
        { "a third person at another client's", 2 },
        { "a nurse", 2 },
        { "a physician", 2 },
        { "a physiotherapist", 2 },
        { "an occupational therapist", 2 },
        { "a care aide", 3 },
        { "the eighteen o'clock visit of one day is not made", null },
        { "that visit is an alarm", null },
        { "that visit is a meal at the door", null },
        { "that visit is at 22:00", null },
        { "that visit is made by a nurse", 2 },
        { "that visit is both people's second half of the morning's", null },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Each_rule_decides_alone(string changed, int? staff)
    {
        var (anna, bo) = (town.Patient("Anna", 1), town.Patient("Bo", 2));
        var people = People(2);
        MetTwiceDaily(anna, people);
        var client = Client(anna);
        var evening = meetings.FindIndex(meeting => meeting.Start == town.Time.Instant(First.AddDays(9), new TimeOnly(18, 0)));
        switch (changed)
        {
            case "born 65 years before the first day": client = client with { BirthDate = First.AddYears(-65) }; break;
            case "born a day later": client = client with { BirthDate = First.AddYears(-65).AddDays(1) }; break;
            case "born nobody knows when": client = client with { BirthDate = null }; break;
            case "away on the last day": client = client with { Away = [(First.AddDays(13), First.AddDays(20))] }; break;
            case "away the day after": client = client with { Away = [(First.AddDays(14), First.AddDays(20))] }; break;
            case "away over the whole period": client = client with { Away = [(First.AddDays(-5), First.AddDays(20))] }; break;
            case "away until the day before": client = client with { Away = [(First.AddDays(-5), First.AddDays(-1))] }; break;
            case "a third person at 06:59": Third(3, new TimeOnly(6, 59)); break;
            case "a third person at 07:00": Third(3, new TimeOnly(7, 0)); break;
            case "a third person at 21:59": Third(3, new TimeOnly(21, 59)); break;
            case "a third person at 22:00": Third(3, new TimeOnly(22, 0)); break;
            case "a third person at an alarm": Third(3, new TimeOnly(12, 0), MeetingKind.SocialAlarm); break;
            case "a third person with a meal": Third(3, new TimeOnly(12, 0), MeetingKind.MealDelivery); break;
            case "a third person the day before": Third(-1, new TimeOnly(12, 0)); break;
            case "a third person the day after": Third(14, new TimeOnly(12, 0)); break;
            case "a third person on the last day": Third(13, new TimeOnly(12, 0)); break;
            case "a third person at another client's": Met(bo, town.Person("tredje"), 3, 12); break;
            case "a nurse": Third(3, new TimeOnly(12, 0), category: ProfessionalCategory.RegisteredNurse); break;
            case "a physician": Third(3, new TimeOnly(12, 0), category: ProfessionalCategory.Physician); break;
            case "a physiotherapist": Third(3, new TimeOnly(12, 0), category: ProfessionalCategory.Physiotherapist); break;
            case "an occupational therapist": Third(3, new TimeOnly(12, 0), category: ProfessionalCategory.OccupationalTherapist); break;
            case "a care aide": Third(3, new TimeOnly(12, 0), category: ProfessionalCategory.CareAide); break;
            case "the eighteen o'clock visit of one day is not made": meetings.RemoveAt(evening); break;
            case "that visit is an alarm": meetings[evening] = meetings[evening] with { Kind = MeetingKind.SocialAlarm }; break;
            case "that visit is a meal at the door": meetings[evening] = meetings[evening] with { Kind = MeetingKind.MealDelivery }; break;
            case "that visit is at 22:00": meetings[evening] = meetings[evening] with { Start = meetings[evening].Start.AddHours(4) }; break;
            case "that visit is made by a nurse": meetings[evening] = meetings[evening] with { Person = town.Nurse("sköterska").Id, Category = ProfessionalCategory.RegisteredNurse }; break;
            case "that visit is both people's second half of the morning's": meetings[evening] = meetings[evening] with { Visit = meetings[evening - 1].Visit }; break;
            default: Assert.Equal("nothing", changed); break;
        }

        var measured = Measured(client);
        Assert.Equal(staff, measured.Staff.TryGetValue(anna.Id, out var counted) ? counted : null);
        Assert.Equal(staff, (int?)measured.Mean);

        void Third(int day, TimeOnly at, MeetingKind kind = MeetingKind.Visit, ProfessionalCategory category = ProfessionalCategory.AssistantNurse)
        {
            var person = town.Person("tredje", category);
            meetings.Add(new Meeting(anna.Id, person.Id, person.Category, new VisitId(town.NewId("visit")), town.Time.Instant(First.AddDays(day), at), kind));
        }
    }

    [Fact]
    public void The_usual_providers_share_is_told_of_the_visits_that_are_counted()
    {
        var (anna, bo) = (town.Patient("Anna", 1), town.Patient("Bo", 2));
        MetTwiceDaily(anna, People(2));
        MetTwiceDaily(bo, People(4));
        for (var day = 0; day < 14; day++) Met(bo, town.Person("natt"), day, 23);
        Assert.Equal((0.5 + 0.25) / 2, Measured(Client(anna), Client(bo)).UsualProviderShare); // 14 of 28 visits; 7 of 28
        Assert.Null(Measured().UsualProviderShare);
    }

    [Fact]
    public void The_usual_providers_share_is_of_visits()
    {
        var anna = town.Patient("Anna", 1);
        var (eva, ola) = (town.Person("Eva"), town.Person("Ola"));
        Assert.Null(Continuity.UsualProviderShare(meetings));
        var visit = new VisitId(town.NewId("both"));
        Met(anna, eva, 0, 8, visit);
        Met(anna, ola, 0, 8, visit);
        Met(anna, eva, 1, 8);
        Met(anna, eva, 2, 8);
        Met(anna, ola, 3, 8);
        Assert.Equal(0.75, Continuity.UsualProviderShare(meetings)); // Eva at three of four visits
    }
}
