using MobileTeams.Dispatch;
using MobileTeams.Dispatch.People;

namespace MobileTeams.Demo.Tests;

public sealed class RotaKeepsTheRulesTests(Norduppland norduppland)
{
    private readonly DemoWorld world = norduppland.World;

    [Fact]
    public void Everybody_rests_as_the_rules_ask() => AssertRested(world);

    [Fact]
    public void The_nights_in_which_the_clock_is_turned_are_no_exception()
    {
        // Spring: 29 March 2026; autumn: 25 October 2026.
        AssertRested(DemoWorld.Make(norduppland.Map, Norduppland.Seed, new DateOnly(2026, 3, 25)));
        AssertRested(DemoWorld.Make(norduppland.Map, Norduppland.Seed, new DateOnly(2026, 10, 20)));
    }

    [Fact]
    public void A_nurse_is_on_call_round_the_clock_without_a_gap()
    {
        foreach (var centre in world.Centres)
        {
            var time = ServiceTime.Of(centre);
            var nurses = world.People.Where(person => person.Category == ProfessionalCategory.RegisteredNurse).Select(person => person.Id).ToHashSet();
            var onCall = world.Shifts.Where(shift => shift.Centre == centre.Id && shift.Duty != DutyKind.Working && shift.Crew.Any(nurses.Contains));

            // The first day begins with the standby of the day before it, which is not in the world.
            Assert.Empty(Coverage.Gaps(onCall, time.Instant(Norduppland.Today, new TimeOnly(6, 0)), time.End(Norduppland.Today.AddDays(DemoWorld.DaysAfter))));
        }
    }

    [Fact]
    public void A_patrol_of_two_is_out_every_night_at_every_centre()
    {
        foreach (var centre in world.Centres)
        {
            var time = ServiceTime.Of(centre);
            var nights = world.Shifts.Where(shift => shift.Centre == centre.Id && shift is { Duty: DutyKind.Working, Crew.Count: 2, Name: "Natt" }).ToList();
            for (var day = 0; day < DemoWorld.DaysAfter; day++)
            {
                var date = Norduppland.Today.AddDays(day);
                Assert.Empty(Coverage.Gaps(nights, time.Instant(date, new TimeOnly(21, 0)), time.Instant(date.AddDays(1), new TimeOnly(6, 15))));
            }
        }
    }

    [Fact]
    public void A_physician_can_be_reached_at_all_hours_in_the_regions_centre()
    {
        var centre = world.Centres[2];
        var time = ServiceTime.Of(centre);
        var physicians = world.People.Where(person => person.Category == ProfessionalCategory.Physician).Select(person => person.Id).ToHashSet();
        var there = world.Shifts.Where(shift => shift.Crew.Any(physicians.Contains));

        Assert.Empty(Coverage.Gaps(there, time.Instant(Norduppland.Today, new TimeOnly(8, 0)), time.End(Norduppland.Today.AddDays(DemoWorld.DaysAfter))));
    }

    [Fact]
    public void Two_worlds_made_a_week_apart_agree_on_the_days_they_share()
    {
        var later = DemoWorld.Make(norduppland.Map, Norduppland.Seed, Norduppland.Today.AddDays(7));
        var shared = Norduppland.Today.AddDays(9);

        Assert.Equal(Described(world), Described(later));

        List<string> Described(DemoWorld one) =>
            [.. one.Shifts.Where(shift => shift.Date == shared).Select(shift => $"{shift.Id.Value} {shift.Name} {shift.Start:u} {string.Join(',', shift.Crew.Select(person => person.Value))}")];
    }

    private static void AssertRested(DemoWorld world)
    {
        var times = world.Centres.ToDictionary(centre => centre.Id, ServiceTime.Of);
        foreach (var person in world.People)
        {
            var duties = world.Shifts.Where(shift => shift.Crew.Contains(person.Id)).Select(WorkPeriod.Of).ToList();
            Assert.NotEmpty(duties);
            var findings = RestRules.Check(person, duties, [], times[person.Centre]);
            Assert.True(findings.IsEmpty, $"{person.Name}: {string.Join("; ", findings)}");
        }
    }
}
