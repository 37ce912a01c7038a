using System.Collections.Immutable;

namespace MobileTeams.Dispatch.People;

/// <summary>A stretch of time that a roster does not cover.</summary>
/// <param name="Present">How many teams are there meanwhile.</param>
public sealed record CoverageGap(DateTimeOffset From, DateTimeOffset To, int Present);

/// <summary>Whether somebody is there round the clock.</summary>
public static class Coverage
{
    /// <summary>Every stretch between two instants in which fewer than <paramref name="needed"/> of the shifts run, in order; empty when the roster has no hole.</summary>
    /// <remarks>Hand in the shifts that count, such as those on call at night. Two shifts that touch leave no hole.</remarks>
    public static ImmutableArray<CoverageGap> Gaps(IEnumerable<TeamShift> shifts, DateTimeOffset from, DateTimeOffset to, int needed = 1)
    {
        var running = shifts.Where(shift => shift.End > from && shift.Start < to && shift.End > shift.Start).ToList();
        var turns = running.SelectMany(shift => (DateTimeOffset[])[shift.Start, shift.End]).Where(turn => turn > from && turn < to)
            .Append(from).Append(to).Distinct().Order().ToList();
        var gaps = ImmutableArray.CreateBuilder<CoverageGap>();
        for (var turn = 0; turn + 1 < turns.Count; turn++)
        {
            var present = running.Count(shift => shift.Start <= turns[turn] && shift.End >= turns[turn + 1]);
            if (present >= needed) continue;
            if (gaps.Count > 0 && gaps[^1].To == turns[turn] && gaps[^1].Present == present) gaps[^1] = gaps[^1] with { To = turns[turn + 1] };
            else gaps.Add(new CoverageGap(turns[turn], turns[turn + 1], present));
        }

        return gaps.ToImmutable();
    }
}
