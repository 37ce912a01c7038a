using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Server.Desk;

namespace MobileTeams.Server.Tests.Desk;

/// <summary>What is shown before a deed is what the deed does.</summary>
public sealed class WhatIsShownBeforeADeedIsWhatItDoesTests(WorldDatabase world) : IClassFixture<WorldDatabase>
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task For_any_deed_on_any_day(int seed)
    {
        var desk = await DeskWorld.Open(world);
        var random = new Random(seed);
        var (possible, impossible) = (0, 0);
        for (var step = 0; step < 120; step++)
        {
            var deed = desk.Deed(random);
            var before = desk.Day;
            var shown = Foresight.Of(deed, before, desk.Facts, now: null, DeskWorld.LabelOf);
            var change = before.Apply(deed, desk.Facts);
            Assert.Equal(change is not DayChange.Refused, shown.MayDo);
            if (change is DayChange.Refused) impossible++;
            if (change is not DayChange.Accepted accepted) continue;
            possible++;
            Assert.Equal(accepted.BrokenPromises.Length, shown.BrokenPromises);
            foreach (var arrival in shown.Arrivals)
                Assert.Contains(accepted.Day.Visits[arrival.Visit].Assignments, one => one.Team == arrival.Team && one.Start == arrival.Start && one.End == arrival.End);
            var moved = accepted.Day.Visits.Values.SelectMany(visit => visit.Assignments.Select(one => (visit.Visit.Id, one)))
                .Where(one => !before.Visits[one.Id].Assignments.Any(other => (other.Team, other.Start, other.End) == (one.one.Team, one.one.Start, one.one.End)));
            Assert.Equal(moved.Select(one => (one.Id, one.one.Team)).ToHashSet(), shown.Arrivals.Select(arrival => (arrival.Visit, arrival.Team)).ToHashSet());
            Assert.NotEmpty(shown.Effects);
            if (random.Next(2) == 0) desk.Try(random.Next(3) == 0 ? desk.Random(random) : deed);
        }

        Assert.True(possible > 20 && impossible > 0, $"{possible} possible and {impossible} impossible deeds prove little.");
    }

    [Fact]
    public async Task A_team_whose_shift_is_over_takes_nothing_and_it_says_so()
    {
        // U1 ends at 16.
        var desk = await DeskWorld.Open(world);
        var deed = new DayEvent.VisitAssigned(DeskWorld.Origin(16, 30), DeskWorld.Visit(0), World.U1.Id, null);
        var shown = Foresight.Of(deed, desk.Day, desk.Facts, World.At(World.Today, 16, 30), DeskWorld.LabelOf);
        Assert.False(shown.MayDo);
        Assert.Equal("U1:s pass slutade 16:00", Assert.Single(shown.Effects).Says);
    }

    [Fact]
    public async Task No_way_of_moving_gives_a_visit_to_a_team_whose_shift_is_over()
    {
        // Both teams end at 16; what a team has already may be pinned.
        var desk = await DeskWorld.Open(world);
        desk.After(new DayEvent.VisitAssigned(DeskWorld.Origin(), DeskWorld.Visit(0), World.N1.Id, null));
        desk.After(new DayEvent.VisitAssigned(DeskWorld.Origin(), DeskWorld.Visit(1), World.U1.Id, null));
        var late = World.At(World.Today, 16, 30);
        var moves = new DayEvent[]
        {
            new DayEvent.VisitAssigned(DeskWorld.Origin(16, 30), DeskWorld.Visit(2), World.N1.Id, null, World.U1.Id),
            new DayEvent.VisitsPlaced(DeskWorld.Origin(16, 30), [new VisitPlace(DeskWorld.Visit(0), [new TeamPlace(World.U1.Id, 0)], IsPinned: true)]),
            Move.Swap(desk.Day, DeskWorld.Origin(16, 30), DeskWorld.Visit(0), DeskWorld.Visit(1)),
        };
        Assert.All(moves, move => Assert.EndsWith("1:s pass slutade 16:00", Foresight.WhyNever(move, desk.Day, late, World.Time), StringComparison.Ordinal));
        Assert.All(moves, move => Assert.False(Foresight.Of(move, desk.Day, desk.Facts, late, DeskWorld.LabelOf).MayDo));
        Assert.Null(Foresight.WhyNever(moves[2], desk.Day, World.At(World.Today, 15, 30), World.Time));
        Assert.Null(Foresight.WhyNever(Move.Pin(desk.Day, DeskWorld.Origin(16, 30), DeskWorld.Visit(1), isPinned: false), desk.Day, late, World.Time));
    }

    [Fact]
    public async Task Time_that_passes_meanwhile_is_not_held_against_a_deed()
    {
        // N1 should have been at Anna's at 08:00 and is not; at 08:31 she is expected later than at 08:30, whatever happens to U1.
        var desk = await DeskWorld.Open(world);
        desk.After(new DayEvent.VisitAssigned(DeskWorld.Origin(), DeskWorld.Visit(0), World.N1.Id, null));
        var seen = desk.Day.AsSeenAt(World.At(World.Today, 8, 30), desk.Facts);
        var shown = Foresight.Of(new DayEvent.VisitAssigned(DeskWorld.Origin(8, 31), DeskWorld.Visit(1), World.U1.Id, null), seen, desk.Facts, World.At(World.Today, 8, 31), DeskWorld.LabelOf);
        Assert.True(shown.MayDo);
        Assert.Equal([(DeskWorld.Visit(1), World.U1.Id)], shown.Arrivals.Select(arrival => (arrival.Visit, arrival.Team)));
    }

    [Fact]
    public async Task A_rule_that_breaks_is_named_with_the_team()
    {
        // The protected patient is known to Nora alone, who drives N1.
        var desk = await DeskWorld.Open(world);
        var shown = Foresight.Of(new DayEvent.VisitAssigned(DeskWorld.Origin(), DeskWorld.Visit(6), World.U1.Id, null), desk.Day, desk.Facts, null, DeskWorld.LabelOf);
        Assert.Equal("U1: skyddade personuppgifter, teamet är inte utsett", Assert.Single(shown.Effects).Says);
    }

    [Fact]
    public async Task A_longer_day_that_breaks_a_break_or_the_shift_says_by_how_much()
    {
        // Anna from 10:00 for seven hours: the team has to be back at 16.
        var desk = await DeskWorld.Open(world);
        desk.After(new DayEvent.VisitAssigned(DeskWorld.Origin(), DeskWorld.Visit(0), World.U1.Id, null));
        var shown = Foresight.Of(new DayEvent.VisitResized(DeskWorld.Origin(), DeskWorld.Visit(0), TimeSpan.FromHours(7)), desk.Day, desk.Facts, null, DeskWorld.LabelOf);
        Assert.True(shown.MayDo);
        Assert.Contains(shown.Effects, effect => effect.Weight == Weight.Bad && effect.Says.StartsWith("U1: passet slutar", StringComparison.Ordinal));
    }
}

/// <summary>What a dispatcher did can be taken back, and done again.</summary>
public sealed class WhatWasDoneCanBeTakenBackTests(WorldDatabase world) : IClassFixture<WorldDatabase>
{
    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Any_deed_undone_leaves_the_routes_pins_and_lengths_as_they_were(int seed)
    {
        var desk = await DeskWorld.Open(world);
        var random = new Random(seed);
        var undone = 0;
        for (var step = 0; step < 150; step++)
        {
            var before = desk.Day;
            var deed = desk.Deed(random);
            var concerned = Foresight.Concerned(deed).Distinct().ToList();
            if (before.Apply(deed, desk.Facts) is not DayChange.Accepted accepted) continue;
            var done = new Step(deed.Origin.Id, "", [.. concerned.Select(visit => Standing.Of(before, visit))], [.. concerned.Select(visit => Standing.Of(accepted.Day, visit))]);
            Assert.All(done.After, standing => Assert.True(standing.Holds(accepted.Day)));

            // What stood there by a rule that has been broken since, such as a pin on a visit too long for its shift, may be refused, with its reason.
            if (accepted.Day.Apply(done.Undoing(accepted.Day, DeskWorld.Origin()), desk.Facts) is DayChange.Accepted back)
            {
                Assert.Equal(Stand(before), Stand(back.Day));
                undone++;
            }

            _ = desk.Try(deed);
        }

        Assert.True(undone > 25, $"Only {undone} deeds were undone; the test would prove little.");
    }

    private static string Stand(Day day) => string.Join('\n', day.Teams.Values.OrderBy(team => team.Shift.Name, StringComparer.Ordinal).Select(team => $"{team.Shift.Name}: {string.Join(' ', team.Route.Select(id => $"{day.Visits[id].Number}{(day.Visits[id].IsPinned ? "!" : "")}/{day.Visits[id].Visit.Duration.TotalMinutes}"))}"));
}
