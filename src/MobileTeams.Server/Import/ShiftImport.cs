using System.Globalization;
using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Dispatch.People;
using MobileTeams.Server.Organisations;
using MobileTeams.Server.Patients;

namespace MobileTeams.Server.Import;

/// <summary>Who is on the road when, one team's shift a line; known again by date and team.</summary>
internal static class ShiftImport
{
    private const int DaysAround = 9;

    private static readonly Column Date = new("Datum", "date", IsRequired: true);
    private static readonly Column Team = new("Team", "team", "name", IsRequired: true);
    private static readonly Column Start = new("Start", "start", "start", IsRequired: true, AlsoKnownAs: ["Från kl", "Starttid"]);
    private static readonly Column End = new("Slut", "end", "end", IsRequired: true, AlsoKnownAs: ["Till kl", "Sluttid"]);
    private static readonly Column Crew = new("Personal", "crew", "crew", IsRequired: true, AlsoKnownAs: ["Besättning"]);
    private static readonly Column Duty = new("Tjänst", "duty", "duty");
    private static readonly Column Area = new("Område", "area", "area");
    private static readonly Column Car = new("Fordon", "vehicle", "vehicle", AlsoKnownAs: ["Bil"]);
    private static readonly Column Break = new("Rast", "break", "breaks", AlsoKnownAs: ["Rast min"]);
    private static readonly Column BreakFrom = new("Rast tidigast", "break earliest");
    private static readonly Column BreakTo = new("Rast senast", "break latest");
    private static readonly Column Break2 = new("Rast 2", "break 2");
    private static readonly Column Break2From = new("Rast 2 tidigast", "break 2 earliest");
    private static readonly Column Break2To = new("Rast 2 senast", "break 2 latest");

    public static IReadOnlyList<Column> Columns { get; } = [Date, Team, Start, End, Crew, Duty, Area, Car, Break, BreakFrom, BreakTo, Break2, Break2From, Break2To];

    public static async Task<IReadOnlyList<ImportedItem>> Examine(ImportDesk desk, ImportSheet sheet, CancellationToken ct)
    {
        var dated = new List<(ImportRow Row, DateOnly Date, string Team)>();
        foreach (var row in sheet.Rows)
            if (row.Date(Date, null) is { } date && row.Text(Team, "", 20) is { Length: > 0 } team) dated.Add((row, date, team));
        sheet.RefuseTwice(dated.Select(one => (one.Row, (one.Date, SearchText.Fold(one.Team)))), Team);
        if (dated.Count == 0) return [];
        var roster = await desk.Store.ListShifts(desk.Centre.Id, dated.Min(one => one.Date).AddDays(-DaysAround), dated.Max(one => one.Date).AddDays(DaysAround), ct);
        var staff = await References.Staff(desk, dated.SelectMany(one => one.Row.List(Crew)), ct);
        var cars = new Cars(desk.Centre.Id, await desk.Centres.ListVehicles(desk.Centre.Id, ct));

        var known = roster.ToDictionary(shift => (shift.Date, SearchText.Fold(shift.Name)));
        var asked = new List<(ImportRow Row, TeamShift? Before, TeamShift Shift, Vehicle? NewCar)>();
        foreach (var (row, date, team) in dated)
        {
            var before = known.GetValueOrDefault((date, SearchText.Fold(team)));
            if (Shift(desk, row, date, team, before, staff, cars) is var (shift, newCar)) asked.Add((row, before, shift, newCar));
        }

        if (cars.Added.Count > 0)
        {
            var names = string.Join(", ", cars.Added.Select(car => car.Name));
            sheet.Notice("import.vehicles-new", $"Nya fordon läggs till: {names}.", $"New vehicles are added: {names}.");
        }

        new RosterCheck(desk, Crew, Car).Say(roster, [.. asked.Select(one => (one.Row, one.Shift))], await People(desk, asked.Select(one => one.Shift), ct));
        await NoticeMade(desk, sheet, asked.Where(one => one.Before is not null).Select(one => one.Shift), ct);
        return [.. asked.Select(one => ImportedItem.Of(
            one.Row.Line,
            $"{one.Shift.Name} {one.Shift.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}",
            $"{Clock(desk, one.Shift.Start)}–{Clock(desk, one.Shift.End)}",
            one.Before,
            one.Shift,
            Columns,
            async connection =>
            {
                if (one.NewCar is { } car) await CentreStore.Save(connection, car);
                await CentreStore.Save(connection, one.Shift);
            }))];
    }

    private static (TeamShift Shift, Vehicle? NewCar)? Shift(ImportDesk desk, ImportRow row, DateOnly date, string team, TeamShift? before, References staff, Cars cars)
    {
        var crew = staff.Find(row, Crew, row.List(Crew));
        foreach (var employee in row.List(Crew).Where(employee => staff.Find(employee) is { } person && person.Centre != desk.Centre.Id))
            row.Wrong(
                Crew,
                "import.other-centre",
                $"{staff.Find(employee)!.Name} hör till ett annat vårdcentrum.",
                $"{staff.Find(employee)!.Name} belongs to another care centre.");
        if (row.List(Crew).Distinct(StringComparer.OrdinalIgnoreCase).Count() < row.List(Crew).Count)
            row.Wrong(Crew, "import.crew-twice", "Samma person står två gånger i besättningen.", "The same person stands twice in the crew.");
        var duty = row.Choice(Duty, before?.Duty, Choices.Duties) ?? DutyKind.Working;
        var area = References.Area(row, Area, before?.Area, desk.Centre);
        var (car, newCar) = !row.Has(Car) ? (before?.Vehicle, null) : cars.Find(row.Text(Car, "", 40));
        var (start, end) = (row.Time(Start, null), row.Time(End, null));
        if (start is not { } from || end is not { } to) return null;
        if (from == to && duty != DutyKind.Standby)
        {
            row.Wrong(End, "import.shift-empty", "Passet slutar när det börjar.", "The shift ends when it begins.");
            return null;
        }

        var localDate = from < desk.Time.DayBreak ? date.AddDays(1) : date;
        var (starts, ends) = (desk.Time.Instant(localDate, from), desk.Time.Instant(to > from ? localDate : localDate.AddDays(1), to));
        var breaks = row.Has(Break) ? Breaks(desk, row, starts, ends) : before?.Breaks ?? [];
        if (!row.Has(Break) && breaks.Any(rest => rest.EarliestStart < starts || rest.LatestStart + rest.Length > ends))
            row.Wrong(
                null,
                "import.break",
                "Rasten som finns ligger utanför de nya tiderna. Ta med kolumnen Rast.",
                "The break that is there lies outside the new times. Give the column Rast (break).");
        return (new TeamShift(before?.Id ?? ImportIds.Shift(desk.Centre.Id, date, team), desk.Centre.Id, date, team, area, duty, crew, car, starts, ends, breaks), newCar);
    }

    private static List<MealBreak> Breaks(ImportDesk desk, ImportRow row, DateTimeOffset starts, DateTimeOffset ends)
    {
        var breaks = new List<MealBreak>();
        foreach (var (length, from, to) in new[] { (Break, BreakFrom, BreakTo), (Break2, Break2From, Break2To) })
        {
            if (row.Minutes(length, null, 0, 120) is not { } minutes || minutes == TimeSpan.Zero) continue;
            var since = breaks.Count == 0 ? starts : breaks[^1].EarliestStart + breaks[^1].Length;
            var earliest = row.Time(from, null) is { } early ? After(desk, starts, early) : since + TimeSpan.FromHours(2);
            var latest = row.Time(to, null) is { } late ? After(desk, starts, late) : Earlier(since + RestRules.LongestWithoutBreak, ends - minutes);
            if (earliest < starts || latest < earliest || latest + minutes > ends)
            {
                row.Wrong(
                    length,
                    "import.break",
                    "Rasten ryms inte i passet mellan tidigast och senast.",
                    "The break does not fit into the shift between earliest and latest.");
                continue;
            }

            breaks.Add(new MealBreak(minutes, earliest, latest));
        }

        return breaks;
    }

    // The first time the clock shows it from the shift's start on.
    private static DateTimeOffset After(ImportDesk desk, DateTimeOffset starts, TimeOnly at)
    {
        var date = desk.Time.LocalDate(starts);
        var instant = desk.Time.Instant(date, at);
        return instant >= starts ? instant : desk.Time.Instant(date.AddDays(1), at);
    }

    private static async Task<IReadOnlyDictionary<PersonId, Person>> People(ImportDesk desk, IEnumerable<TeamShift> shifts, CancellationToken ct) =>
        await desk.Store.FindPeople(desk.Viewer, [.. shifts.SelectMany(shift => shift.Crew).Distinct()], ct);

    private static async Task NoticeMade(ImportDesk desk, ImportSheet sheet, IEnumerable<TeamShift> shifts, CancellationToken ct)
    {
        var changed = shifts.ToList();
        var made = await desk.Store.ListMade([.. changed.Select(shift => shift.Id)], ct);
        if (made.Count == 0) return;
        var dates = string.Join(
            ", ",
            changed.Where(shift => made.Contains(shift.Id)).Select(shift => shift.Date).Distinct().Order().Select(date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        sheet.Notice(
            "import.days-made",
            $"Dagar som redan är skapade behåller sina team som de är: {dates}.",
            $"Days that are made already keep their teams as they are: {dates}.");
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private static string Clock(ImportDesk desk, DateTimeOffset instant) => desk.Time.LocalTime(instant).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The centre's vehicles by name; a name that is new makes one.</summary>
    private sealed class Cars(CareCentreId centre, IReadOnlyList<Vehicle> there)
    {
        private readonly Dictionary<string, Vehicle> added = [];

        public IReadOnlyCollection<Vehicle> Added => added.Values;

        public (VehicleId? Car, Vehicle? New) Find(string name)
        {
            if (name.Length == 0) return (null, null);
            var folded = SearchText.Fold(name);
            if (there.FirstOrDefault(vehicle => SearchText.Fold(vehicle.Name) == folded) is { } known) return (known.Id, null);
            if (!added.TryGetValue(folded, out var made)) added[folded] = made = new Vehicle(ImportIds.Vehicle(centre, name), centre, name);
            return (made.Id, made);
        }
    }
}
