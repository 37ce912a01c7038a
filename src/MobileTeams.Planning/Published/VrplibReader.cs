using System.Globalization;
using MobileTeams.Measures;

namespace MobileTeams.Planning.Published;

/// <summary>Reads VRPLIB's text with coordinates, demands and, if there are any, time windows and service times.</summary>
internal static class VrplibReader
{
    public static Instance Read(string text, string file, Objective objective)
    {
        var lines = text.Split('\n');
        var (name, vehicles, capacity, service) = (Path.GetFileNameWithoutExtension(file), 0, 0, 0.0);
        var rows = new Dictionary<string, SortedDictionary<int, (double[] Numbers, string Where)>>();
        SortedDictionary<int, (double[] Numbers, string Where)>? section = null;
        for (var index = 0; index < lines.Length; index++)
        {
            var line = lines[index].Trim();
            var where = string.Create(CultureInfo.InvariantCulture, $"{file}: line {index + 1}");
            if (line.Length == 0) continue;
            if (line == "EOF") break;
            if (line.EndsWith("_SECTION", StringComparison.Ordinal))
            {
                rows[line] = section = [];
                continue;
            }

            var colon = line.IndexOf(':');
            if (colon > 0)
            {
                var (key, value) = (line[..colon].Trim(), line[(colon + 1)..].Trim());
                if (key == "NAME") name = value;
                else if (key == "VEHICLES") vehicles = (int)Number(value, where);
                else if (key == "CAPACITY") capacity = (int)Number(value, where);
                else if (key == "SERVICE_TIME") service = Number(value, where);
                continue;
            }

            if (section is null) throw new InputException("plan.field", $"'{line}' belongs to no section.", where);
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            var numbers = new double[words.Length];
            for (var word = 0; word < words.Length; word++) numbers[word] = Number(words[word], where);
            section[(int)numbers[0]] = (numbers, where);
        }

        if (!rows.TryGetValue("NODE_COORD_SECTION", out var coordinates) || coordinates.Count == 0) throw new InputException("plan.size", "There is no NODE_COORD_SECTION with a depot.", file);
        if (capacity <= 0) throw new InputException("plan.field", "CAPACITY is missing or not above nought.", file);
        var customers = new List<Customer>();
        foreach (var (node, (place, where)) in coordinates)
        {
            if (place.Length < 3) throw new InputException("plan.field", "A node has a number and two coordinates.", where);
            var window = Row("TIME_WINDOW_SECTION", node, 3, isNeeded: false);
            var duration = Row("SERVICE_TIME_SECTION", node, 2, isNeeded: false)?[1] ?? (customers.Count == 0 ? 0 : service);
            customers.Add(new Customer(
                node.ToString(CultureInfo.InvariantCulture), place[1], place[2], (int)Row("DEMAND_SECTION", node, 2, isNeeded: true)![1],
                window?[1] ?? 0, window?[2] ?? 1_000_000, duration, where));
        }

        return Customer.Build(Form.Vrplib, name, vehicles > 0 ? vehicles : Math.Max(1, customers.Count - 1), capacity, customers, objective);

        double[]? Row(string name, int node, int length, bool isNeeded)
        {
            if (!rows.TryGetValue(name, out var found)) return isNeeded ? throw new InputException("plan.field", $"{name} is missing.", file) : null;
            if (!found.TryGetValue(node, out var row)) throw new InputException("plan.field", $"{name} says nothing about node {node}.", file);
            return row.Numbers.Length >= length ? row.Numbers : throw new InputException("plan.field", $"A line of {name} has {length} numbers.", row.Where);
        }
    }

    private static double Number(string word, string where) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= 1_000_000_000
            ? number
            : throw new InputException("plan.field", $"'{word}' is not a number.", where);
}
