using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Urgent;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Measures;

namespace MobileTeams.Dispatch.Tests.Urgent;

public sealed class CallTests
{
    private readonly Town town = new();

    private UrgentCall Received(PatientId? patient) => new(
        new UrgentCallId(town.NewId("call")), town.Centre.Id, patient, null, null, new SbarNote("andfådd", "KOL", "mer än i går", "besök"), null, "dottern", "070",
        town.At("03:10"), town.At("03:10").AddSeconds(25), "ViS 3", null);

    [Fact]
    public void Only_a_nurse_or_a_physician_chooses_the_class()
    {
        var call = Received(null);
        Assert.Equal("call.not-licensed", Assert.Throws<InputException>(() => call.Classified(town.Person("Eva"), UrgencyClass.Orange, town.At("03:12"))).Code);
        var nurse = town.Nurse("Nils");
        Assert.Equal(new UrgencyDecision(UrgencyClass.Orange, nurse.Id, town.At("03:12")), call.Classified(nurse, UrgencyClass.Orange, town.At("03:12")).Decision);
    }

    [Fact]
    public void A_visit_needs_a_class_and_a_patient_or_a_place_and_has_the_classs_target()
    {
        var patient = town.Patient("Anna", 10);
        Visit VisitOf(UrgentCall call) => call.VisitBy(new VisitId(town.NewId("visit")), Town.Date, town.Time.End(Town.Date), TimeSpan.FromMinutes(30), []);
        Assert.Equal("call.no-class", Assert.Throws<InputException>(() => VisitOf(Received(patient.Id))).Code);
        Assert.Equal("call.no-place", Assert.Throws<InputException>(() => VisitOf(Received(null).Classified(town.Nurse("Nils"), UrgencyClass.Orange, town.At("03:12")))).Code);
        Assert.Equal(town.Window("03:12-03:40"), VisitOf(Received(patient.Id).Classified(town.Nurse("Nils"), UrgencyClass.Orange, town.At("03:12"))).Allowed);
        Assert.Equal(town.Time.End(Town.Date), VisitOf(Received(patient.Id).Classified(town.Nurse("Nils"), UrgencyClass.Green, town.At("03:12"))).Allowed.Latest);
    }

    [Fact]
    public void A_call_for_two_asks_for_two_and_a_risk_of_violence_does_anyway()
    {
        var (patient, violent) = (town.Patient("Anna", 30), town.Patient("Dan", 30, one => one with { Safety = SafetyFlags.ViolenceRisk }));
        var call = Received(patient.Id).Classified(town.Nurse("Nora"), UrgencyClass.Orange, town.At("03:12"));
        Assert.Equal([1, 2], new[] { call, call with { IsForTwo = true } }.Select(one => VisitOf(one).StaffNeeded));
        Assert.Equal(2, CrewRules.StaffNeeded(VisitOf(call with { Patient = violent.Id }), violent));

        Visit VisitOf(UrgentCall one) => one.VisitBy(new VisitId(town.NewId("visit")), Town.Date, town.Time.End(Town.Date), TimeSpan.FromMinutes(30), []);
    }

    [Fact]
    public void The_chain_tells_every_step_and_what_was_late()
    {
        var team = town.Team("N1", "21:00-05:00", town.Nurse("Nils"));
        var patient = town.Patient("Anna", 30);
        var call = Received(patient.Id).Classified(town.Nurse("Nora"), UrgencyClass.Orange, town.At("03:12"));
        var visit = call.VisitBy(new VisitId(town.NewId("visit")), Town.Date, town.Time.End(Town.Date), TimeSpan.FromMinutes(30), []);
        var day = town.Begin([team], [visit]);
        day = town.Accepted(day, new DayEvent.VisitDispatched(town.Origin("03:13"), visit.Id, team.Id)).Day;

        // Answered after 25 s instead of 10; by 03:14 nobody has acknowledged, which was due at 03:12.
        Assert.Equal([(CallStep.Answered, TimeSpan.FromSeconds(15)), (CallStep.Acknowledged, TimeSpan.FromMinutes(2))], CallChain.Of(call, day.Visits[visit.Id]).Late(town.At("03:14")));
        day = town.Accepted(day, new DayEvent.VisitAcknowledged(town.Origin("03:15", team), visit.Id)).Day;
        day = town.Accepted(day, new DayEvent.VisitArrived(town.Origin("03:45", team), visit.Id)).Day;
        var chain = CallChain.Of(call, day.Visits[visit.Id]);
        Assert.Equal([(CallStep.Answered, 15.0), (CallStep.Acknowledged, 180.0), (CallStep.Arrived, 300.0)], chain.Late(town.At("05:00")).Select(late => (late.Step, late.Late.TotalSeconds)));
        Assert.Equal([CallStep.Received, CallStep.Answered, CallStep.Classified, CallStep.Dispatched, CallStep.Acknowledged, CallStep.Arrived], chain.Times.Keys);
        Assert.Equal(TimeSpan.FromMinutes(35), chain.Until(CallStep.Arrived));
        Assert.Null(chain.Until(CallStep.Ended));
        Assert.Empty(CallChain.Of(Received(null), null).Late(town.At("05:00")));
    }

    [Fact]
    public void A_call_without_a_patient_is_a_visit_to_its_place_and_may_be_tied_to_a_patient_once()
    {
        var (nurse, bo, cia) = (town.Nurse("Nils"), town.Patient("Bo", 40), town.Patient("Cia", 50, patient => patient with { Safety = SafetyFlags.ViolenceRisk }));
        var team = town.Team("N1", "21:00-05:00", nurse);
        var call = (Received(null) with { Address = "Vägen 20", Place = Town.Place(20) }).Classified(nurse, UrgencyClass.Orange, town.At("03:12"));
        var visit = call.VisitBy(new VisitId(town.NewId("okänd")), Town.Date, town.Time.End(Town.Date), TimeSpan.FromMinutes(30), []);
        Assert.Equal((null, Town.Place(20)), (visit.Patient, visit.Place));
        var day = town.Begin([team], [visit]);
        day = town.Accepted(day, new DayEvent.VisitDispatched(town.Origin("03:13"), visit.Id, team.Id)).Day;

        // 20 minutes from the centre, at once.
        Assert.Equal("N1: okänd 03:33-04:03 Dispatched | hem 04:23", town.Drawn(day));
        var known = town.Accepted(day, new DayEvent.PatientKnown(town.Origin("03:20"), visit.Id, cia.Id)).Day;

        // It is Cia, at 20 although she lives at 50; nobody is alone with her from now on.
        Assert.Equal(town.Drawn(day), town.Drawn(known));
        Assert.Equal((cia.Id, 2), (known.Visits[visit.Id].Visit.Patient, known.Visits[visit.Id].Visit.StaffNeeded));
        Assert.Contains(DayRules.Broken(known, town.Facts), broken => broken.Rule.Code == CrewRules.DoubleStaffing);
        Assert.Equal("note.reached", town.Noted(known, new DayEvent.PatientKnown(town.Origin("03:21"), visit.Id, cia.Id)).Why);
        Assert.Equal("day.patient-is-known", town.Refused(known, new DayEvent.PatientKnown(town.Origin("03:21"), visit.Id, bo.Id)).Code);
    }

    [Fact]
    public void A_call_that_ended_without_a_team_is_not_late_any_more()
    {
        var chain = new CallChain(UrgencyClass.Yellow, System.Collections.Immutable.ImmutableSortedDictionary<CallStep, DateTimeOffset>.Empty
            .Add(CallStep.Received, town.At("08:00")).Add(CallStep.Answered, town.At("08:00")).Add(CallStep.Ended, town.At("08:10")));
        Assert.Empty(chain.Late(town.At("15:00")));
    }
}
