using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Patients;
using MobileTeams.Dispatch.People;
using MobileTeams.Server.Organisations;

namespace MobileTeams.Server.Import;

/// <summary>Who works here, known again by the employee number; and their delegations, one a line: further lines of the same person may leave the person's columns empty.</summary>
internal static class StaffImport
{
    private const int MostLanguages = 10;

    private static readonly Column Employee = new("Anställningsnummer", "employee number", IsRequired: true, AlsoKnownAs: ["Anst.nr", "Anstnr", "Employee no"]);
    private static readonly Column Name = new("Namn", "name", "name", IsRequired: true);
    private static readonly Column Profession = new("Yrke", "profession", "category", IsRequired: true, AlsoKnownAs: ["Yrkeskategori", "Befattning"]);
    private static readonly Column DayBreakpoint = new("Dygnsbryt", "day breakpoint", "dayBreakpoint");
    private static readonly Column Area = new("Område", "area", "area");
    private static readonly Column Languages = new("Språk", "languages", "languages");
    private static readonly Column Task = new("Delegering", "delegation", "delegations", AlsoKnownAs: ["Delegerad uppgift"]);
    private static readonly Column From = new("Delegering från", "delegation from");
    private static readonly Column To = new("Delegering till", "delegation to", AlsoKnownAs: ["Delegering t.o.m."]);
    private static readonly Column Delegator = new("Delegerad av", "delegated by");
    private static readonly Column ForPatient = new("Delegering för patient", "delegation for patient");
    private static readonly Column Revoked = new("Återkallad", "revoked");

    private static readonly Column[] OfPerson = [Name, Profession, DayBreakpoint, Area, Languages];
    private static readonly Column[] OfDelegation = [From, To, Delegator, ForPatient, Revoked];

    public static IReadOnlyList<Column> Columns { get; } = [Employee, Name, Profession, DayBreakpoint, Area, Languages, Task, From, To, Delegator, ForPatient, Revoked];

    public static async Task<IReadOnlyList<ImportedItem>> Examine(ImportDesk desk, ImportSheet sheet, CancellationToken ct)
    {
        var groups = sheet.Rows.Where(row => row.Readable(Employee) is { Length: > 0 }).GroupBy(row => row.Cell(Employee).ToUpperInvariant()).ToList();
        var known = await References.Staff(desk, groups.Select(group => group.Key).Concat(sheet.Rows.Select(row => row.Cell(Delegator))), ct);
        var people = new Dictionary<string, (Person? Before, Person After)>();
        foreach (var group in groups)
            if (Person(desk, [.. group], known.Find(group.Key)) is { } person) people[group.Key] = (known.Find(group.Key), person);
        var patients = await ReadPatients(desk, sheet, ct);

        var items = new List<ImportedItem>();
        foreach (var group in groups.Where(group => people.ContainsKey(group.Key)))
        {
            var (before, person) = people[group.Key];
            var delegations = new Delegations(desk, person, employee => people.TryGetValue(employee.ToUpperInvariant(), out var inFile) ? inFile.After : known.Find(employee), patients);
            foreach (var row in group.Where(row => !row.IsEmpty(Task))) delegations.Add(row);
            foreach (var row in group.Where(row => row.IsEmpty(Task) && !OfDelegation.All(row.IsEmpty)))
                row.Wrong(Task, "import.delegation-incomplete", "Det står inte vad som delegeras.", "It does not say what is delegated.");
            var after = person with { Delegations = delegations.All };
            var profession = Choices.Professions.NameOf(after.Category);
            items.Add(ImportedItem.Of(group.First().Line, after.Name, profession, before, after, Columns, connection => CentreStore.Save(connection, after)));
        }

        return items;
    }

    private static Person? Person(ImportDesk desk, IReadOnlyList<ImportRow> rows, Person? before)
    {
        var first = rows[0];
        if (before is not null && before.Centre != desk.Centre.Id)
        {
            first.Wrong(
                Employee,
                "import.other-centre",
                "Personen hör till ett annat vårdcentrum och flyttas inte genom import.",
                "The person belongs to another care centre and is not moved by an import.");
            return null;
        }

        foreach (var row in rows.Skip(1))
        {
            foreach (var column in OfPerson.Where(column => !row.IsEmpty(column) && row.Cell(column) != first.Cell(column)))
                row.Wrong(
                    column,
                    "import.row-differs",
                    $"Samma person har ett annat värde på rad {first.Line}.",
                    $"The same person has another value on line {first.Line}.");
        }

        return new Person(
            before?.Id ?? ImportIds.Person(desk.Viewer.Organisation, first.Cell(Employee)),
            desk.Centre.Id,
            first.Text(Name, before?.Name ?? "", 100),
            first.Choice(Profession, before?.Category, Choices.Professions) ?? ProfessionalCategory.CareAide,
            first.Time(DayBreakpoint, before?.DayBreakpoint) ?? desk.Centre.DayBreak,
            References.Area(first, Area, before?.Area, desk.Centre),
            before?.Delegations ?? [],
            first.Has(Languages) ? ReadLanguages(first) : before?.Languages ?? []);
    }

    private static List<string> ReadLanguages(ImportRow row)
    {
        var languages = row.List(Languages).Select(language => language.ToLowerInvariant()).Distinct().ToList();
        if (languages.Count > MostLanguages || languages.Exists(language => language.Length != 2 || !language.All(char.IsAsciiLetter)))
        {
            row.Wrong(
                Languages,
                "import.language",
                $"Skriv högst {MostLanguages} språk med två bokstäver (ISO 639-1), till exempel: fi, ar, so.",
                $"Write at most {MostLanguages} languages of two letters (ISO 639-1), such as: fi, ar, so.");
        }

        return languages;
    }

    // The patient of each row that names one whom the viewer may see; the other rows have been said to be wrong.
    private static async Task<IReadOnlyDictionary<ImportRow, PatientId>> ReadPatients(ImportDesk desk, ImportSheet sheet, CancellationToken ct)
    {
        var identifiers = new Dictionary<ImportRow, PersonIdentifier>();
        foreach (var row in sheet.Rows.Where(row => !row.IsEmpty(ForPatient)))
            if (References.Identifier(row, ForPatient, desk.Today) is { } identifier) identifiers[row] = identifier;
        var known = await desk.Store.FindPatients(desk.Viewer, [.. identifiers.Values.Select(identifier => identifier.Value).Distinct()], ct);
        var patients = new Dictionary<ImportRow, PatientId>();
        foreach (var (row, identifier) in identifiers)
        {
            if (known.GetValueOrDefault(identifier.Value) is { } patient) patients[row] = patient.Id;
            else row.Wrong(ForPatient, "import.patient-unknown", "Det finns ingen sådan patient. Läs in patienterna först.", "There is no such patient. Import the patients first.");
        }

        return patients;
    }

    /// <summary>One person's delegations: those that are there, and those that rows add or change. None is ever taken away; it is revoked.</summary>
    private sealed class Delegations(ImportDesk desk, Person person, Func<string, Person?> find, IReadOnlyDictionary<ImportRow, PatientId> patients)
    {
        private readonly List<Delegation> all = [.. person.Delegations];
        private readonly HashSet<DelegationId> written = [];

        public IReadOnlyList<Delegation> All => all;

        public void Add(ImportRow row)
        {
            var (task, from, to, revoked) = (row.Choice(Task, null, Choices.Tasks), row.Date(From, null), row.Date(To, null), row.Date(Revoked, null));
            foreach (var column in new[] { From, To, Delegator }.Where(row.IsEmpty))
                row.Wrong(
                    column,
                    "import.delegation-incomplete",
                    "En delegering har första dag, sista dag och vem som delegerar.",
                    "A delegation has a first day, a last day and who delegates.");
            var patient = patients.TryGetValue(row, out var named) ? named : (PatientId?)null;
            if (task is not { } what || from is not { } first || to is not { } last || row.IsEmpty(Delegator) || (patient is null && !row.IsEmpty(ForPatient))) return;
            if (!TaskRules.MayBeDelegated(what))
                row.Wrong(Task, "import.delegation-not-delegable", "Den insatsen får inte delegeras.", "This task may not be delegated.");
            if (last < first)
                row.Wrong(To, "import.delegation-backwards", "Sista dagen ligger före den första.", "The last day lies before the first.");
            if (last > first.AddYears(1))
                row.Wrong(
                    To,
                    "import.delegation-too-long",
                    $"En delegering gäller högst ett år: till och med {first.AddYears(1):yyyy-MM-dd}.",
                    $"A delegation holds for one year at most: up to {first.AddYears(1):yyyy-MM-dd}.");
            var delegator = find(row.Cell(Delegator));
            if (delegator is null)
            {
                References.Unknown(row, Delegator, row.Cell(Delegator));
                return;
            }

            if (delegator.Id == person.Id || !TaskRules.MayByProfession(delegator.Category, what))
                row.Wrong(
                    Delegator,
                    "import.delegator",
                    "Den som delegerar måste själv få göra insatsen genom sitt yrke, och vara någon annan.",
                    "Whoever delegates must have the task by profession, and be somebody else.");
            var there = all.FindIndex(one => one.Task == what && one.Patient == patient && one.ValidFrom == first);
            var before = there < 0 ? null : all[there];
            var delegation = new Delegation(
                before?.Id ?? ImportIds.Delegation(person.Id, what, patient, first), person.Id, delegator.Id, what, patient, first, last, RevokedAt(row, revoked, before));
            if (!written.Add(delegation.Id)) row.Wrong(Task, "import.row-twice", "Samma delegering står två gånger i filen.", "The same delegation stands twice in the file.");
            if (there < 0) all.Add(delegation);
            else all[there] = delegation;
        }

        private DateTimeOffset? RevokedAt(ImportRow row, DateOnly? revoked, Delegation? before)
        {
            if (!row.Has(Revoked)) return before?.RevokedAt;
            if (revoked is not { } date) return null;
            return before?.RevokedAt is { } at && desk.Time.LocalDate(at) == date ? at : desk.Time.Instant(date, TimeOnly.MinValue);
        }
    }
}
