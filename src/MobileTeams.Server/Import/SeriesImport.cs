using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.Visits;
using MobileTeams.Server.Organisations;
using MobileTeams.Server.Patients;

namespace MobileTeams.Server.Import;

/// <summary>Visits that come again, one series a line; known again by the patient and the series' name.</summary>
internal static class SeriesImport
{
    private const int MostTasks = 20;
    private const int LongestTask = 500;
    private static readonly TimeSpan UsualSlack = TimeSpan.FromMinutes(30);

    private static readonly Column Identifier = new("Personnummer", "identity number", IsRequired: true, AlsoKnownAs: ["Samordningsnummer", "Reservnummer", "Patient"]);
    private static readonly Column Name = new("Serie", "series", IsRequired: true, AlsoKnownAs: ["Namn på serien", "Besöksserie"]);
    private static readonly Column At = new("Tid", "time", "at", IsRequired: true, AlsoKnownAs: ["Klockslag"]);
    private static readonly Column Duration = new("Längd", "duration", "duration", IsRequired: true, AlsoKnownAs: ["Längd (min)", "Besökstid", "Minuter"]);
    private static readonly Column Tasks = new("Insatser", "tasks", "tasks", IsRequired: true, AlsoKnownAs: ["Insats"]);
    private static readonly Column From = new("Från", "from", "recurrence", IsRequired: true, AlsoKnownAs: ["Från och med", "Startdatum"]);
    private static readonly Column To = new("Till", "to", AlsoKnownAs: ["Till och med", "Slutdatum"]);
    private static readonly Column Every = new("Var n:te dag", "every nth day", AlsoKnownAs: ["Intervall"]);
    private static readonly Column Weekdays = new("Veckodagar", "weekdays");
    private static readonly Column Early = new("Minuter före", "minutes early", "early");
    private static readonly Column Late = new("Minuter efter", "minutes late", "late");
    private static readonly Column Staff = new("Antal personal", "staff needed", "staffNeeded", AlsoKnownAs: ["Dubbelbemanning antal"]);
    private static readonly Column Follows = new("Följer", "follows", "followsSeries");
    private static readonly Column Within = new("Inom minuter", "within minutes", "followsWithin", AlsoKnownAs: ["Inom"]);

    public static IReadOnlyList<Column> Columns { get; } = [Identifier, Name, At, Duration, Tasks, From, To, Every, Weekdays, Early, Late, Staff, Follows, Within];

    public static async Task<IReadOnlyList<ImportedItem>> Examine(ImportDesk desk, ImportSheet sheet, CancellationToken ct)
    {
        var named = new List<(ImportRow Row, Patient Patient, string Name)>();
        foreach (var (row, patient) in await Patients(desk, sheet, ct))
            if (row.Text(Name, "", 80) is { Length: > 0 } name) named.Add((row, patient, name));
        sheet.RefuseTwice(named.Select(one => (one.Row, ImportIds.Series(one.Patient.Id, one.Name))), Name);
        var inFile = named.Select(one => ImportIds.Series(one.Patient.Id, one.Name)).ToHashSet();
        var asked = named.Select(one => one.Row.IsEmpty(Follows) ? (VisitSeriesId?)null : ImportIds.Series(one.Patient.Id, one.Row.Cell(Follows))).OfType<VisitSeriesId>();
        var known = await desk.Store.FindSeries(desk.Centre.Id, [.. inFile.Union(asked)], ct);

        var read = new List<(ImportRow Row, Patient Patient, string Name, VisitSeries Series)>();
        foreach (var (row, patient, name) in named)
            if (Series(row, patient, name, known, inFile) is { } series) read.Add((row, patient, name, series));
        RefuseCircles(read.DistinctBy(one => one.Series.Id).ToDictionary(one => one.Series.Id, one => (one.Row, one.Series)), known);
        return [.. read.Select(one => ImportedItem.Of(
            one.Row.Line,
            one.Name,
            one.Patient.ShortName,
            known.GetValueOrDefault(one.Series.Id),
            one.Series,
            Columns,
            connection => CentreStore.Save(connection, desk.Centre.Id, one.Series)))];
    }

    private static async Task<IReadOnlyList<(ImportRow Row, Patient Patient)>> Patients(ImportDesk desk, ImportSheet sheet, CancellationToken ct)
    {
        var identifiers = new List<(ImportRow Row, PersonIdentifier Identifier)>();
        foreach (var row in sheet.Rows)
            if (References.Identifier(row, Identifier, desk.Today) is { } identifier) identifiers.Add((row, identifier));
        var known = await desk.Store.FindPatients(desk.Viewer, [.. identifiers.Select(one => one.Identifier.Value).Distinct()], ct);
        var found = new List<(ImportRow, Patient)>();
        foreach (var (row, identifier) in identifiers)
        {
            if (known.GetValueOrDefault(identifier.Value) is not { } patient)
                row.Wrong(
                    Identifier,
                    "import.patient-unknown",
                    "Det finns ingen sådan patient. Läs in patienterna först.",
                    "There is no such patient. Import the patients first.");
            else if (patient.Centre != desk.Centre.Id)
                row.Wrong(
                    Identifier,
                    "import.other-centre",
                    "Patienten hör till ett annat vårdcentrum.",
                    "The patient belongs to another care centre.");
            else
                found.Add((row, patient));
        }

        return found;
    }

    private static VisitSeries? Series(ImportRow row, Patient patient, string name, IReadOnlyDictionary<VisitSeriesId, VisitSeries> known, HashSet<VisitSeriesId> inFile)
    {
        var id = ImportIds.Series(patient.Id, name);
        var before = known.GetValueOrDefault(id);
        var (at, from, duration) = (row.Time(At, null), row.Date(From, null), row.Minutes(Duration, null, 1, 480));
        var to = row.Date(To, before?.Recurrence.To);
        if (from is { } first && to is { } last && last < first)
            row.Wrong(To, "import.series-backwards", "Sista dagen ligger före den första.", "The last day lies before the first.");
        var every = row.Whole(Every, before?.Recurrence.EveryNthDay, 1, 366) ?? 1;
        var weekdays = row.Has(Weekdays) ? ReadWeekdays(row) : before?.Recurrence.Weekdays ?? [];
        var early = row.Minutes(Early, before?.Early, 0, 720) ?? UsualSlack;
        var late = row.Minutes(Late, before?.Late, 0, 720) ?? UsualSlack;
        var staff = row.Whole(Staff, before?.StaffNeeded, 1, 2) ?? 1;
        var tasks = ReadTasks(row);
        var follows = row.Has(Follows) ? ReadFollows(row, patient, known, inFile) : before?.FollowsSeries;
        var within = row.Minutes(Within, before?.FollowsWithin, 1, 720);
        var isTied = row.Has(Follows) ? !row.IsEmpty(Follows) : follows is not null;
        if (isTied != (row.Has(Within) ? !row.IsEmpty(Within) : within is not null))
        {
            row.Wrong(
                isTied ? Within : Follows,
                "import.series-link-half",
                "Följer och Inom minuter hör ihop: fyll i båda eller ingen.",
                "Följer (follows) and Inom minuter (within minutes) belong together: give both or none.");
        }

        if (at is not { } clock || from is not { } begins || duration is not { } length) return null;
        return new VisitSeries(id, patient.Id, new Recurrence(begins, to, every, weekdays), clock, early, late, length, staff, tasks, follows, within);
    }

    private static List<DayOfWeek> ReadWeekdays(ImportRow row)
    {
        var days = new List<DayOfWeek>();
        var words = row.List(Weekdays);
        foreach (var word in words)
        {
            if (Choices.Weekdays(word) is not { } named)
                row.Wrong(
                    Weekdays,
                    "import.weekday",
                    $"”{word}” är ingen veckodag. Skriv som: mån, ons, fre; eller vardagar, helger, alla.",
                    $"“{word}” is no weekday. Write like: mon, wed, fri; or weekdays, weekends, all.");
            else if (named.Count == 0)
                return [];
            else
                days.AddRange(named);
        }

        return [.. days.Distinct().OrderBy(day => ((int)day + 6) % 7)];
    }

    // "Insulin: 12 E före frukost | Måltid"
    private static List<CareTask> ReadTasks(ImportRow row)
    {
        var tasks = new List<CareTask>();
        foreach (var written in row.List(Tasks))
        {
            var colon = written.IndexOf(':', StringComparison.Ordinal);
            var (word, text) = colon < 0 ? (written, "") : (written[..colon].Trim(), written[(colon + 1)..].Trim());
            if (Choices.Tasks.Find(word) is not { } kind)
                row.Wrong(
                    Tasks,
                    "import.task",
                    $"”{(word.Length > 30 ? word[..30] : word)}” är ingen insats. Välj bland: {Choices.Tasks.Written}.",
                    $"“{(word.Length > 30 ? word[..30] : word)}” is no task. Choose among: {Choices.Tasks.Written}.");
            else if (text.Length > LongestTask)
                row.Wrong(
                    Tasks,
                    "import.too-long",
                    $"Texten till en insats är längre än {LongestTask} tecken.",
                    $"The text of a task is longer than {LongestTask} characters.");
            else if (Cells.IsFormula(text))
                row.Wrong(
                    Tasks,
                    "import.formula",
                    "Texten börjar som en formel i ett kalkylblad. Skriv bara texten.",
                    "The text begins like a spreadsheet's formula. Write the text only.");
            else
                tasks.Add(new CareTask(kind, text));
        }

        if (tasks.Count > MostTasks)
            row.Wrong(Tasks, "import.range", $"Ett besök har högst {MostTasks} insatser.", $"A visit has at most {MostTasks} tasks.");
        return tasks;
    }

    private static VisitSeriesId? ReadFollows(ImportRow row, Patient patient, IReadOnlyDictionary<VisitSeriesId, VisitSeries> known, HashSet<VisitSeriesId> inFile)
    {
        if (row.Text(Follows, "", 80) is not { Length: > 0 } name) return null;
        var id = ImportIds.Series(patient.Id, name);
        if (known.ContainsKey(id) || inFile.Contains(id)) return id;
        row.Wrong(Follows, "import.series-unknown", $"Patienten har ingen serie ”{name}”.", $"The patient has no series “{name}”.");
        return null;
    }

    private static void RefuseCircles(Dictionary<VisitSeriesId, (ImportRow Row, VisitSeries Series)> read, IReadOnlyDictionary<VisitSeriesId, VisitSeries> known)
    {
        foreach (var (row, series) in read.Values)
        {
            var passed = new HashSet<VisitSeriesId> { series.Id };
            for (var next = series.FollowsSeries; next is { } id; next = read.TryGetValue(id, out var inFile) ? inFile.Series.FollowsSeries : known.GetValueOrDefault(id)?.FollowsSeries)
            {
                if (passed.Add(id)) continue;
                if (id == series.Id) row.Wrong(Follows, "import.series-circle", "Serierna följer varandra i en ring.", "The series follow each other in a circle.");
                break;
            }
        }
    }
}
