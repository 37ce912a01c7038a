using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Server.Data;
using MobileTeams.Server.Days;

namespace MobileTeams.Server.Desk;

/// <summary>What is said of a deed when it is done or was not.</summary>
public sealed record Said(string Sentence, bool IsWrong);

/// <summary>What the person at this desk does to the day, and can take back: the last <see cref="MostSteps"/> assignments, moves, pins and lengths.</summary>
/// <remarks>One per open desk. Taking back is a new event that reverses; it is refused, and said, where somebody else has moved the visit since.</remarks>
public sealed class DeskHand(DeskDay desk, DayHandler days, DayStore log)
{
    public const int MostSteps = 20;

    private readonly List<Step> done = [];
    private readonly List<Step> undone = [];
    private (CareCentreId, DateOnly)? of;

    /// <summary>What would be taken back; null when there is nothing.</summary>
    public string? NextUndo => Own() && done.Count > 0 ? done[^1].Says : null;

    /// <summary>What would be done again; null when there is nothing.</summary>
    public string? NextRedo => Own() && undone.Count > 0 ? undone[^1].Says : null;

    public EventOrigin Origin => days.ByPerson(desk.Viewer.Name);

    /// <summary>Does something to a visit and remembers it, if it can be taken back.</summary>
    /// <param name="seen">The day the person decided on; if another desk has moved the visit since, nothing is done.</param>
    public async Task<Handled> Do(DayEvent deed, Day? seen = null)
    {
        if ((seen ?? desk.Day) is not { } day) return new Handled.NoDay();
        var before = Foresight.Concerned(deed).Where(day.Visits.ContainsKey).Select(visit => Standing.Of(day, visit)).ToList();
        var handled = await days.Handle(day.Centre, day.Date, deed, desk.Viewer.Account, now => before.TrueForAll(standing => standing.Holds(now)), CancellationToken.None);

        // What was done to a day that is not looked at any more is not taken back from here.
        if (handled is not Handled.Decided { Change: DayChange.Accepted accepted } || before.Count == 0 || (day.Centre, day.Date) != (desk.Centre.Id, desk.Date)) return handled;
        if (!Own()) Begin();
        Push(done, new Step(deed.Origin.Id, Says(deed, accepted.Day), [.. before], [.. before.Select(standing => Standing.Of(accepted.Day, standing.Visit))]));
        undone.Clear();
        return handled;
    }

    /// <summary>Takes the last deed back.</summary>
    public Task<Said?> Undo() => Reverse(done, undone, BoardWords.Undone, BoardWords.CannotUndo);

    /// <summary>Does again what was taken back last.</summary>
    public Task<Said?> Redo() => Reverse(undone, done, BoardWords.Redone, BoardWords.CannotRedo);

    /// <summary>What is said of an answer: nothing where the board says it all.</summary>
    public async Task<Said?> Answer(Handled handled, VisitId? visit) => handled switch
    {
        Handled.Decided { Change: DayChange.Accepted { BrokenPromises.Length: > 0 } accepted } =>
            new Said(Words.BrokenPromises([.. accepted.BrokenPromises.Select(id => desk.LabelOf(accepted.Day.Visits[id]))]), IsWrong: true),
        Handled.MovedOn => new Said(await OtherWasFirst(visit), IsWrong: true),
        _ => Words.WhyNot(handled) is { } why ? new Said(why, IsWrong: true) : null,
    };

    private async Task<Said?> Reverse(List<Step> from, List<Step> to, Func<string, string> said, Func<string, string, string> failed)
    {
        if (!Own() || from.Count == 0 || desk.Day is not { } day) return new Said(BoardWords.NothingToUndo, IsWrong: false);
        var step = from[^1];
        from.RemoveAt(from.Count - 1);
        if (step.After.Select(standing => day.Visits[standing.Visit]).FirstOrDefault(visit => visit.HasBegun()) is { } begun)
            return new Said(failed(step.Says, BoardWords.HasBegun(Words.Of(begun.Status))), IsWrong: true);
        var deed = step.Undoing(day, Origin);
        Handled handled;
        try
        {
            handled = await days.Handle(day.Centre, day.Date, deed, desk.Viewer.Account, now => step.After.All(standing => standing.Holds(now)), CancellationToken.None);
        }
        catch (Exception outage) when (Outage.Is(outage))
        {
            from.Add(step);
            throw;
        }

        if (handled is Handled.Decided { Change: DayChange.Accepted or DayChange.Noted })
        {
            Push(to, step.Reversed with { Deed = deed.Origin.Id });
            return await Answer(handled, step.Before[0].Visit) ?? new Said(said(step.Says), IsWrong: false);
        }

        return new Said(failed(step.Says, (await Answer(handled, step.Before[0].Visit))!.Sentence), IsWrong: true);
    }

    private async Task<string> OtherWasFirst(VisitId? visit) =>
        visit is { } id && await log.FindLastWord(desk.Centre.Id, desk.Date, id, CancellationToken.None) is { } last
            ? BoardWords.OtherWasFirst(last.By, desk.Clock(last.At))
            : BoardWords.DayMovedOn;

    private string Says(DayEvent deed, Day day)
    {
        var visit = day.Visits[Foresight.Concerned(deed)[0]];
        var what = $"{visit.Number} {desk.LabelOf(visit)}";
        return deed switch
        {
            DayEvent.VisitResized => BoardWords.LengthOf(what, (int)visit.Visit.Duration.TotalMinutes),
            DayEvent.VisitsPlaced { Places.Length: > 1 } => BoardWords.SwapOf(what),
            _ when visit.Assignments.IsEmpty => BoardWords.TakenFromTeam(what),
            _ => $"{what} → {string.Join(" + ", visit.Assignments.Select(one => day.Teams[one.Team].Shift.Name))}",
        };
    }

    private bool Own() => of == (desk.Centre.Id, desk.Date);

    private void Begin()
    {
        of = (desk.Centre.Id, desk.Date);
        done.Clear();
        undone.Clear();
    }

    private static void Push(List<Step> steps, Step step)
    {
        steps.Add(step);
        if (steps.Count > MostSteps) steps.RemoveAt(0);
    }
}
