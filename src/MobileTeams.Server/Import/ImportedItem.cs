using System.Text.Json;
using System.Text.Json.Nodes;
using MobileTeams.Server.Data;
using Npgsql;

namespace MobileTeams.Server.Import;

/// <summary>A record that a file asks for, beside what is there now, and how it is saved.</summary>
internal sealed class ImportedItem(ImportedRow row, Func<NpgsqlConnection, Task> save)
{
    public ImportedRow Row { get; } = row;

    public Task Save(NpgsqlConnection connection) => save(connection);

    public static ImportedItem Of<T>(int line, string what, string detail, T? before, T after, IReadOnlyList<Column> columns, Func<NpgsqlConnection, Task> save)
        where T : class
    {
        var changed = before is null ? [] : Differences(before, after).Select(field => columns.FirstOrDefault(column => column.Field == field)?.Name ?? field).ToList();
        return new ImportedItem(new ImportedRow(line, before is null ? RowState.New : changed.Count == 0 ? RowState.Unchanged : RowState.Changed, what, detail, changed), save);
    }

    // Records with lists in them are compared as they would be written.
    private static IEnumerable<string> Differences<T>(T before, T after)
    {
        var (old, now) = (JsonSerializer.SerializeToNode(before, Documents.Options)!.AsObject(), JsonSerializer.SerializeToNode(after, Documents.Options)!.AsObject());
        return old.Select(one => one.Key).Union(now.Select(one => one.Key)).Where(field => !JsonNode.DeepEquals(old[field], now[field]));
    }
}
