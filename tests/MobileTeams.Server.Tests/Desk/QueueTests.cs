using System.Globalization;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Server.Desk;

namespace MobileTeams.Server.Tests.Desk;

/// <summary>No visit waits without a reason in words, and what would make it fit.</summary>
public sealed class NoVisitWaitsWithoutAReasonTests(WorldDatabase world) : IClassFixture<WorldDatabase>
{
    [Fact]
    public async Task A_visit_that_fits_says_where_when_and_at_whose_cost()
    {
        var desk = await DeskWorld.Open(world);
        var fitting = Fitting.Of(desk.Day, desk.Facts, null, [DeskWorld.Visit(0)]).Single().Value;
        var change = Assert.IsType<DayChange.Accepted>(desk.Day.Apply(new DayEvent.VisitAssigned(DeskWorld.Origin(), DeskWorld.Visit(0), fitting.Team, null), desk.Facts));
        Assert.Equal((change.Day.Visits[DeskWorld.Visit(0)].Assignments[0].Start, 0), (fitting.Start, fitting.BrokenPromises));
        Assert.Matches("^Ryms hos (N1|U1) 08:00, alla löften hålls\\.$", fitting.Why(Clock));
        Assert.Empty(fitting.Remedy);
    }

    [Fact]
    public async Task A_team_that_fits_is_named_before_one_that_comes_near()
    {
        // The protected patient is for Nora's team alone.
        var desk = await DeskWorld.Open(world);
        Assert.Equal("Ryms hos N1 08:00, alla löften hålls.", Fitting.Of(desk.Day, desk.Facts, null, [DeskWorld.Visit(6)]).Single().Value.Why(Clock));
    }

    [Fact]
    public async Task A_visit_that_fits_nowhere_says_what_would_help()
    {
        // Nobody but Nora may come to the protected, and her shift is over at 16 while the visit may start until 15: seven hours do not fit.
        var desk = await DeskWorld.Open(world);
        desk.After(new DayEvent.VisitResized(DeskWorld.Origin(), DeskWorld.Visit(6), TimeSpan.FromHours(10)));
        var fitting = Fitting.Of(desk.Day, desk.Facts, null, [DeskWorld.Visit(6)]).Single().Value;
        Assert.Null(fitting.Start);
        Assert.Contains(fitting.Rules, rule => rule.Code is DayRules.ShiftEnd);
        Assert.StartsWith("Närmast N1: passet slutar ", fitting.Why(Clock), StringComparison.Ordinal);
        Assert.Matches("^att N1 arbetar .* längre", fitting.Remedy);
    }

    [Fact]
    public void Every_rule_has_a_remedy_in_both_languages()
    {
        string[] codes = [.. new[] { typeof(CrewRules), typeof(DayRules) }.SelectMany(type => type.GetFields()).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];
        Assert.True(codes.Length > 12);
        foreach (var language in new[] { "sv", "en" })
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            foreach (var code in codes.Where(code => code != DayRules.Release))
                Assert.NotEqual(Words.Reasons.Of(new BrokenRule(code, 600, "Insulin 2026-01-01")), QueueWords.Remedy(new BrokenRule(code, 600, "Insulin 2026-01-01"), "N3"));
        }
    }

    [Fact]
    public async Task The_same_day_is_worked_out_once_for_all_desks()
    {
        var desk = await DeskWorld.Open(world);
        var book = new FittingBook();
        var (one, other) = (book.Get(desk.Day, desk.Facts, null, [DeskWorld.Visit(0)]), book.Get(desk.Day, desk.Facts, null, [DeskWorld.Visit(0)]));
        Assert.Same(await one, await other);
        desk.After(new DayEvent.VisitAssigned(DeskWorld.Origin(), DeskWorld.Visit(0), World.N1.Id, null));
        Assert.NotSame(await one, await book.Get(desk.Day, desk.Facts, null, []));
    }

    private static string Clock(DateTimeOffset instant) => World.Time.Local(instant).ToString("HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>What waits ages by its class.</summary>
public sealed class WhatWaitsAgesByItsClassTests
{
    [Fact]
    public void A_more_urgent_class_has_a_shorter_limit_and_warns_half_way()
    {
        var limits = Enum.GetValues<UrgencyClass>().Select(urgency => Waiting.LimitOf(urgency)).ToList();
        Assert.Equal(limits.Order(), limits);
        Assert.Equal(limits.Distinct(), limits);
        foreach (var urgency in Enum.GetValues<UrgencyClass>())
        {
            var limit = Waiting.LimitOf(urgency);
            Assert.Equal(Ageing.Calm, Waiting.OfCall((limit / 2) - TimeSpan.FromSeconds(1), urgency));
            Assert.Equal(Ageing.Near, Waiting.OfCall(limit / 2, urgency));
            Assert.Equal(Ageing.Past, Waiting.OfCall(limit, urgency));
        }
    }

    [Fact]
    public void A_visit_without_a_team_warns_an_hour_before_its_latest_start()
    {
        var latest = World.At(World.Today, 10);
        Assert.Equal(Ageing.Calm, Waiting.OfVisit(latest, latest.AddMinutes(-60)));
        Assert.Equal(Ageing.Near, Waiting.OfVisit(latest, latest.AddMinutes(-59)));
        Assert.Equal(Ageing.Near, Waiting.OfVisit(latest, latest));
        Assert.Equal(Ageing.Past, Waiting.OfVisit(latest, latest.AddSeconds(1)));
    }

    [Fact]
    public void A_deadline_of_whoever_asked_counts_when_it_is_sooner_than_what_was_agreed()
    {
        var visit = new Visit(
            default, null, World.Tierp.Id, World.Today, null, null, UrgencyClass.Blue, new StartWindow(World.At(World.Today, 10), World.At(World.Today, 15)), TimeSpan.FromMinutes(30), 1, [], null, null, false);
        Assert.Equal(World.At(World.Today, 15), Waiting.LatestOf(visit));
        Assert.Equal(World.At(World.Today, 14), Waiting.LatestOf(visit with { Request = new VisitRequest(RequestSource.HospitalDischarge, World.At(World.Today, 9), World.At(World.Today, 14), "") }));
        Assert.Equal(World.At(World.Today, 15), Waiting.LatestOf(visit with { Request = new VisitRequest(RequestSource.Relative, World.At(World.Today, 9), World.At(World.Today, 16), "") }));
    }

    [Theory]
    [InlineData("sv")]
    [InlineData("en")]
    public void No_two_classes_share_their_letters(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        Assert.Equal(5, Enum.GetValues<UrgencyClass>().Select(BoardWords.Mark).Distinct().Count());
    }
}
