using System.Collections.Immutable;
using MobileTeams.Dispatch.Days;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;

namespace MobileTeams.Dispatch.Proposals;

/// <summary>A proposal for one of several days.</summary>
/// <param name="Day">What the day becomes when the proposal is published.</param>
public sealed record DayPlanned(Day Day, Proposal Proposal);

/// <summary>Several days in numbers.</summary>
/// <param name="Visits">Made; a visit by two teams counts once.</param>
/// <param name="TravelSeconds">Of all teams, the way home included.</param>
/// <param name="FirstMeetings">How often a patient meets somebody for the first time in <see cref="DayProblemOptions.KnownDays"/> days, the permanent care contact not counted.</param>
/// <param name="Continuity">Over the fourteen local dates that end with the last day; what lies before the first day is taken from its history.</param>
/// <param name="Rest">Rules of rest that the plan breaks and the roster alone does not: by a late return, or a break where the plan has it.</param>
/// <param name="RosterRest">Rules of rest that the roster breaks by itself, whatever is planned.</param>
/// <param name="Shares">Who carries how much.</param>
public sealed record WeekFigures(
    int Visits,
    int LeftOut,
    int TravelSeconds,
    int TravelMetres,
    int FirstMeetings,
    StaffContinuity Continuity,
    ImmutableArray<RestFinding> Rest,
    ImmutableArray<RestFinding> RosterRest,
    ImmutableArray<WorkShare> Shares);

/// <summary>Proposals for several days that know of each other, in the order of the days.</summary>
/// <param name="Price">What all days cost together, in grains by class; a face costs what it does in the week, not day by day.</param>
public sealed record WeekPlan(ImmutableArray<DayPlanned> Days, Planning.Price Price, WeekFigures Figures);
