using System.Globalization;
using MobileTeams.Measures;

namespace MobileTeams.Planning.Published;

/// <summary>Reads the text form of Solomon (1987, doi:10.1287/opre.35.2.254) and of Gehring and Homberger.</summary>
internal static class SolomonReader
{
    public static Instance Read(string text, string file, Objective objective)
    {
        var lines = text.Split('\n');
        var (vehicles, capacity) = (0, 0);
        var customers = new List<Customer>();
        for (var index = 0; index < lines.Length; index++)
        {
            var words = lines[index].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0 || !(char.IsAsciiDigit(words[0][0]) || words[0][0] == '-')) continue;
            var where = string.Create(CultureInfo.InvariantCulture, $"{file}: line {index + 1}");
            if (vehicles == 0 && words.Length == 2) (vehicles, capacity) = ((int)Number(words[0], where), (int)Number(words[1], where));
            else if (words.Length == 7) customers.Add(new Customer(words[0], Number(words[1], where), Number(words[2], where), (int)Number(words[3], where), Number(words[4], where), Number(words[5], where), Number(words[6], where), where));
            else if (vehicles > 0) throw new InputException("plan.field", $"A customer has seven numbers, not {words.Length}.", where);
        }

        if (vehicles <= 0 || capacity <= 0) throw new InputException("plan.field", "The number of vehicles and their capacity are missing under VEHICLE, or not above nought.", file);
        if (customers.Count == 0) throw new InputException("plan.size", "There is no depot under CUSTOMER.", file);
        return Customer.Build(Form.Solomon, lines[0].Trim() is { Length: > 0 } name ? name : Path.GetFileNameWithoutExtension(file), vehicles, capacity, customers, objective);
    }

    private static double Number(string word, string where) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= 1_000_000
            ? number
            : throw new InputException("plan.field", $"'{word}' is not a number between -1000000 and 1000000.", where);
}
