using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Telling;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Dispatch.Tests.Telling;

/// <summary>One patient 10 minutes out, promised 08:00-08:30; the team N1 is to come, N2 could.</summary>
public sealed class TellingsTests
{
    private static readonly Dictionary<VisitId, Heard> Nothing = [];

    private readonly Town town = new();

    [Theory]
    [InlineData(Persona.IndependentEngaged, 45, TellChannel.Web)]
    [InlineData(Persona.WorriedEngaged, 45, TellChannel.Call)]
    [InlineData(Persona.TraditionalUnconcerned, 45, TellChannel.Call)] // no letter arrives today
    [InlineData(Persona.VulnerableWorried, 45, TellChannel.Call)]
    public void A_promise_that_will_not_hold_is_told_the_way_the_patient_is_reached(Persona persona, int minutes, TellChannel channel)
    {
        var (day, visit, n1, _) = Published(persona);
        var task = Assert.Single(Told(day, new DayEvent.TeamDelayed(town.Origin("07:00"), n1.Id, TimeSpan.FromMinutes(minutes))));
        Assert.Equal((visit.Id, TellCause.Time, channel), (task.Visit, task.Cause, task.Channel));

        // Expected at 08:45: told 08:30-09:15.
        Assert.Equal((town.Window("08:00-08:30"), town.Window("08:30-09:15")), (task.Was, task.Becomes!.Value));
        Assert.Equal(channel == TellChannel.Call ? town.At("07:15") : town.At("08:00"), task.By);
    }

    [Fact]
    public void A_delay_inside_the_promise_is_told_to_nobody()
    {
        var (day, _, n1, _) = Published(Persona.VulnerableWorried);
        Assert.Empty(Told(day, new DayEvent.TeamDelayed(town.Origin("07:00"), n1.Id, TimeSpan.FromMinutes(20))));
    }

    [Theory]
    [InlineData(Persona.VulnerableWorried, true)]
    [InlineData(Persona.WorriedEngaged, false)]
    [InlineData(Persona.IndependentEngaged, false)]
    public void Other_people_are_told_only_to_those_whom_it_worries(Persona persona, bool isTold)
    {
        var (day, visit, _, n2) = Published(persona);
        var tasks = Told(day, new DayEvent.VisitAssigned(town.Origin("07:00"), visit.Id, n2.Id, null));
        Assert.Equal(isTold ? [(TellCause.People, TellChannel.Call)] : [], tasks.Select(task => (task.Cause, task.Channel)));
    }

    [Fact]
    public void Other_people_are_told_also_when_nobody_had_the_visit_for_a_while()
    {
        var (day, visit, _, n2) = Published(Persona.VulnerableWorried);
        var free = town.Accepted(day, new DayEvent.VisitUnassigned(town.Origin("06:50"), visit.Id)).Day;
        Assert.Empty(Told(day, new DayEvent.VisitUnassigned(town.Origin("06:50"), visit.Id)));
        Assert.Equal(TellCause.People, Assert.Single(Told(free, new DayEvent.VisitAssigned(town.Origin("07:00"), visit.Id, n2.Id, null))).Cause);
    }

    [Fact]
    public void What_somebody_told_counts_and_not_the_promise()
    {
        var (day, visit, n1, n2) = Published(Persona.VulnerableWorried);
        var late = town.Accepted(day, new DayEvent.TeamDelayed(town.Origin("07:00"), n1.Id, TimeSpan.FromMinutes(120))).Day;
        var told = new Dictionary<VisitId, Heard> { [visit.Id] = new(town.Window("09:45-10:30"), [n1.Id]) };

        // It comes back to the promise, which the patient does not expect any more.
        var back = Assert.Single(Told(late, new DayEvent.TeamDelayed(town.Origin("07:05"), n1.Id, TimeSpan.Zero), told));
        Assert.Equal((town.Window("09:45-10:30"), town.Window("08:00-08:30")), (back.Was, back.Becomes!.Value));

        // Told of the other team already; told that nobody comes, and then somebody does.
        var assigned = new DayEvent.VisitAssigned(town.Origin("07:00"), visit.Id, n2.Id, null);
        Assert.Empty(Told(day, assigned, new() { [visit.Id] = new(town.Window("08:00-08:30"), [n2.Id]) }));
        Assert.Equal(TellCause.Time, Assert.Single(Told(day, assigned, new() { [visit.Id] = new(null, []) })).Cause);
    }

    [Theory]
    [InlineData(Persona.IndependentEngaged)]
    [InlineData(Persona.VulnerableWorried)]
    public void A_visit_cancelled_today_is_always_told_by_voice(Persona persona)
    {
        var (day, visit, _, _) = Published(persona);
        var task = Assert.Single(Told(day, new DayEvent.VisitCancelled(town.Origin("07:50"), visit.Id, "Snö")));
        Assert.Equal((TellCause.Cancelled, TellChannel.Call, null, town.At("08:00")), (task.Cause, task.Channel, task.Becomes, task.By)); // before the promised time
    }

    [Fact]
    public void A_cancelled_visit_is_to_be_told_until_somebody_has_whatever_else_is_written_about_it()
    {
        var (day, visit, n1, _) = Published(Persona.VulnerableWorried);
        var cancelled = town.Accepted(day, new DayEvent.VisitCancelled(town.Origin("07:00"), visit.Id, "Snö")).Day;
        var note = new DayEvent.NoteAdded(town.Origin("07:05"), visit.Id, "Ringer igen efter tio");
        Assert.Equal(TellCause.Cancelled, Assert.Single(Told(cancelled, note)).Cause);
        Assert.Equal(TellCause.Cancelled, Assert.Single(Told(cancelled, note, new() { [visit.Id] = new(town.Window("08:00-08:30"), [n1.Id]) })).Cause);
        Assert.Empty(Told(cancelled, note, new() { [visit.Id] = new(null, []) }));
    }

    [Fact]
    public void Who_is_away_declined_or_is_being_visited_is_not_told_again()
    {
        var (day, visit, n1, _) = Published(Persona.VulnerableWorried);
        Assert.Empty(Told(day, new DayEvent.PatientWentAway(town.Origin("07:00"), visit.Patient!.Value, town.At("07:00"), "Inlagd")));
        Assert.Empty(Told(day, new DayEvent.VisitDeclined(town.Origin("07:00"), visit.Id, "Mår bra")));
        Assert.Empty(Told(day, new DayEvent.VisitArrived(town.Origin("08:50", n1), visit.Id)));
    }

    [Fact]
    public void A_letter_is_written_when_it_arrives_in_time()
    {
        var (day, visit, _, _) = Published(Persona.TraditionalUnconcerned);
        var early = day.Apply(new DayEvent.VisitCancelled(town.Origin("07:00") with { At = town.At("08:00").AddDays(-4) }, visit.Id, "Flyttad"), town.Facts);
        Assert.Equal(TellChannel.Letter, Assert.Single(Tellings.Of(day, Assert.IsType<DayChange.Accepted>(early), town.Facts, Nothing)).Channel);
    }

    [Fact]
    public void A_first_plan_is_nobodys_change()
    {
        var (day, visit, n1, _) = Published(Persona.VulnerableWorried, publish: false);
        Assert.Empty(Told(day, town.Plan(day, (n1, [visit]))));
    }

    [Fact]
    public void A_new_plan_with_another_window_is_told_with_both()
    {
        var (day, visit, n1, _) = Published(Persona.VulnerableWorried);
        var later = town.Plan(day, (n1, [visit]));
        var stop = later.Routes[0].Stops[0];
        var moved = later with { Routes = [later.Routes[0] with { Stops = [stop with { Start = town.At("10:00"), End = town.At("10:30") }] }] };
        var task = Assert.Single(Told(day, moved));
        Assert.Equal((town.Window("08:00-08:30"), town.Window("09:45-10:30")), (task.Was, task.Becomes!.Value));
    }

    private System.Collections.Immutable.ImmutableArray<TellTask> Told(Day day, DayEvent happened, Dictionary<VisitId, Heard>? heard = null) => Tellings.Of(day, town.Accepted(day, happened), town.Facts, heard ?? Nothing);

    private (Day Day, Visit Visit, TeamShift N1, TeamShift N2) Published(Persona persona, bool publish = true)
    {
        var visit = town.Visit(town.Patient("Anna", 10, one => one with { Persona = persona }), "08:00-12:00", 30);
        var (n1, n2) = (town.Team("N1", "07:00-16:00", town.Nurse("Nils")), town.Team("N2", "07:00-16:00", town.Nurse("Nina")));
        var day = town.Begin([n1, n2], [visit]);
        return (publish ? town.Accepted(day, town.Plan(day, (n1, [visit]))).Day : day, visit, n1, n2);
    }
}
