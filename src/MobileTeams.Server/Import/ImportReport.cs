namespace MobileTeams.Server.Import;

/// <summary>What a file holds: who is visited, who works, when, and what is done again and again.</summary>
public enum ImportKind
{
    Patients,
    Staff,
    Shifts,
    Series,
}

/// <summary>What saving a row does, or would do.</summary>
public enum RowState
{
    New,
    Changed,
    Unchanged,
}

/// <summary>What is wrong with a line of a file, and what to do. The codes are listed in <c>docs/import.md</c>.</summary>
/// <param name="Line">Counted from 1 in the file, the headings included.</param>
/// <param name="Column">The heading; null when it is the line as a whole.</param>
public sealed record ImportFault(int Line, string? Column, string Code, string Message);

/// <summary>Something worth knowing that does not stop the import.</summary>
public sealed record ImportNotice(string Code, string Message);

/// <summary>One row as it was understood.</summary>
/// <param name="Changed">The headings whose values differ from what is there.</param>
public sealed record ImportedRow(int Line, RowState State, string What, string Detail, IReadOnlyList<string> Changed);

/// <summary>What a file would do, or did. Nothing is saved when there is any error.</summary>
/// <param name="New">Like the two after it, of the rows without an error.</param>
/// <param name="ErrorsLeftOut">How many more errors there are than are listed.</param>
/// <param name="Sample">The first rows that are new or changed; the first rows where none is.</param>
public sealed record ImportReport(
    ImportKind Kind,
    bool Saved,
    int Rows,
    int New,
    int Changed,
    int Unchanged,
    IReadOnlyList<ImportFault> Errors,
    int ErrorsLeftOut,
    IReadOnlyList<ImportNotice> Notices,
    IReadOnlyList<ImportedRow> Sample);
