using System.Reflection;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.People;
using MobileTeams.Dispatch.Urgent;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Dispatch.Words;

namespace MobileTeams.Dispatch.Tests.Words;

public sealed class ReasonsTests
{
    private static readonly Town Town = new();
    private static readonly Reasons Swedish = Reasons.In(Language.Swedish);
    private static readonly Reasons English = Reasons.In(Language.English);

    [Theory]
    [InlineData("rule.delegation-missing", 0, "Insulin", "saknar delegering insulin", "lacks delegation for insulin")]
    [InlineData("rule.delegation-expired", 1, "EyeDrops 2025-01-13", "delegering ögondroppar gick ut 2025-01-13", "delegation for eye drops expired 2025-01-13")]
    [InlineData("rule.window", 900, null, "15 min för sent", "15 min too late")]
    [InlineData("rule.window", 901, null, "16 min för sent", "16 min too late")]
    [InlineData("rule.shift-end", 3600, null, "passet slutar 1 h för sent", "the shift ends 1 h too late")]
    [InlineData("rule.shift-end", 3900, null, "passet slutar 1 h 5 min för sent", "the shift ends 1 h 5 min too late")]
    [InlineData("rule.double-staffing", 1, null, "kräver dubbelbemanning, en person saknas", "needs double staffing, one person is missing")]
    [InlineData("rule.unheard-of", 1, null, "rule.unheard-of", "rule.unheard-of")]
    public void A_broken_rule_is_a_plain_sentence(string code, int amount, string? detail, string swedish, string english)
    {
        Assert.Equal(swedish, Swedish.Of(new BrokenRule(code, amount, detail)));
        Assert.Equal(english, English.Of(new BrokenRule(code, amount, detail)));
    }

    [Fact]
    public void Every_rule_has_its_sentence_in_both_languages()
    {
        var codes = new[] { typeof(CrewRules), typeof(DayRules) }
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static)).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!).ToList();
        Assert.True(codes.Count >= 15);
        foreach (var rule in codes.Select(code => new BrokenRule(code, 60, "Insulin 2025-01-13")))
        {
            Assert.NotEqual(rule.Code, Swedish.Of(rule));
            Assert.NotEqual(Swedish.Of(rule), English.Of(rule));
        }
    }

    [Fact]
    public void Rest_is_told_with_the_next_shift()
    {
        var found = new RestFinding(RestRule.DailyRest, default, Town.At("22:23"), Town.At("09:00"), TimeSpan.FromMinutes(23), null);
        Assert.Equal("dygnsvilan bryts med 23 min", Swedish.Of(found, Town.Time));
        var called = found with { Rule = RestRule.CompensatoryRest, Amount = new TimeSpan(8, 40, 0), EarliestNextStart = Town.At("15:40") };
        Assert.Equal("den kompenserande vilan bryts med 8 h 40 min, nästa pass tidigast 15:40", Swedish.Of(called, Town.Time));
        Assert.Equal("the compensatory rest is 8 h 40 min too short, next shift 15:40 at the earliest", English.Of(called, Town.Time));
        foreach (var rule in Enum.GetValues<RestRule>()) Assert.NotEqual(Swedish.Of(found with { Rule = rule }, Town.Time), English.Of(found with { Rule = rule }, Town.Time));
    }

    [Fact]
    public void Every_refusal_has_its_sentence()
    {
        var (visit, team) = (default(VisitId), default(TeamShiftId));
        Refusal[] all =
        [
            new Refusal.UnknownVisit(visit), new Refusal.UnknownTeam(team), new Refusal.AnotherDay(Town.Date), new Refusal.DayMovedOn(3, 4), new Refusal.VisitIsOver(visit, VisitStatus.Completed),
            new Refusal.VisitIsUnderWay(visit, VisitStatus.Arrived), new Refusal.AnotherTeamsVisit(visit), new Refusal.NoTeam(visit), new Refusal.PatientIsKnown(visit), new Refusal.NotOnDuty(default), new Refusal.NobodyIsSought(visit),
            new Refusal.RuleBroken(visit, team, [new BrokenRule("rule.window", 900, null), new BrokenRule("rule.double-staffing", 1, null)]),
        ];
        Assert.Equal(typeof(Refusal).GetNestedTypes().Length, all.Select(refusal => refusal.GetType()).Distinct().Count());
        Assert.All(all, refusal => Assert.NotEqual(Swedish.Of(refusal), English.Of(refusal)));
        Assert.All(all, refusal => Assert.DoesNotContain(refusal.Code, Swedish.Of(refusal), StringComparison.Ordinal));
        Assert.Equal("15 min för sent och kräver dubbelbemanning, en person saknas", Swedish.Of(all[^1]));
        Assert.Equal("besöket är redan avslutat (klar)", Swedish.Of(all[4]));
    }

    [Fact]
    public void Every_term_has_a_name_in_both_languages()
    {
        foreach (var language in Enum.GetValues<Language>())
        {
            var terms = Terms.In(language);
            Assert.All(Enum.GetValues<CareTaskKind>(), one => Assert.NotEmpty(terms.Of(one)));
            Assert.All(Enum.GetValues<ProfessionalCategory>(), one => Assert.NotEmpty(terms.Of(one)));
            Assert.All(Enum.GetValues<VisitStatus>(), one => Assert.NotEmpty(terms.Of(one)));
            Assert.All(Enum.GetValues<UrgencyClass>(), one => Assert.NotEmpty(terms.Of(one)));
        }
    }

    [Fact]
    public void A_moved_visit_says_by_how_much_and_what_breaks()
    {
        var moved = new MovedVisit(default, default, Town.At("09:25"), Town.At("09:40"), BreaksPromise: true, BreaksWindow: false);
        Assert.Equal("flyttas 15 min senare till 09:40, bryter löftet", Swedish.Of(moved, Town.Time));
        Assert.Equal("moves 15 min earlier to 09:25", English.Of(moved with { Was = Town.At("09:40"), Becomes = Town.At("09:25"), BreaksPromise = false }, Town.Time));
        Assert.Equal("åter 22:53, 1 h 23 min efter passets slut", Swedish.Of(new Overtime(default, Town.At("22:53"), TimeSpan.FromMinutes(83)), Town.Time));
    }

    [Fact]
    public void Notes_have_sentences()
    {
        foreach (var code in new[] { "note.reached", "note.passed", "note.visits-known", "note.seen-later" }) Assert.NotEqual(Swedish.OfNote(code), English.OfNote(code));
    }
}
