using System.Globalization;
using MobileTeams.Measures;
using MobileTeams.Roads.Space;

namespace MobileTeams.Roads.Addresses;

/// <summary>Reads an address register as CSV: a heading, then one house a line. Apart by semicolons, commas or tabs; places in degrees or in SWEREF 99 TM.</summary>
internal static class AddressCsv
{
    private static readonly string[] Street = ["street", "addr:street", "gata", "gatunamn", "adressområde", "adressomrade"];
    private static readonly string[] Number = ["number", "addr:housenumber", "housenumber", "nummer", "gatunummer", "adressplats", "adressplatsnummer"];
    private static readonly string[] City = ["city", "addr:city", "ort", "postort"];
    private static readonly string[] Lon = ["lon", "longitude", "longitud"];
    private static readonly string[] Lat = ["lat", "latitude", "latitud"];
    private static readonly string[] North = ["n", "north", "northing", "norr", "nord", "nordkoordinat", "sweref99tm_n"];
    private static readonly string[] East = ["e", "east", "easting", "ost", "öst", "östkoordinat", "ostkoordinat", "sweref99tm_e"];

    /// <summary>Calls back for every house; a line without street or number is passed over, as registers hold such.</summary>
    /// <exception cref="InputException"><c>map.addresses-unreadable</c> or <c>map.addresses-wrong</c>, with the line.</exception>
    public static void Read(string path, Action<string, string, string?, GeoPoint> onHouse)
    {
        try
        {
            using var reader = new StreamReader(path);
            Read(reader, Path.GetFileName(path), onHouse);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException("map.addresses-unreadable", $"The address register cannot be read: {e.Message}", path, e);
        }
    }

    private static void Read(StreamReader reader, string name, Action<string, string, string?, GeoPoint> onHouse)
    {
        var heading = reader.ReadLine() ?? "";
        var separator = heading.Contains(';', StringComparison.Ordinal) ? ';' : heading.Contains('\t', StringComparison.Ordinal) ? '\t' : ',';
        var columns = Cells(heading, separator).ConvertAll(cell => cell.Trim().ToLowerInvariant());
        var (street, number, city) = (Find(columns, Street), Find(columns, Number), Find(columns, City));
        var isGrid = Find(columns, Lon) < 0;
        var (x, y) = isGrid ? (Find(columns, East), Find(columns, North)) : (Find(columns, Lon), Find(columns, Lat));
        if (street < 0 || number < 0 || x < 0 || y < 0)
            throw new InputException("map.addresses-wrong", "The address register's first line must name the columns street, number, lon and lat (or gata, nummer, n and e in SWEREF 99 TM); city is read where it is there.", $"{name}, line 1");
        for (var line = 2; reader.ReadLine() is { } text; line++)
        {
            if (text.Length == 0) continue;
            var cells = Cells(text, separator);
            var (where, most) = ($"{name}, line {line}", Math.Max(Math.Max(street, number), Math.Max(x, y)));
            if (cells.Count <= most) throw new InputException("map.addresses-wrong", $"The line has {cells.Count} columns; the first line names {columns.Count}.", where);
            var (itsStreet, itsNumber) = (cells[street].Trim(), cells[number].Trim());
            if (itsStreet.Length == 0 || itsNumber.Length == 0) continue;
            onHouse(itsStreet, itsNumber, city >= 0 && city < cells.Count && cells[city].Trim() is { Length: > 0 } itsCity ? itsCity : null, Place(cells[x], cells[y], isGrid, where));
        }
    }

    private static GeoPoint Place(string x, string y, bool isGrid, string where)
    {
        if (!Amount(x, out var east) || !Amount(y, out var north)) throw new InputException("map.addresses-wrong", $"'{x}' and '{y}' are not coordinates.", where);
        if (isGrid)
        {
            return Sweref99.Holds(north, east)
                ? Sweref99.Place(north, east)
                : throw new InputException("map.addresses-wrong", $"North {y} and east {x} are not in SWEREF 99 TM; were they swapped?", where);
        }

        return GeoPoint.IsLongitude(east) && GeoPoint.IsLatitude(north)
            ? GeoPoint.FromLonLat(lon: east, lat: north)
            : throw new InputException("map.addresses-wrong", $"Longitude {x} and latitude {y} are not degrees.", where);
    }

    private static bool Amount(string text, out double amount) =>
        double.TryParse(text.Trim().Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out amount);

    private static int Find(List<string> columns, string[] names)
    {
        foreach (var name in names)
            if (columns.IndexOf(name) is >= 0 and var at) return at;
        return -1;
    }

    /// <summary>The cells of a line; quotes may hold separators, and two quotes within quotes mean one.</summary>
    private static List<string> Cells(string line, char separator)
    {
        var (cells, cell, isQuoted) = (new List<string>(), new System.Text.StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && isQuoted && i + 1 < line.Length && line[i + 1] == '"') cell.Append(line[++i]);
            else if (line[i] == '"') isQuoted = !isQuoted;
            else if (line[i] == separator && !isQuoted) Close();
            else cell.Append(line[i]);
        }

        Close();
        return cells;

        void Close()
        {
            cells.Add(cell.ToString());
            cell.Clear();
        }
    }
}
