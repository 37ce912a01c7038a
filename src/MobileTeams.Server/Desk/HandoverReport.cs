using System.Collections.Immutable;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Telling;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Server.Days;
using MobileTeams.Server.Urgent;

namespace MobileTeams.Server.Desk;

/// <summary>What a desk leaves open, line by line, the gravest first, in the words of who signs it. Protected patients are counted, not named.</summary>
public sealed class HandoverReport(TellStore tellings, CallStore calls, FactsBook facts)
{
    public async Task<ImmutableArray<HandoverItem>> Of(DeskDay desk, IReadOnlyList<NearCareBed> beds, CancellationToken ct)
    {
        var items = ImmutableArray.CreateBuilder<HandoverItem>();
        void Add(HandoverKind kind, string text) => items.Add(new HandoverItem(kind, text));

        // A paper that others read names nobody who is protected, also when its writer may know.
        var hidden = new HashSet<PatientId>();
        void AddOf(PatientId? patient, HandoverKind kind, string text)
        {
            if (patient is not { } id || desk.Find(id) is { IsProtected: false }) items.Add(new HandoverItem(kind, text, patient));
            else hidden.Add(id);
        }

        void AddVisit(DayVisit visit, HandoverKind kind, string text) => AddOf(visit.Visit.Patient, kind, text);

        var toCallBack = await calls.ListToCallBack(desk.Viewer, desk.Centre.Id, ct);
        await desk.See(desk.Calls.Concat(toCallBack).Select(kept => kept.Call.Patient));
        foreach (var kept in desk.Calls)
            AddOf(kept.Call.Patient, HandoverKind.OpenCall, $"{desk.Clock(kept.Call.ReceivedAt)} {(kept.Call.Decision is { } decision ? Words.Of(decision.Class) : DutyWords.NoClassYet)} · {kept.Call.Note.Situation} · {kept.Call.Caller}");
        foreach (var (silentDay, silent) in desk.SilentTeams) Add(HandoverKind.SilentTeam, $"{silentDay.Teams[silent.Team].Shift.Name}, {desk.Clock(silent.Since)}");
        if (desk.Day is { } day)
        {
            foreach (var visit in day.Visits.Values.Where(visit => visit.Status == VisitStatus.NoAnswer).OrderBy(visit => visit.EndedAt))
                AddVisit(visit, HandoverKind.Sought, $"{desk.LabelOf(visit)}, {desk.Clock(visit.EndedAt!.Value)}{(NoAnswerRoutine.Next(visit) is { } next ? $" · {DisturbanceWords.Next}: {DisturbanceWords.Of(next.Step)}" : "")}");
            foreach (var visit in day.BrokenPromises().Select(id => day.Visits[id]).Where(visit => !visit.Status.IsHistory()).OrderBy(visit => visit.Assignments[0].Start))
                AddVisit(visit, HandoverKind.PromiseAtRisk, $"{desk.LabelOf(visit)}, {desk.Window(visit.Promised!.Value)} → {desk.Clock(visit.Assignments[0].Start)}, {day.Teams[visit.Assignments[0].Team].Shift.Name}");
            foreach (var visit in day.Visits.Values.Where(visit => visit.Assignments.IsEmpty && visit.Status is VisitStatus.Requested).OrderBy(visit => visit.Visit.Allowed.Latest))
                AddVisit(visit, HandoverKind.Unassigned, $"{desk.LabelOf(visit)}, {desk.TasksOf(visit)}, {desk.Window(visit.Visit.Allowed)}");
            var known = await facts.Get(day, ct);
            foreach (var rest in day.Teams.Values.Where(team => team.Shift.End > desk.Now).SelectMany(team => team.Shift.Crew).Distinct().SelectMany(person => RestOf.Person(day, known, person)))
                Add(HandoverKind.Rest, $"{desk.NameOf(rest.Person)}: {Words.Reasons.Of(rest, desk.Time)}");
            foreach (var team in day.Teams.Values.Where(team => team.Shift.Crew.Count == 0).OrderBy(team => team.Shift.Name, StringComparer.Ordinal)) Add(HandoverKind.Missing, team.Shift.Name);
            foreach (var telling in (await tellings.ListOpen(desk.Centre.Id, ct)).Where(kept => kept.Task.Channel != TellChannel.Web && day.Visits.ContainsKey(kept.Task.Visit)))
                AddVisit(day.Visits[telling.Task.Visit], HandoverKind.ToTell, $"{DutyWords.Of(telling.Task.Channel)} {desk.LabelOf(day.Visits[telling.Task.Visit])}: {DutyWords.Of(telling.Task.Cause)}, {DutyWords.By(desk.Clock(telling.Task.By))}");
        }

        foreach (var kept in toCallBack)
            AddOf(kept.Call.Patient, HandoverKind.CallBack, $"{kept.Call.Caller} {kept.Call.CallerPhone}, {desk.Clock(((MobileTeams.Dispatch.Urgent.CallOutcome.Advice)kept.Call.Outcome!).CallBackAt!.Value)}");
        if (beds.Count > 0) Add(HandoverKind.Beds, DutyWords.FreeBeds(beds.Count(bed => bed.State == BedState.Free), beds.Count));
        if (desk.Roads.Snow is not null) Add(HandoverKind.Roads, RoadsWords.SnowTitle);
        foreach (var closure in desk.Roads.Standing.Where(condition => condition.Kind == MobileTeams.Server.Maps.ConditionKind.Closure)) Add(HandoverKind.Roads, closure.Label);
        if (hidden.Count > 0) Add(HandoverKind.Protected, DutyWords.ProtectedCases(hidden.Count));
        return items.ToImmutable();
    }
}
