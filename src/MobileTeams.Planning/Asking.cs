namespace MobileTeams.Planning;

/// <summary>The rules that can be made to give way, one by one or together.</summary>
[Flags]
internal enum Lift
{
    None = 0,
    Window = 1,
    OtherWindow = 2,
    Ties = 4,
    ShiftEnd = 8,
    MaxWork = 16,
    Break = 32,
    Validity = 64,
    Committed = 128,
    SecondPerson = 256,
    People = 512,
    Qualification = 1024,
    Forbidden = 2048,
    Pinned = 4096,
}

/// <summary>Asks routes why they do not take a visit, by letting rules give way until it fits.</summary>
internal sealed class Asking(Model model, Schedule day, int visit)
{
    private const int Boundless = 1 << 19; // six days

    private static readonly Lift[] InSeconds = [Lift.Validity, Lift.Window, Lift.ShiftEnd, Lift.MaxWork, Lift.Break, Lift.Ties, Lift.OtherWindow];
    private static readonly Lift[] All =
    [
        Lift.Pinned, Lift.Forbidden, Lift.Qualification, Lift.People, Lift.SecondPerson, Lift.Committed, Lift.Validity, Lift.Break, Lift.MaxWork, Lift.ShiftEnd, Lift.Ties,
        Lift.OtherWindow, Lift.Window,
    ];

    private readonly Visit asked = model.Problem.Visits[visit];

    /// <summary>How far each rule gives way, in seconds.</summary>
    private readonly Dictionary<Lift, int> slack = [];
    /// <summary>When set, only these visits and ties give way, by so many seconds each.</summary>
    private Dictionary<int, int>? givingVisits;
    private Dictionary<int, int>? givingTies;
    private int route;

    public Refusal Ask(int askedRoute)
    {
        route = askedRoute;
        slack.Clear();
        (givingVisits, givingTies) = (null, null);
        if (!model.Route[route].IsOpen) return new Refusal(route, [new Obstacle(Rule.RouteAtFault)], null);
        foreach (var lift in InSeconds) slack[lift] = Boundless;
        if (Fit(Lift.None) is { } free) return new Refusal(route, [], free.Delta);
        var needed = Single();
        if (needed == Lift.None)
        {
            needed = (Lift)8191;
            if (Fit(needed) is null) return new Refusal(route, [new Obstacle(Rule.NoWay)], null);
            foreach (var lift in All)
                if (Fit(needed & ~lift) is not null) needed &= ~lift;
        }

        foreach (var lift in InSeconds)
            if (needed.HasFlag(lift)) slack[lift] = Least(needed, lift);
        var (delta, standing, spot) = Fit(needed)!.Value;
        return new Refusal(route, Name(needed, standing.Show(spot), spot), delta);
    }

    /// <summary>The one rule that would be enough, the nearest miss if there are several.</summary>
    private Lift Single()
    {
        var (best, least) = (Lift.None, int.MaxValue);
        foreach (var lift in InSeconds)
        {
            if (Fit(lift) is null) continue;
            var seconds = Least(lift, lift);
            slack[lift] = Boundless;
            if (seconds < least) (best, least) = (lift, seconds);
        }

        for (var index = 0; best == Lift.None && index < All.Length; index++)
            if (Array.IndexOf(InSeconds, All[index]) < 0 && Fit(All[index]) is not null) best = All[index];
        return best;
    }

    /// <summary>The fewest seconds by which a rule has to give way, those of the others as they are.</summary>
    private int Least(Lift lifted, Lift lift)
    {
        var (low, high) = (0, Boundless);
        while (high - low > 1)
        {
            slack[lift] = (low + high) / 2;
            if (Fit(lifted) is null) low = slack[lift];
            else high = slack[lift];
        }

        return high;
    }

    /// <summary>The cheapest place in the route when rules give way; null: none.</summary>
    private (Price Delta, StandingPlan Standing, Spot Spot)? Fit(Lift lifts)
    {
        var limits = model.Route[route];
        if (model.Twin[visit] >= 0 && limits.Crew == 1 && !lifts.HasFlag(Lift.SecondPerson)) return null;
        if (Open(lifts) is not { } open) return null;
        var standing = StandingPlan.Of(Give(lifts, open), day);
        if (!lifts.HasFlag(Lift.People) && !standing.MayGo(visit, route)) return null;
        (Price, StandingPlan, Spot)? best = null;
        foreach (var spot in standing.Spots(visit, route, lifts.HasFlag(Lift.Committed) ? limits.Started : limits.Committed.Length))
            if (best is null || spot.Delta < best.Value.Item1) best = (spot.Delta, standing, spot);
        return best;
    }

    private Model Give(Lift lifts, int[] own)
    {
        var limits = model.Route[route];
        if (lifts.HasFlag(Lift.ShiftEnd)) limits = limits with { HardEnd = limits.HardEnd + slack[Lift.ShiftEnd] };
        if (lifts.HasFlag(Lift.MaxWork)) limits = limits with { MaxWork = Math.Min(Model.Unlimited, limits.MaxWork + slack[Lift.MaxWork]) };
        if (lifts.HasFlag(Lift.Break))
        {
            var more = slack[Lift.Break];
            limits = limits with { Breaks = Array.ConvertAll(limits.Breaks, rest => rest with { Latest = rest.Latest + more, AfterWork = rest.AfterWork + more }) };
        }

        var routes = (RouteModel[])model.Route.Clone();
        routes[route] = limits;
        var open = (int[]?[][])model.Open.Clone();
        open[route] = (int[]?[])open[route].Clone();
        open[route][visit] = own;
        if (lifts.HasFlag(Lift.OtherWindow)) Widen(open);
        return model.Changed(open, routes, lifts.HasFlag(Lift.Ties) ? Loosened() : null);
    }

    /// <summary>Lets the other visits start later.</summary>
    private void Widen(int[]?[][] open)
    {
        for (var other = 0; other < model.Routes; other++)
        {
            if (other != route) open[other] = (int[]?[])open[other].Clone();
            var times = day.Routes[other];
            for (var stop = 0; stop < times.Count; stop++)
            {
                var (job, late) = (times.Jobs[stop], slack[Lift.OtherWindow]);
                if (givingVisits is not null && !givingVisits.TryGetValue(model.VisitOf[job], out late)) continue;
                if (open[other][job] is { } windows) open[other][job] = Wider(windows, 0, late);
            }
        }
    }

    private TieArc[][] Loosened()
    {
        var arcs = (TieArc[][])model.Arcs.Clone();
        arcs[visit] = Array.ConvertAll(arcs[visit], Looser);
        foreach (var arc in model.Arcs[visit])
            arcs[arc.Other] = Array.ConvertAll(model.Arcs[arc.Other], back => back.Other == visit ? Looser(back) : back);
        return arcs;

        TieArc Looser(TieArc arc)
        {
            var more = slack[Lift.Ties];
            if (arc.Tie < 0 || (givingTies is not null && !givingTies.TryGetValue(arc.Tie, out more))) return arc;
            return arc with { GapIn = arc.GapIn == Model.NoGap ? Model.NoGap : arc.GapIn - more, GapOut = arc.GapOut == Model.NoGap ? Model.NoGap : arc.GapOut - more };
        }
    }

    /// <summary>When the visit may start in the route; null: never.</summary>
    private int[]? Open(Lift lifts)
    {
        var given = model.Problem.Routes[route];
        if (!lifts.HasFlag(Lift.Pinned) && asked.PinnedRoute is { } pinned && pinned != route) return null;
        if (!lifts.HasFlag(Lift.Forbidden))
            foreach (var person in asked.ForbiddenPeople)
                foreach (var rider in given.People)
                    if (person == rider) return null;
        var open = ModelBuilder.WindowsOf(asked);
        if (lifts.HasFlag(Lift.Window)) open = Wider(open, slack[Lift.Window], slack[Lift.Window]);
        foreach (var code in Codes())
        {
            var valid = ModelBuilder.ValidFor(code, given, asked);
            if (valid.Length == 0)
            {
                if (!lifts.HasFlag(Lift.Qualification)) return null;
                continue;
            }

            if (lifts.HasFlag(Lift.Validity)) valid = Wider(valid, slack[Lift.Validity], slack[Lift.Validity]);
            open = ModelBuilder.Both(open, valid);
        }

        return open.Length == 0 ? null : open;
    }

    private IEnumerable<int> Codes()
    {
        foreach (var code in asked.Needs) yield return code;
        if (asked.Staff == 1) yield break;
        foreach (var code in asked.SecondNeeds) yield return code;
    }

    private static int[] Wider(int[] pairs, int before, int after)
    {
        var wider = new int[pairs.Length];
        for (var pair = 0; pair < pairs.Length; pair += 2)
        {
            wider[pair] = (int)Math.Max(int.MinValue, (long)pairs[pair] - before);
            wider[pair + 1] = (int)Math.Min(Model.Always[1], (long)pairs[pair + 1] + after);
        }

        return wider;
    }

    /// <summary>Puts names to the rules that the found timetable really breaks.</summary>
    private List<Obstacle> Name(Lift needed, Trial found, Spot spot)
    {
        var obstacles = new List<Obstacle>();
        var given = model.Problem.Routes[route];
        var start = found.Draft(route).Start[spot.Gap];
        if (needed.HasFlag(Lift.Pinned)) obstacles.Add(new Obstacle(Rule.PinnedElsewhere));
        if (needed.HasFlag(Lift.Forbidden)) obstacles.Add(new Obstacle(Rule.ForbiddenPerson));
        if (needed.HasFlag(Lift.SecondPerson)) obstacles.Add(new Obstacle(Rule.SecondPerson));
        if (needed.HasFlag(Lift.Committed)) obstacles.Add(new Obstacle(Rule.Committed));
        foreach (var code in Codes())
        {
            var valid = ModelBuilder.ValidFor(code, given, asked);
            if (valid.Length == 0) obstacles.Add(new Obstacle(Rule.MissingQualification, 0, code));
            else if (needed.HasFlag(Lift.Validity) && Away(valid, start) is > 0 and var seconds) obstacles.Add(new Obstacle(Rule.QualificationNotValid, seconds, code));
        }

        if (needed.HasFlag(Lift.People)) NamePeople(obstacles);
        if (needed.HasFlag(Lift.Window)) obstacles.Add(new Obstacle(Rule.Window, slack[Lift.Window]));
        if (needed.HasFlag(Lift.OtherWindow) || needed.HasFlag(Lift.Ties)) NameThoseBehind(obstacles, needed, found, spot, start);
        if (needed.HasFlag(Lift.ShiftEnd)) obstacles.Add(new Obstacle(Rule.ShiftEnd, slack[Lift.ShiftEnd]));
        if (needed.HasFlag(Lift.MaxWork)) obstacles.Add(new Obstacle(Rule.MaxWork, slack[Lift.MaxWork]));
        if (needed.HasFlag(Lift.Break)) obstacles.Add(new Obstacle(Rule.Break, slack[Lift.Break]));
        return obstacles;
    }

    private void NamePeople(List<Obstacle> obstacles)
    {
        foreach (var tie in model.PersonTies[visit])
        {
            if (!day.IsPlaced(tie.Other)) continue;
            var shares = model.SharePerson[route][day.RouteOf[tie.Other]];
            if (model.Twin[tie.Other] is >= 0 and var twin && day.IsPlaced(twin)) shares |= model.SharePerson[route][day.RouteOf[twin]];
            if (shares != tie.MustShare) obstacles.Add(new Obstacle(tie.MustShare ? Rule.SamePerson : Rule.OtherPerson, 0, null, tie.Other));
        }
    }

    /// <summary>The other visits and the ties that the found timetable breaks, each by its own miss. With breaks and ties in play the same timetable may not come out
    /// again when exactly they give way; then all of them are named with the most, and if need be everybody behind.</summary>
    private void NameThoseBehind(List<Obstacle> obstacles, Lift needed, Trial found, Spot spot, int start)
    {
        var (visits, ties) = (new Dictionary<int, int>(), new Dictionary<int, int>());
        for (var width = 0; width < 3; width++)
        {
            if (needed.HasFlag(Lift.OtherWindow)) MissedVisits(visits, found, spot, isEverybody: width == 2);
            if (needed.HasFlag(Lift.Ties)) MissedTies(ties, found, start, isEvery: width == 2);
            Stretch(visits, slack[Lift.OtherWindow], isAll: width > 0);
            Stretch(ties, slack[Lift.Ties], isAll: width > 0);
            if (width == 2) break;
            (givingVisits, givingTies) = (visits, ties);
            var isEnough = Fit(needed) is not null;
            (givingVisits, givingTies) = (null, null);
            if (isEnough) break;
        }

        foreach (var (late, seconds) in visits) obstacles.Add(new Obstacle(Rule.OtherWindow, seconds, null, late));
        foreach (var (tie, seconds) in ties)
        {
            var given = model.Problem.Ties[tie];
            obstacles.Add(new Obstacle(given is Tie.SameStart ? Rule.SameStart : Rule.Sequence, seconds, null, given.A == visit ? given.B : given.A));
        }
    }

    /// <summary>The worst miss, or every one, is drawn out to the seconds that were found to be needed.</summary>
    private static void Stretch(Dictionary<int, int> missed, int seconds, bool isAll)
    {
        var (worst, most) = (-1, -1);
        foreach (var (key, value) in missed)
            if (value > most) (worst, most) = (key, value);
        if (worst >= 0) missed[worst] = seconds;
        if (!isAll) return;
        foreach (var key in new List<int>(missed.Keys)) missed[key] = seconds;
    }

    private void MissedVisits(Dictionary<int, int> missed, Trial found, Spot spot, bool isEverybody)
    {
        if (missed.Count > 0 && !isEverybody) return;
        foreach (var changed in found.DraftRoutes)
        {
            var draft = found.Draft(changed);
            for (var stop = 0; stop < draft.Count; stop++)
            {
                var job = draft.Jobs[stop];
                if (job == spot.Job || model.IsCommitted[job]) continue;
                var seconds = Away(model.Open[changed][job]!, draft.Start[stop]);
                if (seconds > 0 || isEverybody) missed[model.VisitOf[job]] = seconds;
            }
        }
    }

    private void MissedTies(Dictionary<int, int> missed, Trial found, int start, bool isEvery)
    {
        if (missed.Count > 0 && !isEvery) return;
        foreach (var arc in model.Arcs[visit])
        {
            if (arc.Tie < 0 || !day.IsPlaced(arc.Other)) continue;
            var other = day.StartOf(arc.Other);
            foreach (var changed in found.DraftRoutes)
            {
                var draft = found.Draft(changed);
                for (var stop = 0; stop < draft.Count; stop++)
                    if (draft.Jobs[stop] == arc.Other) other = draft.Start[stop];
            }

            var miss = Math.Max(arc.GapIn == Model.NoGap ? 0 : other + arc.GapIn - start, arc.GapOut == Model.NoGap ? 0 : start + arc.GapOut - other);
            if (miss > 0 || isEvery) missed[arc.Tie] = Math.Max(missed.GetValueOrDefault(arc.Tie), miss);
        }
    }

    private static int Away(int[] pairs, int second)
    {
        var away = long.MaxValue;
        for (var pair = 0; pair < pairs.Length; pair += 2)
            away = Math.Min(away, second < pairs[pair] ? (long)pairs[pair] - second : second > pairs[pair + 1] ? (long)second - pairs[pair + 1] : 0);
        return (int)Math.Min(away, int.MaxValue);
    }
}
