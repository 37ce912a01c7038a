using System.Globalization;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Dispatch.People;

namespace MobileTeams.Demo.World;

/// <summary>Who works when. Every date's shifts follow from the calendar alone, so that two weeks made on different days agree where they meet.</summary>
internal sealed class Rota(Staff staff, ServiceTime time, Identity identity)
{
    private static readonly DateOnly FirstMonday = new(2024, 1, 1);

    /// <summary>Five weeks, Monday to Sunday, that follow one another: early, day, evening. Each day has one of each; after an evening comes an evening or a day
    /// off; every week has a rest of two days. Five people, each one week on, fill it for ever.</summary>
    private static readonly string[] Weeks = ["EEE-D--", "DDD--EE", "VV-EE--", "---DVVV", "--VV-DD"];

    /// <summary>Two pairs take turns at night: two nights, two nights, the weekend.</summary>
    private const string NightPairs = "0011000" + "1100111";

    private static readonly TimeSpan ShortBreak = TimeSpan.FromMinutes(30), LongBreak = TimeSpan.FromMinutes(45);

    /// <summary>Vehicles the rota needs: three for each area, and one each for the night, the nurse, the nurse on call and the others with a route by day.</summary>
    public static int VehiclesFor(Staff staff) => (3 * staff.Groups.Count) + 3 + (staff.Physicians.Count > 0 ? 2 : 0) + staff.Therapists.Count;

    /// <summary>The centre's vehicles, numbered from 1.</summary>
    public static IReadOnlyList<Vehicle> Vehicles(Staff staff, Identity identity) =>
        [.. Enumerable.Range(1, VehiclesFor(staff)).Select(number => new Vehicle(Vehicle(staff.Centre, number, identity), staff.Centre.Id, string.Create(CultureInfo.InvariantCulture, $"Bil {number}")))];

    public IEnumerable<TeamShift> On(DateOnly date)
    {
        var car = 0;
        for (var group = 0; group < staff.Groups.Count; group++)
        {
            var (members, number, area) = (staff.Groups[group], group + 1, staff.Groups[group][0].Area);
            var early = group % 2 == 0 ? new TimeOnly(7, 0) : new TimeOnly(6, 15);
            yield return Shift(date, $"M{number}", area, DutyKind.Working, [Member(members, date, 'E')], ++car, early, new(15, 30), Break(ShortBreak, early.AddHours(3.75), early.AddHours(5)));
            yield return Shift(date, $"D{number}", area, DutyKind.Working, [Member(members, date, 'D')], ++car, new(8, 0), new(16, 30), Break(ShortBreak, new(11, 15), new(13, 0)));
            yield return Shift(date, $"K{number}", area, DutyKind.Working, [Member(members, date, 'V')], ++car, new(14, 30), new(22, 0), Break(ShortBreak, new(17, 0), new(19, 30)));
        }

        yield return Shift(date, "Natt", null, DutyKind.Working, NightPair(date), ++car, new(21, 0), new(6, 15), Break(ShortBreak, new(0, 45), new(2, 0)));
        yield return Shift(date, "Ssk", null, DutyKind.Working, [Member(staff.Nurses, date, 'D')], ++car, new(7, 30), new(16, 0), Break(ShortBreak, new(10, 45), new(12, 30)));
        yield return Shift(date, "Jour dag", null, DutyKind.OnCall, [Member(staff.Nurses, date, 'E')], ++car, new(7, 0), new(14, 30), Break(ShortBreak, new(10, 0), new(12, 0)));
        yield return Shift(date, "Jour kväll", null, DutyKind.OnCall, [Member(staff.Nurses, date, 'V')], car, new(14, 0), new(21, 30), Break(ShortBreak, new(17, 0), new(19, 0)));
        yield return Shift(date, "Beredskap", null, DutyKind.Standby, [Member(staff.Nurses, date, 'V')], car, new(21, 30), new(7, 0), null);
        foreach (var shift in Mobile(date, car)) yield return shift;
        if (staff.Therapists.Count > 0 && IsWeekday(date))
            yield return Shift(date, "Rehab", null, DutyKind.Working, [staff.Therapists[0]], VehiclesFor(staff), new(8, 0), new(16, 30), Break(ShortBreak, new(11, 15), new(13, 0)));
    }

    /// <summary>Crews of a physician and a nurse on weekdays; one of the three physicians is on standby at all other times.</summary>
    private IEnumerable<TeamShift> Mobile(DateOnly date, int lastCar)
    {
        if (staff.Physicians.Count == 0) yield break;
        var (week, day) = Math.DivRem(date.DayNumber - FirstMonday.DayNumber, 7);
        var (first, second, third) = (Physician(week), Physician(week + 1), Physician(week + 2));
        var (crews, standby) = day switch
        {
            0 => ([first, third], second),
            1 => ([first, second], third),
            2 => ([second, third], second),
            3 => ([second, third], third),
            4 => ([first, second], third),
            _ => (Array.Empty<Person>(), first),
        };
        for (var crew = 0; crew < crews.Length; crew++)
        {
            var nurse = staff.MobileNurses[(day + crew + week) % staff.MobileNurses.Count];
            yield return Shift(date, $"Läk {crew + 1}", null, DutyKind.Working, [crews[crew], nurse], lastCar + 1 + crew, new(8, 0), new(17, 0), Break(LongBreak, new(11, 30), new(13, 0)));
        }

        yield return Shift(date, "Läkarberedskap", null, DutyKind.Standby, [standby], null, IsWeekday(date) ? new(17, 0) : new(8, 0), new(8, 0), null);
    }

    private Person Physician(int turn) => staff.Physicians[turn % staff.Physicians.Count];

    private static bool IsWeekday(DateOnly date) => date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    private static Person Member(IReadOnlyList<Person> five, DateOnly date, char duty)
    {
        var (week, day) = Math.DivRem(date.DayNumber - FirstMonday.DayNumber, 7);
        for (var member = 0; member < five.Count; member++)
            if (Weeks[(week + member) % Weeks.Length][day] == duty) return five[member];
        throw new InvalidOperationException($"Nobody has duty {duty} on day {day} of the rota.");
    }

    private Person[] NightPair(DateOnly date)
    {
        var pair = NightPairs[(date.DayNumber - FirstMonday.DayNumber) % NightPairs.Length] - '0';
        return [staff.Nights[2 * pair], staff.Nights[(2 * pair) + 1]];
    }

    private TeamShift Shift(DateOnly date, string name, string? area, DutyKind duty, IReadOnlyList<Person> crew, int? car, TimeOnly start, TimeOnly end, (TimeSpan Length, TimeOnly From, TimeOnly To)? rest)
    {
        var (from, to) = (time.Instant(date, start), time.Instant(end <= start ? date.AddDays(1) : date, end));
        return new TeamShift(
            new TeamShiftId(identity.Of("shift", string.Create(CultureInfo.InvariantCulture, $"{staff.Centre.Name}/{date:yyyy-MM-dd}/{name}"))),
            staff.Centre.Id, date, name, area, duty, [.. crew.Select(person => person.Id)], car is { } number ? Vehicle(staff.Centre, number, identity) : null,
            from, to, rest is var (length, earliest, latest) ? [new MealBreak(length, At(earliest), At(latest))] : []);

        DateTimeOffset At(TimeOnly local) => time.Instant(local < start ? date.AddDays(1) : date, local);
    }

    private static (TimeSpan, TimeOnly, TimeOnly)? Break(TimeSpan length, TimeOnly from, TimeOnly to) => (length, from, to);

    private static VehicleId Vehicle(CareCentre centre, int number, Identity identity) => new(identity.Of("vehicle", string.Create(CultureInfo.InvariantCulture, $"{centre.Name}/{number}")));
}
