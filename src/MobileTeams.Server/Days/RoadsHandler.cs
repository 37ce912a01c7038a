using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Measures;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Maps;
using MobileTeams.Server.Organisations;

namespace MobileTeams.Server.Days;

/// <summary>What a change of the roads did to a running day.</summary>
/// <param name="AtRisk">Visits that are now expected outside what was promised and were not before.</param>
/// <param name="CutOff">Visits to which no road leads any more.</param>
public sealed record Repriced(CareCentre Centre, DateOnly Date, Day Day, IReadOnlyList<VisitId> AtRisk, IReadOnlyList<VisitId> CutOff);

/// <summary>Puts conditions on an organisation's roads and lifts them; every running day is timed anew at once.</summary>
public sealed class RoadsHandler(ConditionStore store, RoadsBook roads, CentreStore centres, DayBook book, DayHandler days, FactsBook facts, TimeProvider clock)
{
    /// <summary>The fewest and most characters of what is said about a closure.</summary>
    public static readonly (int Least, int Most) Words = (3, 200);

    /// <summary>By whom the roads change when it is the map that changes.</summary>
    private const string MapHand = "MobileTeams";

    /// <summary>Snow on all roads, or none.</summary>
    public async Task<IReadOnlyList<Repriced>> Snow(Viewer viewer, bool isThere, CancellationToken ct)
    {
        var snow = (await roads.Get(viewer.Organisation, ct)).Snow;
        if (isThere == snow is not null) return [];
        var changed = snow is null ? await store.Put(viewer, ConditionKind.Snow, area: null, label: "", ct) : await store.Lift(viewer, snow.Id, ct);
        return changed ? await Reprice(viewer, ct) : [];
    }

    /// <summary>Closes every road that an area touches.</summary>
    /// <param name="area">From <see cref="RoadsBook.AreaOf(IReadOnlyList{GeoPoint})"/> or its circle.</param>
    /// <exception cref="InputException"><c>roads.label</c>: nothing, or too much, is said about where and why.</exception>
    public async Task<IReadOnlyList<Repriced>> Close(Viewer viewer, string area, string label, CancellationToken ct)
    {
        var said = label.Trim();
        if (said.Length < Words.Least || said.Length > Words.Most) throw new InputException("roads.label", $"Say in {Words.Least} to {Words.Most} characters where it is and why.", "label");
        await store.Put(viewer, ConditionKind.Closure, area, said, ct);
        return await Reprice(viewer, ct);
    }

    /// <summary>Another map is in use: every running day, of every organisation, is timed anew on it.</summary>
    public async Task MapChanged(CancellationToken ct)
    {
        foreach (var centre in await centres.ListAll(ct)) await days.Handle(centre.Id, Today(centre), new DayEvent.RoadsChanged(days.ByPerson(MapHand)), account: null, ct);
    }

    public async Task<IReadOnlyList<Repriced>> Lift(Viewer viewer, Guid condition, CancellationToken ct) => await store.Lift(viewer, condition, ct) ? await Reprice(viewer, ct) : [];

    private async Task<IReadOnlyList<Repriced>> Reprice(Viewer viewer, CancellationToken ct)
    {
        var all = new List<Repriced>();
        foreach (var centre in (await centres.ListAll(ct)).Where(centre => centre.Organisation == viewer.Organisation))
        {
            var date = Today(centre);
            if (await days.Handle(centre.Id, date, new DayEvent.RoadsChanged(days.ByPerson(viewer.Name)), viewer.Account, ct) is not Handled.Decided { Change: DayChange.Accepted accepted }) continue;
            var known = await facts.Get(accepted.Day, ct);
            var cutOff = accepted.Day.Visits.Values
                .Where(visit => !visit.Status.IsOver() && !visit.Status.IsStarted() && !known.Travel.IsKnown(centre.Place, known.PlaceOf(visit.Visit)) && known.PlaceOf(visit.Visit) != centre.Place)
                .Select(visit => visit.Visit.Id);
            all.Add(new Repriced(centre, date, (await book.Find(centre.Id, date, ct))!, accepted.BrokenPromises, [.. cutOff]));
        }

        return all;
    }

    private DateOnly Today(CareCentre centre) => ServiceTime.Of(centre).ServiceDay(clock.GetUtcNow());
}
