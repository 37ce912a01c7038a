namespace MobileTeams.Server.Import;

/// <summary>A file whose headings are understood: its rows by column, and everything that is wrong or worth knowing. One use, one thread.</summary>
internal sealed class ImportSheet
{
    private readonly Dictionary<Column, int> places = [];
    private readonly HashSet<ImportFault> faults = [];
    private readonly List<ImportNotice> notices = [];

    public ImportSheet(CsvTable table, IReadOnlyList<Column> columns)
    {
        Columns = columns;
        var unknown = new List<string>();
        for (var place = 0; place < table.Headings.Cells.Count; place++)
        {
            var heading = Cells.Clean(table.Headings.Cells[place]);
            if (columns.FirstOrDefault(column => column.IsNamed(heading)) is not { } column)
            {
                if (heading.Length > 0) unknown.Add(heading);
            }
            else if (!places.TryAdd(column, place))
            {
                Add(
                    table.Headings.Number,
                    column,
                    "import.column-twice",
                    "Rubriken finns två gånger. Ta bort den ena kolumnen.",
                    "The heading stands twice. Remove one of the columns.");
            }
        }

        foreach (var missing in columns.Where(column => column.IsRequired && !places.ContainsKey(column)))
            Add(
                table.Headings.Number,
                missing,
                "import.column-missing",
                $"Kolumnen {missing.Name} saknas.",
                $"The column {missing.Name} ({missing.English}) is missing.");
        if (unknown.Count > 0)
        {
            var names = string.Join(", ", unknown.Select(name => $"”{name}”"));
            Notice(
                "import.columns-unknown",
                $"Kolumner som inte känns igen hoppas över: {names}.",
                $"Columns that are not known are left out: {names}.");
        }

        Rows = HasAllColumns ? [.. table.Lines.Select(line => new ImportRow(this, line))] : [];
        foreach (var line in table.Lines.Where(line => line.Cells.Skip(table.Headings.Cells.Count).Any(cell => !string.IsNullOrWhiteSpace(cell))))
        {
            Add(
                line.Number,
                null,
                "import.row-long",
                $"Raden har {line.Cells.Count} celler men rubrikraden {table.Headings.Cells.Count}. En text med skiljetecken i måste stå inom citattecken.",
                $"The line has {line.Cells.Count} cells but the headings are {table.Headings.Cells.Count}. A text with a separator in it has to stand in quotation marks.");
        }
    }

    public IReadOnlyList<Column> Columns { get; }

    /// <summary>The rows; none when a required column is missing.</summary>
    public IReadOnlyList<ImportRow> Rows { get; }

    /// <summary>In the order of lines.</summary>
    public IReadOnlyList<ImportFault> Faults => [.. faults.OrderBy(fault => fault.Line)];

    public IReadOnlyList<ImportNotice> Notices => notices;

    public bool IsGood => faults.Count == 0;

    private bool HasAllColumns => Columns.All(column => !column.IsRequired || places.ContainsKey(column));

    public bool Has(Column column) => places.ContainsKey(column);

    public string Cell(CsvLine line, Column column) => places.TryGetValue(column, out var place) && place < line.Cells.Count ? Cells.Clean(line.Cells[place]) : "";

    /// <summary>Says that something is wrong; saying it again changes nothing.</summary>
    public void Add(int line, Column? column, string code, string swedish, string english) =>
        _ = faults.Add(new ImportFault(line, column?.Name, code, Language.Say(swedish, english)));

    public void Notice(string code, string swedish, string english) => notices.Add(new ImportNotice(code, Language.Say(swedish, english)));

    /// <summary>The rows by a key, each key once; a key that comes again is wrong.</summary>
    public void RefuseTwice<TKey>(IEnumerable<(ImportRow Row, TKey Key)> keyed, Column column)
        where TKey : notnull
    {
        var first = new Dictionary<TKey, int>();
        foreach (var (row, key) in keyed)
        {
            if (!first.TryAdd(key, row.Line))
                row.Wrong(
                    column,
                    "import.row-twice",
                    $"Samma sak står redan på rad {first[key]}.",
                    $"The same thing stands on line {first[key]} already.");
        }
    }
}
