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
