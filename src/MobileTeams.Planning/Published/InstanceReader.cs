using MobileTeams.Measures;

namespace MobileTeams.Planning.Published;

/// <summary>Reads instances in the published forms.</summary>
public static class InstanceReader
{
    /// <summary>Reads <paramref name="text"/>, the contents of <paramref name="file"/>; tells the form from the contents unless it is given.</summary>
    /// <exception cref="InputException"><c>plan.form</c>, <c>plan.field</c>, <c>plan.window</c>, <c>plan.matrix</c>, <c>plan.shift</c>, <c>plan.size</c>: what is wrong and
    /// where in the file.</exception>
    public static Instance Read(string text, string file, Form? form = null, Objective objective = Objective.Distance)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        form ??= Tell(text) ?? throw new InputException(
            "plan.form", "The file is in none of the forms hhcrsp, uhhc, solomon, vrplib; check that it is complete, or name its form with --format.", file);
        return form switch
        {
            Form.Hhcrsp or Form.Uhhc => new HomeCareReader(text, file, form.Value).Read(name),
            Form.Solomon => SolomonReader.Read(text, file, objective),
            _ => VrplibReader.Read(text, file, objective),
        };
    }

    private static Form? Tell(string text)
    {
        var start = text.AsSpan().TrimStart("\uFEFF \t\r\n");
        if (start.StartsWith("{")) return text.Contains("\"metadata\"", StringComparison.Ordinal) ? Form.Uhhc : text.Contains("\"central_offices\"", StringComparison.Ordinal) ? Form.Hhcrsp : null;
        if (text.Contains("NODE_COORD_SECTION", StringComparison.Ordinal) || text.Contains("DIMENSION", StringComparison.Ordinal)) return Form.Vrplib;
        return text.Contains("VEHICLE", StringComparison.OrdinalIgnoreCase) && text.Contains("CUST", StringComparison.OrdinalIgnoreCase) ? Form.Solomon : null;
    }
}
