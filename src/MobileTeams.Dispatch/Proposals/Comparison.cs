using System.Collections.Immutable;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.Telling;

namespace MobileTeams.Dispatch.Proposals;

/// <summary>A team's day, or a whole day, in what it costs patients and staff.</summary>
/// <param name="TravelSeconds">To the visits, not home.</param>
/// <param name="Overtime">How long after their shifts teams are expected back, together.</param>
/// <param name="NewFaces">How often a patient meets somebody not met in the weeks before, nor the permanent care contact.</param>
public readonly record struct Load(int Visits, int TravelSeconds, TimeSpan Overtime, int NewFaces)
{
    public static Load operator +(Load a, Load b) => new(a.Visits + b.Visits, a.TravelSeconds + b.TravelSeconds, a.Overtime + b.Overtime, a.NewFaces + b.NewFaces);
}

public sealed record TeamChange(TeamShiftId Team, Load Before, Load After);

/// <summary>What publishing a proposal, or a part of one, does: visit by visit, team by team, and who has to be told of it and how.</summary>
/// <param name="Teams">All teams of the day, by when they begin.</param>
/// <param name="ToTell">Earliest limit first.</param>
public sealed record Comparison(ProposalChanges Changes, ImmutableArray<TeamChange> Teams, ImmutableArray<TellTask> ToTell)
{
    public Load Before => Teams.Aggregate(default(Load), (sum, team) => sum + team.Before);

    public Load After => Teams.Aggregate(default(Load), (sum, team) => sum + team.After);

    /// <param name="published">What the day made of the proposal.</param>
    /// <param name="heard">What somebody told patients since the promise.</param>
    public static Comparison Of(Day day, Proposal proposal, DayChange.Accepted published, DayFacts facts, IReadOnlyDictionary<VisitId, Heard> heard)
    {
        var met = facts.History.Select(meeting => (meeting.Patient, meeting.Person)).ToHashSet();
        var teams = day.Teams.Values.OrderBy(team => team.Shift.Start).ThenBy(team => team.Shift.Name, StringComparer.Ordinal).ThenBy(team => team.Shift.Id.Value)
            .Select(team => new TeamChange(team.Shift.Id, LoadOf(day, team, facts, met), LoadOf(published.Day, published.Day.Teams[team.Shift.Id], facts, met)));
        return new Comparison(proposal.Compare(day), [.. teams], [.. Tellings.Of(day, published, facts, heard).OrderBy(task => task.By).ThenBy(task => task.Visit.Value)]);
    }

    private static Load LoadOf(Day day, TeamDay team, DayFacts facts, HashSet<(PatientId Patient, PersonId Person)> met)
    {
        var visits = team.Route.Select(id => day.Visits[id]).ToList();
        var over = team.BackAt > team.Shift.End ? team.BackAt.Value - team.Shift.End : TimeSpan.Zero;
        return new Load(
            visits.Count,
            visits.Sum(visit => visit.Assignments.First(assignment => assignment.Team == team.Shift.Id).TravelSeconds),
            over,
            visits.Sum(visit => facts.FindPatient(visit.Visit) is { } patient ? team.Shift.Crew.Count(person => IsNewTo(patient, person, met)) : 0));
    }

    private static bool IsNewTo(Patient patient, PersonId person, HashSet<(PatientId Patient, PersonId Person)> met) =>
        patient.PermanentCareContact != person && !met.Contains((patient.Id, person));
}
