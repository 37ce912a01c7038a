using MobileTeams.Dispatch;
using MobileTeams.Dispatch.Organisations;
using MobileTeams.Measures;
using MobileTeams.Roads;
using MobileTeams.Server.Accounts;
using MobileTeams.Server.Data;
using MobileTeams.Server.Organisations;

namespace MobileTeams.Server.Import;

/// <summary>What an import reads a file against: who imports, for which centre.</summary>
internal sealed record ImportDesk(Viewer Viewer, CareCentre Centre, ServiceTime Time, ImportStore Store, CentreStore Centres, RoadMap Map, DateOnly Today);

/// <summary>Reads a file, compares it with what is there and, when every line is right, saves all of it in one transaction.</summary>
public sealed class ImportHandler
{
    /// <summary>The largest file, in bytes.</summary>
    public const int MostBytes = CsvTable.MostBytes;

    private const int MostFaults = 500;
    private const int SampleRows = 20;
    private const int MostTries = 5;

    private readonly Database database;
    private readonly CentreStore centres;
    private readonly ImportStore store;
    private readonly MapHolder maps;
    private readonly TimeProvider clock;

    internal ImportHandler(Database database, CentreStore centres, ImportStore store, MapHolder maps, TimeProvider clock) =>
        (this.database, this.centres, this.store, this.maps, this.clock) = (database, centres, store, maps, clock);

    /// <summary>Whether the viewer may import: team leads and dispatchers.</summary>
    public static bool May(Viewer viewer) => viewer.Is(Role.TeamLead) || viewer.Is(Role.Dispatcher);

    /// <summary>What the file would do to the centre, or what it did when <paramref name="save"/> is asked for and nothing is wrong. Doing it again changes nothing.</summary>
    /// <returns>Null when the viewer may not import, or has no such centre.</returns>
    /// <exception cref="InputException">The file as a whole cannot be read; see <see cref="CsvTable.Read"/>.</exception>
    public async Task<ImportReport?> Handle(Viewer viewer, CareCentreId centre, ImportKind kind, ReadOnlyMemory<byte> file, bool save, CancellationToken ct)
    {
        if (!May(viewer) || await centres.Find(viewer, centre, ct) is not { } found) return null;
        var table = CsvTable.Read(file.Span);
        var time = ServiceTime.Of(found);
        var desk = new ImportDesk(viewer, found, time, store, centres, maps.Current, time.LocalDate(clock.GetUtcNow()));
        for (var attempt = 1; ; attempt++)
        {
            var version = await centres.GetFactsVersion(centre, ct);
            var (sheet, items) = await Examine(desk, kind, table, ct);
            if (!save || !sheet.IsGood) return Report(kind, sheet, items, saved: false);
            if (await TrySave(centre, version, items, ct)) return Report(kind, sheet, items, saved: true);

            // Somebody changed people, patients or places meanwhile: what was compared is old.
            if (attempt == MostTries)
            {
                throw new InputException("import.busy", Language.Say(
                    "Andra ändrar just nu i vårdcentrumets uppgifter. Ingenting är sparat; försök igen.",
                    "Others are changing this centre's data just now. Nothing was saved; try again."));
            }
        }
    }

    private static async Task<(ImportSheet Sheet, IReadOnlyList<ImportedItem> Items)> Examine(ImportDesk desk, ImportKind kind, CsvTable table, CancellationToken ct)
    {
        var (columns, examine) = kind switch
        {
            ImportKind.Patients => (PatientImport.Columns, (Func<ImportDesk, ImportSheet, CancellationToken, Task<IReadOnlyList<ImportedItem>>>)PatientImport.Examine),
            ImportKind.Staff => (StaffImport.Columns, StaffImport.Examine),
            ImportKind.Shifts => (ShiftImport.Columns, ShiftImport.Examine),
            ImportKind.Series => (SeriesImport.Columns, SeriesImport.Examine),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
        var sheet = new ImportSheet(table, columns);
        return (sheet, await examine(desk, sheet, ct));
    }

    private Task<bool> TrySave(CareCentreId centre, int version, IReadOnlyList<ImportedItem> items, CancellationToken ct) => database.InTransaction(
        async connection =>
        {
            if (await ImportStore.LockFacts(connection, centre) != version) return false;
            var changed = items.Where(item => item.Row.State != RowState.Unchanged).ToList();
            foreach (var item in changed) await item.Save(connection);
            if (changed.Count > 0) await CentreStore.Touch(connection, centre);
            return true;
        },
        ct);

    private static ImportReport Report(ImportKind kind, ImportSheet sheet, IReadOnlyList<ImportedItem> items, bool saved)
    {
        var faults = sheet.Faults;
        var wrong = faults.Select(fault => fault.Line).ToHashSet();
        var rows = items.Select(item => item.Row).Where(row => !wrong.Contains(row.Line)).ToList();
        return new ImportReport(
            kind,
            saved,
            sheet.Rows.Count,
            rows.Count(row => row.State == RowState.New),
            rows.Count(row => row.State == RowState.Changed),
            rows.Count(row => row.State == RowState.Unchanged),
            [.. faults.Take(MostFaults)],
            Math.Max(0, faults.Count - MostFaults),
            sheet.Notices,
            [.. rows.OrderBy(row => row.State == RowState.Unchanged).ThenBy(row => row.Line).Take(SampleRows)]);
    }
}
