using System.Collections.Immutable;
using MobileTeams.Dispatch.People;

namespace MobileTeams.Dispatch.Days;

/// <summary>What one person does over a period, by the roster and by the plan.</summary>
/// <param name="Duties">Shifts at work: jour counts, beredskap does not.</param>
/// <param name="Nights">Those of them that are night work.</param>
/// <param name="Weekends">Those that begin on a Saturday or Sunday.</param>
/// <param name="Standbys">Duties of beredskap.</param>
/// <param name="OnDuty">The shifts' lengths together.</param>
/// <param name="Visits">A visit by two counts for both.</param>
/// <param name="Care">Time with patients.</param>
/// <param name="Travel">Time on the road to them, not home.</param>
public sealed record WorkShare(PersonId Person, int Duties, int Nights, int Weekends, int Standbys, TimeSpan OnDuty, int Visits, TimeSpan Care, TimeSpan Travel);

/// <summary>How evenly something lies on people.</summary>
/// <param name="Deviation">Standard deviation over the people; 0 when all have the same.</param>
public readonly record struct Spread(double Least, double Mean, double Most, double Deviation)
{
    /// <summary>The spread of some numbers; all 0 without any.</summary>
    public static Spread Of(IEnumerable<double> amounts)
    {
        var all = amounts.ToList();
        if (all.Count == 0) return default;
        var mean = all.Average();
        return new Spread(all.Min(), mean, all.Max(), Math.Sqrt(all.Average(one => (one - mean) * (one - mean))));
    }
}

/// <summary>Who carries how much: shifts, nights, weekends, visits and time with patients, person by person.</summary>
/// <remarks>A measure, no rule. Who works when is the roster's word and no plan changes it; what a plan shares out is the visits among those who are there.</remarks>
public static class WorkShares
{
    /// <summary>Night is from 22 to 6, and night work three hours of it: arbetstidslagen (1982:673) 13 a §.</summary>
    private static readonly TimeOnly NightBegins = new(22, 0), NightEnds = new(6, 0);

    private static readonly TimeSpan NightWork = TimeSpan.FromHours(3);

    /// <summary>Everybody in the days' crews, in the order of their ids.</summary>
    public static ImmutableArray<WorkShare> Of(IReadOnlyCollection<Day> days, ServiceTime time)
    {
        var shifts = (from day in days from team in day.Teams.Values from person in team.Shift.Crew select (Person: person, Day: day, Team: team)).ToLookup(one => one.Person);
        return [.. shifts.OrderBy(person => person.Key.Value).Select(person =>
        {
            var work = person.Where(one => one.Team.Shift.Duty != DutyKind.Standby).Select(one => one.Team.Shift).ToList();
            var visits = person.SelectMany(one => one.Team.Route.Select(id => one.Day.Visits[id].Assignments.First(own => own.Team == one.Team.Shift.Id))).ToList();
            return new WorkShare(
                person.Key, work.Count, work.Count(shift => IsNight(shift, time)), work.Count(shift => IsWeekend(shift, time)), person.Count() - work.Count,
                Sum(work.Select(shift => shift.End - shift.Start)), visits.Count, Sum(visits.Select(visit => visit.End - visit.Start)), Sum(visits.Select(visit => TimeSpan.FromSeconds(visit.TravelSeconds))));
        })];
    }

    /// <summary>True for at least three hours between 22 and 6.</summary>
    public static bool IsNight(TeamShift shift, ServiceTime time)
    {
        var night = TimeSpan.Zero;
        for (var date = time.LocalDate(shift.Start).AddDays(-1); date <= time.LocalDate(shift.End); date = date.AddDays(1))
        {
            var (from, to) = (time.Instant(date, NightBegins), time.Instant(date.AddDays(1), NightEnds));
            if (shift.Start < to && shift.End > from) night += (shift.End < to ? shift.End : to) - (shift.Start > from ? shift.Start : from);
        }

        return night >= NightWork;
    }

    /// <summary>True when it begins on a Saturday or Sunday.</summary>
    public static bool IsWeekend(TeamShift shift, ServiceTime time) => time.LocalDate(shift.Start).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    private static TimeSpan Sum(IEnumerable<TimeSpan> spans) => spans.Aggregate(TimeSpan.Zero, (sum, one) => sum + one);
}
