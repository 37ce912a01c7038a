using System.Collections.Immutable;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Telling;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Server.Days;
using MobileTeams.Server.Patients;
using MobileTeams.Server.Urgent;

namespace MobileTeams.Server.Desk;

/// <summary>What a desk leaves open, line by line, the gravest first, in the words of who signs it. Protected patients are counted, not named.</summary>
public sealed class HandoverReport(TellStore tellings, CallStore calls, PatientStore patients, FactsBook facts)
{
    public async Task<ImmutableArray<HandoverItem>> Of(DeskDay desk, IReadOnlyList<NearCareBed> beds, CancellationToken ct)
    {
        var items = ImmutableArray.CreateBuilder<HandoverItem>();
        void Add(HandoverKind kind, string text) => items.Add(new HandoverItem(kind, text));

        var hidden = 0;
        string? Named(DayVisit visit)
        {
            if (visit.Visit.Patient is null || desk.PatientOf(visit) is { IsProtected: false }) return desk.LabelOf(visit);
            hidden++;
            return null;
        }

        var toCallBack = await calls.ListToCallBack(desk.Viewer, desk.Centre.Id, ct);
        var open = (await patients.List(desk.Viewer, [.. desk.Calls.Concat(toCallBack).Select(kept => kept.Call.Patient).OfType<PatientId>().Distinct()], "handover", ct)).Where(patient => !patient.IsProtected).Select(patient => patient.Id).ToHashSet();
        hidden += desk.Calls.Concat(toCallBack).Count(kept => kept.Call.Patient is { } patient && !open.Contains(patient));
        foreach (var kept in desk.Calls.Where(kept => kept.Call.Patient is not { } patient || open.Contains(patient)))
            Add(HandoverKind.OpenCall, $"{desk.Clock(kept.Call.ReceivedAt)} {(kept.Call.Decision is { } decision ? Words.Of(decision.Class) : DutyWords.NoClassYet)} · {kept.Call.Note.Situation} · {kept.Call.Caller}");
        if (desk.Day is { } day)
        {
            foreach (var silent in desk.SilentTeams) Add(HandoverKind.SilentTeam, $"{day.Teams[silent.Team].Shift.Name}, {desk.Clock(silent.Since)}");
            foreach (var visit in day.Visits.Values.Where(visit => visit.Status == VisitStatus.NoAnswer).OrderBy(visit => visit.EndedAt))
                if (Named(visit) is { } who) Add(HandoverKind.Sought, $"{who}, {desk.Clock(visit.EndedAt!.Value)}{(NoAnswerRoutine.Next(visit) is { } next ? $" · {DisturbanceWords.Next}: {DisturbanceWords.Of(next.Step)}" : "")}");
            foreach (var visit in day.BrokenPromises().Select(id => day.Visits[id]).Where(visit => !visit.Status.IsHistory()).OrderBy(visit => visit.Assignments[0].Start))
                if (Named(visit) is { } who) Add(HandoverKind.PromiseAtRisk, $"{who}, {desk.Window(visit.Promised!.Value)} → {desk.Clock(visit.Assignments[0].Start)}, {day.Teams[visit.Assignments[0].Team].Shift.Name}");
            foreach (var visit in day.Visits.Values.Where(visit => visit.Assignments.IsEmpty && visit.Status is VisitStatus.Requested && visit.Visit.Allowed.Latest > desk.Now).OrderBy(visit => visit.Visit.Allowed.Latest))
                if (Named(visit) is { } who) Add(HandoverKind.Unassigned, $"{who}, {desk.TasksOf(visit)}, {desk.Window(visit.Visit.Allowed)}");
            var known = await facts.Get(day, ct);
            foreach (var rest in day.Teams.Values.Where(team => team.Shift.End > desk.Now).SelectMany(team => team.Shift.Crew).Distinct().SelectMany(person => RestOf.Person(day, known, person)))
                Add(HandoverKind.Rest, $"{desk.NameOf(rest.Person)}: {Words.Reasons.Of(rest, desk.Time)}");
            foreach (var team in day.Teams.Values.Where(team => team.Shift.Crew.Count == 0).OrderBy(team => team.Shift.Name, StringComparer.Ordinal)) Add(HandoverKind.Missing, team.Shift.Name);
            foreach (var telling in (await tellings.ListOpen(desk.Centre.Id, ct)).Where(kept => kept.Task.Channel != TellChannel.Web && day.Visits.ContainsKey(kept.Task.Visit)))
                if (Named(day.Visits[telling.Task.Visit]) is { } who) Add(HandoverKind.ToTell, $"{DutyWords.Of(telling.Task.Channel)} {who}: {DutyWords.Of(telling.Task.Cause)}, {DutyWords.By(desk.Clock(telling.Task.By))}");
        }

        foreach (var kept in toCallBack.Where(kept => kept.Call.Patient is not { } patient || open.Contains(patient)))
            Add(HandoverKind.CallBack, $"{kept.Call.Caller} {kept.Call.CallerPhone}, {desk.Clock(((MobileTeams.Dispatch.Urgent.CallOutcome.Advice)kept.Call.Outcome!).CallBackAt!.Value)}");
        if (beds.Count > 0) Add(HandoverKind.Beds, DutyWords.FreeBeds(beds.Count(bed => bed.State == BedState.Free), beds.Count));
        if (desk.Roads.Snow is not null) Add(HandoverKind.Roads, RoadsWords.SnowTitle);
        foreach (var closure in desk.Roads.Standing.Where(condition => condition.Kind == MobileTeams.Server.Maps.ConditionKind.Closure)) Add(HandoverKind.Roads, closure.Label);
        if (hidden > 0) Add(HandoverKind.Protected, DutyWords.ProtectedCases(hidden));
        return items.ToImmutable();
    }
}
