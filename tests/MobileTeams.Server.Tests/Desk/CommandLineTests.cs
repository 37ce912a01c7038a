using System.Globalization;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Server.Desk;

namespace MobileTeams.Server.Tests.Desk;

/// <summary>What is typed is understood in both languages as far as it has come, and says what it would do before it is done.</summary>
public sealed class WhatIsTypedIsUnderstoodTests(WorldDatabase world) : IClassFixture<WorldDatabase>
{
    [Fact]
    public async Task A_visit_is_given_to_a_team_by_number_and_name()
    {
        var desk = await DeskWorld.Open(world);
        var anna = desk.Day.Visits[DeskWorld.Visit(0)];
        foreach (var typed in new[] { $"tilldela {anna.Number} n1", $"assign {anna.Number} N1", $"  TILLDELA {anna.Number} N1" })
        {
            var first = Line(desk).Suggest(typed)[0];
            Assert.Equal(new Command.Assign(anna.Visit.Id, World.N1.Id, null), first.Command);
            Assert.Equal($"tilldela {anna.Number} N1", first.Text);
            Assert.Contains("N1 08:00–08:15", first.Says, StringComparison.Ordinal); // two hours before ten, the earliest that is agreed
        }

        var both = Line(desk).Suggest($"tilldela {anna.Number} N1 U")[0];
        Assert.Equal(new Command.Assign(anna.Visit.Id, World.N1.Id, World.U1.Id), both.Command);
    }

    [Fact]
    public async Task What_the_day_would_refuse_is_offered_with_its_reason_and_does_nothing()
    {
        var desk = await DeskWorld.Open(world);
        var guarded = desk.Day.Visits[DeskWorld.Visit(6)];
        var refused = Line(desk).Suggest($"tilldela {guarded.Number} U1")[0];
        Assert.Null(refused.Command);
        Assert.Equal((Weight.Bad, "U1: skyddade personuppgifter, teamet är inte utsett"), (refused.Weight, refused.Says));
    }

    [Fact]
    public async Task Half_a_word_offers_what_it_may_become()
    {
        var desk = await DeskWorld.Open(world);
        Assert.Contains(Line(desk).Suggest("till"), one => one.Text == "tilldela " && one.Command is null);
        var numbers = Line(desk).Suggest("tilldela ");
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], numbers.Select(one => int.Parse(one.Text.Split(' ')[1], CultureInfo.InvariantCulture)).Order());
        Assert.Equal(CommandWords.Verbs.Count, Line(desk).Suggest("").Count);
        Assert.Empty(Line(desk).Suggest("tilldela 99 N1"));
    }

    [Fact]
    public async Task A_team_says_on_the_telephone_how_far_it_has_come()
    {
        var desk = await DeskWorld.Open(world);
        desk.After(new DayEvent.VisitAssigned(DeskWorld.Origin(), DeskWorld.Visit(1), World.N1.Id, null));
        Assert.Equal(new Command.Report(DeskWorld.Visit(1), VisitStatus.Arrived), Line(desk).Suggest("status N1 framme")[0].Command);
        Assert.Equal(new Command.Report(DeskWorld.Visit(1), VisitStatus.EnRoute), Line(desk).Suggest("status n1 rolling")[0].Command);
        desk.After(new DayEvent.VisitArrived(DeskWorld.Origin(10), DeskWorld.Visit(1)));

        // It is there: only what can come now is offered.
        Assert.Equal([VisitStatus.Completed, VisitStatus.NoAnswer], Line(desk).Suggest("status N1 ").Select(one => ((Command.Report)one.Command!).Status));
        Assert.Equal("teamet har inget kvar", Line(desk).Suggest("status U1 ")[0].Says);
    }

    [Fact]
    public async Task Searching_finds_names_and_places_but_never_a_protected_name()
    {
        var desk = await DeskWorld.Open(world);
        Assert.Equal(new Command.Select(DeskWorld.Visit(4)), Line(desk).Suggest("sök elsa")[0].Command);
        Assert.Equal(new Command.Select(DeskWorld.Visit(4)), Line(desk).Suggest("elsa")[0].Command);
        Assert.Empty(Line(desk).Suggest("sök Hemlig"));
        Assert.Equal(new Command.Go($"/day/{World.Gimo.Id.Value}/2026-11-23", IsPage: false), Line(desk).Suggest("sök gimo")[0].Command);
    }

    [Fact]
    public async Task Pins_lengths_swaps_and_taking_away()
    {
        var desk = await DeskWorld.Open(world);
        foreach (var visit in new[] { 0, 1 }) desk.After(new DayEvent.VisitAssigned(DeskWorld.Origin(), DeskWorld.Visit(visit), visit == 0 ? World.N1.Id : World.U1.Id, null));
        var (one, other) = (desk.Day.Visits[DeskWorld.Visit(0)].Number, desk.Day.Visits[DeskWorld.Visit(1)].Number);
        Assert.Equal(new Command.Pin(DeskWorld.Visit(0), IsPinned: false), Line(desk).Suggest($"lås upp {one}")[0].Command); // an assignment pins
        Assert.Empty(Line(desk).Suggest($"lås {one}"));
        Assert.Equal(new Command.Resize(DeskWorld.Visit(0), 45), Line(desk).Suggest($"längd {one} 45")[0].Command);
        Assert.Null(Line(desk).Suggest($"längd {one} 4")[0].Command);
        Assert.Equal(new Command.Swap(DeskWorld.Visit(0), DeskWorld.Visit(1)), Line(desk).Suggest($"byt {one} {other}")[0].Command);
        Assert.Equal(new Command.Unassign(DeskWorld.Visit(0)), Line(desk).Suggest($"ta bort {one}")[0].Command);
    }

    [Fact]
    public async Task Going_somewhere()
    {
        var desk = await DeskWorld.Open(world);
        Assert.Equal(new Command.Go($"/day/{World.Tierp.Id.Value}/2026-11-24", IsPage: false), Line(desk).Suggest("gå imorgon")[0].Command);
        Assert.Equal(new Command.Go($"/day/{World.Tierp.Id.Value}/2026-12-01", IsPage: false), Line(desk).Suggest("go 2026-12-01")[0].Command);
        Assert.Equal(new Command.Go("/calls", IsPage: true), Line(desk).Suggest("gå statistik")[0].Command);
        Assert.Equal(new Command.Go($"/handover/{World.Tierp.Id.Value}", IsPage: true), Line(desk).Suggest("gå överlämning")[0].Command);
        Assert.Equal(new Command.Go("/emergency", IsPage: true), Line(desk).Suggest("gå nöd")[0].Command);
        Assert.Empty(Line(desk).Suggest("gå konton"));
        Assert.Equal(new Command.Zoom(1), Line(desk).Suggest("zoom 1").Last().Command);
        Assert.Equal(new Command.Group(Grouping.Profession), Line(desk).Suggest("gruppera y")[0].Command);
    }

    [Fact]
    public async Task English_is_offered_in_English()
    {
        var desk = await DeskWorld.Open(world);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        Assert.Contains(Line(desk).Suggest("ass"), one => one.Text == "assign ");
        Assert.DoesNotContain(Line(desk).Suggest(""), one => one.Says.Contains('å', StringComparison.Ordinal) || one.Says.Contains('ä', StringComparison.Ordinal));
    }

    private static CommandLine Line(DeskWorld desk) => new(
        desk.Day, World.Tierp, [World.Tierp, World.Gimo], World.Today, World.Today, [.. Pages.Of(World.Dispatcher, World.Tierp.Id)], DeskWorld.LabelOf, _ => "Norra", instant => World.Time.Local(instant).ToString("HH:mm", CultureInfo.InvariantCulture),
        deed => Foresight.Of(deed, desk.Day, desk.Facts, null, DeskWorld.LabelOf));
}
