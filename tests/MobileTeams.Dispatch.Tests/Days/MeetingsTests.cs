using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Tests.Days;

public sealed class MeetingsTests
{
    private readonly Town town = new();

    [Fact]
    public void A_planned_visit_is_a_meeting_with_each_of_the_crew()
    {
        var (anna, bo) = (town.Patient("Anna", 10), town.Patient("Bo", 20));
        var (eva, ola) = (town.Person("Eva"), town.Person("Ola"));
        var pair = town.Team("N1", "07:00-16:00", eva, ola);
        var (first, second, nobodys) = (town.Visit(anna, "08:00-09:00", 20), town.Visit(bo, "10:00-11:00", 20), town.Visit(anna, "12:00-13:00", 20));
        var day = town.Begin([pair], [first, second, nobodys]);
        day = town.Accepted(day, town.Plan(day, (pair, [first, second]))).Day;
        Assert.Equal(
            [(anna.Id, eva.Id, "08:00"), (anna.Id, ola.Id, "08:00"), (bo.Id, eva.Id, "10:00"), (bo.Id, ola.Id, "10:00")],
            Meetings.Of(day, town.Facts).Select(meeting => (meeting.Patient, meeting.Person, town.Clock(meeting.Start))));
        Assert.All(Meetings.Of(day, town.Facts), meeting => Assert.Equal(MeetingKind.Visit, meeting.Kind));

        day = town.Accepted(day, new DayEvent.VisitCancelled(town.Origin("07:00"), second.Id, "")).Day;
        Assert.DoesNotContain(Meetings.Of(day, town.Facts), meeting => meeting.Patient == bo.Id);
    }

    [Fact]
    public void An_urgent_calls_visit_is_an_alarm()
    {
        var anna = town.Patient("Anna", 10);
        var team = town.Team("N1", "07:00-16:00", town.Person("Eva"));
        var call = town.Visit(anna, "08:00-09:00", 20) with { Call = new UrgentCallId(town.NewId("call")), Urgency = UrgencyClass.Orange };
        var day = town.Begin([team], [call]);
        day = town.Accepted(day, new DayEvent.VisitDispatched(town.Origin("08:00"), call.Id, team.Id)).Day;
        Assert.Equal(MeetingKind.SocialAlarm, Assert.Single(Meetings.Of(day, town.Facts)).Kind);
    }

    [Fact]
    public void Whoever_was_not_at_home_was_away_that_day()
    {
        var (anna, bo) = (town.Patient("Anna", 10), town.Patient("Bo", 20));
        var day = town.Begin([town.Team("N1", "07:00-16:00", town.Person("Eva"))], [town.Visit(anna, "08:00-09:00", 20), town.Visit(bo, "08:00-09:00", 20)]);
        day = town.Accepted(day, new DayEvent.PatientWentAway(town.Origin("06:30"), anna.Id, town.At("06:30"), "sjukhus")).Day;
        var clients = Meetings.Clients([day], town.Facts).ToDictionary(client => client.Patient);
        Assert.Equal([(Town.Date, Town.Date)], clients[anna.Id].Away);
        Assert.Empty(clients[bo.Id].Away);
        Assert.Equal(new DateOnly(1890, 1, 1), clients[bo.Id].BirthDate);
    }
}
