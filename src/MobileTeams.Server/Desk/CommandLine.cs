using System.Globalization;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Dispatch.Visits;

namespace MobileTeams.Server.Desk;

/// <summary>Understands what is typed at the desk: a verb and what it is about, in Swedish or English, as far as it has come.</summary>
/// <param name="whereOf">The area or address of a visit, as far as this viewer may see it.</param>
/// <param name="weigh">What a deed would do; null while the day's facts are not there.</param>
internal sealed class CommandLine(
    Day? day, CareCentre centre, IReadOnlyList<CareCentre> centres, DateOnly date, DateOnly today, IReadOnlyList<(string Path, string Word)> pages,
    Func<DayVisit, string> labelOf, Func<DayVisit, string> whereOf, Func<DateTimeOffset, string> clock, Func<DayEvent, Foresight?> weigh)
{
    /// <summary>How many lines are offered at most.</summary>
    public const int Most = 8;

    private static readonly EventOrigin Nobody = new(default, default, default, "", null);

    /// <summary>What can be meant by a text, the likeliest first.</summary>
    public IReadOnlyList<Suggestion> Suggest(string typed)
    {
        var text = typed.TrimStart();
        var verbs = CommandWords.Verbs.Where(verb => day is not null || !verb.NeedsDay).ToList();
        if (verbs.Where(verb => verb.RestOf(text) is not null).MaxBy(verb => verb.LengthIn(text)) is { } said) return [.. Complete(said, said.RestOf(text)!).Take(Most)];
        var begun = verbs.Where(verb => verb.Begins(text)).Select(Bare);
        return [.. (text.Length < 2 ? begun : begun.Concat(Find(text, prefix: ""))).Take(text.Length == 0 ? verbs.Count : Most)];
    }

    private Suggestion Bare(Verb verb) => new(verb.Name + (verb.Takes.Length > 0 ? " " : ""), $"{verb.Takes}{(verb.Takes.Length > 0 ? " – " : "")}{verb.Does}", CommandOf(verb));

    private static Command? CommandOf(Verb verb) => verb.Deed switch
    {
        Deed.Undo => new Command.Undo(),
        Deed.Redo => new Command.Redo(),
        Deed.UrgentCall => new Command.UrgentCall(),
        Deed.Request => new Command.Request(),
        Deed.Plan => new Command.Plan(),
        Deed.Roads => new Command.Roads(),
        Deed.Keys => new Command.Keys(),
        _ => null,
    };

    private IEnumerable<Suggestion> Complete(Verb verb, string rest) => verb.Deed switch
    {
        Deed.Assign => AboutVisit(verb, rest, BoardDrawing.IsMovable, AssignTo),
        Deed.Unassign => AboutVisit(verb, rest, visit => BoardDrawing.IsMovable(visit) && !visit.Assignments.IsEmpty, (visit, _) => [Weighed($"{verb.Name} {visit.Number}", new Command.Unassign(visit.Visit.Id), new DayEvent.VisitUnassigned(Nobody, visit.Visit.Id))]),
        Deed.TakeUp => AboutVisit(verb, rest, BoardDrawing.IsMovable, (visit, _) => [new Suggestion($"{verb.Name} {visit.Number}", Short(visit), new Command.TakeUp(visit.Visit.Id))]),
        Deed.Pin or Deed.Unpin => AboutVisit(verb, rest, visit => BoardDrawing.IsMovable(visit) && !visit.Assignments.IsEmpty && visit.IsPinned == (verb.Deed == Deed.Unpin),
            (visit, _) => [new Suggestion($"{verb.Name} {visit.Number}", Short(visit), new Command.Pin(visit.Visit.Id, verb.Deed == Deed.Pin))]),
        Deed.Swap => AboutVisit(verb, rest, visit => BoardDrawing.IsMovable(visit) && !visit.Assignments.IsEmpty, (visit, more) => SwapWith(verb, visit, more)),
        Deed.Resize => AboutVisit(verb, rest, visit => !visit.Status.IsOver(), (visit, more) => ResizeTo(verb, visit, more)),
        Deed.Report => Report(verb, rest),
        Deed.Find => rest.Length == 0 ? [Bare(verb)] : Find(rest, verb.Name + " "),
        Deed.Go => Go(verb, rest),
        Deed.Zoom => BoardDrawing.Zooms.Where(hours => $"{hours}".StartsWith(rest, StringComparison.Ordinal)).Select(hours => new Suggestion($"{verb.Name} {hours}", Words.Hours(hours), new Command.Zoom(hours))),
        Deed.Group => Enum.GetValues<Grouping>().Where(one => Starts(BoardWords.Of(one), rest)).Select(one => new Suggestion($"{verb.Name} {BoardWords.Of(one).ToLower(CultureInfo.CurrentCulture)}", BoardWords.GroupBy, new Command.Group(one))),
        _ => [Bare(verb)],
    };

    // A number first; while it is not one yet, the visits it may become.
    private IEnumerable<Suggestion> AboutVisit(Verb verb, string rest, Func<DayVisit, bool> mayBe, Func<DayVisit, string, IEnumerable<Suggestion>> complete)
    {
        var (number, more) = Cut(rest);
        var all = day!.Visits.Values.Where(visit => visit.Number > 0 && mayBe(visit)).ToList();
        var meant = all.Find(visit => visit.Number.ToString(CultureInfo.InvariantCulture) == number);
        var done = meant is null ? [] : complete(meant, more).ToList();
        if (more.Length > 0 || rest.EndsWith(' ')) return done;
        var begun = all.Where(visit => visit != meant && (visit.Number.ToString(CultureInfo.InvariantCulture).StartsWith(number, StringComparison.Ordinal) || (number.Length > 1 && labelOf(visit).Contains(number, StringComparison.CurrentCultureIgnoreCase))))
            .OrderBy(visit => !visit.Assignments.IsEmpty).ThenBy(visit => visit.Number)
            .Select(visit => new Suggestion($"{verb.Name} {visit.Number}{(verb.Takes.Contains(' ', StringComparison.Ordinal) ? " " : "")}", Short(visit), null));
        return done.Concat(begun);
    }

    private IEnumerable<Suggestion> AssignTo(DayVisit visit, string rest)
    {
        var verb = CommandWords.Named(Deed.Assign);
        var teams = Teams().ToList();
        var first = teams.Where(team => rest.StartsWith(team.Shift.Name + " ", StringComparison.CurrentCultureIgnoreCase)).OrderByDescending(team => team.Shift.Name.Length).FirstOrDefault();
        if (first is not null && teams.Where(team => team != first && Starts(team.Shift.Name, rest[(first.Shift.Name.Length + 1)..].Trim())).ToList() is { Count: > 0 } seconds)
        {
            return seconds.OrderBy(team => team.Shift.Name, StringComparer.Ordinal).Take(Most).Select(second => Weighed(
                $"{verb.Name} {visit.Number} {first.Shift.Name} {second.Shift.Name}",
                new Command.Assign(visit.Visit.Id, first.Shift.Id, second.Shift.Id),
                new DayEvent.VisitAssigned(Nobody, visit.Visit.Id, first.Shift.Id, null, second.Shift.Id)));
        }

        return teams.Where(team => Starts(team.Shift.Name, rest.Trim()) && visit.Assignments.All(one => one.Team != team.Shift.Id))
            .Select(team => (team.Shift.Name, Line: Weighed($"{verb.Name} {visit.Number} {team.Shift.Name}", new Command.Assign(visit.Visit.Id, team.Shift.Id, null), new DayEvent.VisitAssigned(Nobody, visit.Visit.Id, team.Shift.Id, null))))
            .OrderBy(one => !one.Name.Equals(rest.Trim(), StringComparison.CurrentCultureIgnoreCase)).ThenBy(one => one.Line.Command is null).ThenBy(one => one.Line.Weight).ThenBy(one => one.Name, StringComparer.Ordinal)
            .Select(one => one.Line);
    }

    private IEnumerable<Suggestion> SwapWith(Verb verb, DayVisit visit, string rest) =>
        from other in day!.Visits.Values
        where other != visit && !other.Assignments.IsEmpty && BoardDrawing.IsMovable(other) && other.Number.ToString(CultureInfo.InvariantCulture).StartsWith(rest.Trim(), StringComparison.Ordinal)
        orderby other.Number
        select rest.Trim() == $"{other.Number}"
            ? Weighed($"{verb.Name} {visit.Number} {other.Number}", new Command.Swap(visit.Visit.Id, other.Visit.Id), Move.Swap(day, Nobody, visit.Visit.Id, other.Visit.Id))
            : new Suggestion($"{verb.Name} {visit.Number} {other.Number}", $"{Short(visit)} ↔ {Short(other)}", new Command.Swap(visit.Visit.Id, other.Visit.Id));

    private IEnumerable<Suggestion> ResizeTo(Verb verb, DayVisit visit, string rest)
    {
        if (!int.TryParse(rest.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes))
            return rest.Trim().Length > 0 ? [] : [new Suggestion($"{verb.Name} {visit.Number} ", $"{Short(visit)}, {Words.Minutes((int)visit.Visit.Duration.TotalMinutes)}", null)];
        if (minutes is < 5 or > 480) return [new Suggestion($"{verb.Name} {visit.Number} {minutes}", CommandWords.LengthBetween, null, Weight.Bad)];
        return [Weighed($"{verb.Name} {visit.Number} {minutes}", new Command.Resize(visit.Visit.Id, minutes), new DayEvent.VisitResized(Nobody, visit.Visit.Id, TimeSpan.FromMinutes(minutes)))];
    }

    private IEnumerable<Suggestion> Report(Verb verb, string rest)
    {
        var teams = Teams().Where(team => Starts(team.Shift.Name, rest.TrimEnd()) || rest.StartsWith(team.Shift.Name + " ", StringComparison.CurrentCultureIgnoreCase)).ToList();
        foreach (var team in teams.OrderByDescending(team => rest.StartsWith(team.Shift.Name, StringComparison.CurrentCultureIgnoreCase)).ThenBy(team => team.Shift.Name, StringComparer.Ordinal))
        {
            var next = team.Route.Select(id => day!.Visits[id]).FirstOrDefault(visit => visit.StatusOf(team.Shift.Id) is var status && (!status.IsHistory() || status.IsUnderWay()));
            var isNamed = rest.StartsWith(team.Shift.Name, StringComparison.CurrentCultureIgnoreCase) && (rest.Length == team.Shift.Name.Length || rest[team.Shift.Name.Length] == ' ');
            if (next is null)
            {
                yield return new Suggestion($"{verb.Name} {team.Shift.Name}", CommandWords.NothingLeft, null, Weight.Bad);
                continue;
            }

            if (!isNamed)
            {
                yield return new Suggestion($"{verb.Name} {team.Shift.Name} ", Short(next), null);
                continue;
            }

            var said = rest[team.Shift.Name.Length..].Trim();
            foreach (var (status, names) in CommandWords.Reports.Where(one => one.Status.Progress() > next.StatusOf(team.Shift.Id).Progress() || one.Status == VisitStatus.NoAnswer))
                if (names.Any(name => Starts(name, said))) yield return new Suggestion($"{verb.Name} {team.Shift.Name} {names[0]}", Short(next), new Command.Report(next.Visit.Id, status));
        }
    }

    private IEnumerable<Suggestion> Find(string text, string prefix)
    {
        var said = text.Trim();
        if (said.Length == 0) return [];
        var visits = day is null ? [] : day.Visits.Values
            .Where(visit => visit.Number.ToString(CultureInfo.InvariantCulture) == said || Has(labelOf(visit), said) || Has(whereOf(visit), said) || visit.Visit.Tasks.Any(task => Has(Words.Of(task.Kind), said)))
            .OrderBy(visit => visit.Number.ToString(CultureInfo.InvariantCulture) != said).ThenBy(visit => !Has(labelOf(visit), said)).ThenBy(visit => visit.Status.IsHistory()).ThenBy(visit => visit.Number)
            .Take(Most - 2)
            .Select(visit => new Suggestion($"{prefix}{visit.Number} {labelOf(visit)}", $"{Short(visit)} · {whereOf(visit)}", new Command.Select(visit.Visit.Id)));
        var others = centres.Where(other => other.Id != centre.Id && Has(other.Name, said)).Select(To);
        return visits.Concat(others);
    }

    private IEnumerable<Suggestion> Go(Verb verb, string rest)
    {
        var said = rest.Trim();
        if (DateOnly.TryParseExact(said, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked)) return [OnDate(said, asked)];
        var days = CommandWords.Days.Where(one => one.Names.Any(name => Starts(name, said))).Select(one => OnDate(one.Names[0], one.From(date, today)));
        var others = centres.Where(other => other.Id != centre.Id && Has(other.Name, said)).Select(To);
        var shown = pages.Where(page => Has(page.Word, said)).Select(page => new Suggestion($"{verb.Name} {page.Word.ToLower(CultureInfo.CurrentCulture)}", page.Word, new Command.Go(page.Path, IsPage: true)));
        return days.Concat(others).Concat(shown);

        Suggestion OnDate(string name, DateOnly to) =>
            new($"{verb.Name} {name}", to.ToString("dddd d MMMM yyyy", CultureInfo.CurrentCulture), new Command.Go($"/day/{centre.Id.Value}/{to:yyyy-MM-dd}", IsPage: false));
    }

    private Suggestion To(CareCentre other) => new($"{CommandWords.Named(Deed.Go).Name} {other.Name}", other.Address, new Command.Go($"/day/{other.Id.Value}/{date:yyyy-MM-dd}", IsPage: false));

    private Suggestion Weighed(string text, Command command, DayEvent deed) => weigh(deed) is { } consequence
        ? new Suggestion(text, string.Join(" · ", consequence.Effects.Select(effect => effect.Says)), consequence.MayDo ? command : null, !consequence.MayDo || consequence.Effects.Any(effect => effect.Weight == Weight.Bad) ? Weight.Bad : Weight.Good)
        : new Suggestion(text, "", command);

    private IEnumerable<TeamDay> Teams() => day!.Teams.Values;

    private string Short(DayVisit visit) =>
        $"{labelOf(visit)} · {string.Join(", ", visit.Visit.Tasks.Select(task => Words.Of(task.Kind)).Distinct())} · "
        + (visit.Assignments.IsEmpty ? Words.Unassigned.ToLower(CultureInfo.CurrentCulture) : $"{string.Join(" + ", visit.Assignments.Select(one => day!.Teams[one.Team].Shift.Name))} {clock(visit.Assignments[0].Start)}");

    private static (string First, string More) Cut(string text) => text.IndexOf(' ', StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + 1)..]) : (text, "");

    private static bool Starts(string name, string begun) => name.StartsWith(begun, StringComparison.CurrentCultureIgnoreCase);

    private static bool Has(string name, string said) => name.Contains(said, StringComparison.CurrentCultureIgnoreCase);
}
