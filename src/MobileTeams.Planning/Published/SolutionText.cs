using System.Globalization;
using System.Text;
using System.Text.Json;

namespace MobileTeams.Planning.Published;

/// <summary>Writes solutions in the forms in which the benchmarks publish them.</summary>
public static class SolutionText
{
    /// <summary>JSON for home care; <c>Route #k: …</c> lines and <c>Cost …</c> for the text forms.</summary>
    public static string Write(Solution solution) => solution.Instance.Form is Form.Solomon or Form.Vrplib ? Lines(solution) : Json(solution);

    private static string Lines(Solution solution)
    {
        var text = new StringBuilder();
        for (var index = 0; index < solution.Rounds.Count; index++)
        {
            _ = text.Append(CultureInfo.InvariantCulture, $"Route #{index + 1}:");

            // Customers count from 1, the depot is 0.
            foreach (var stop in solution.Rounds[index].Stops) _ = text.Append(CultureInfo.InvariantCulture, $" {stop.Patient + 1}");
            _ = text.Append('\n');
        }

        return text.Append(CultureInfo.InvariantCulture, $"Cost {Math.Round(solution.Score.Cost, 6)}\n").ToString();
    }

    private static string Json(Solution solution)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteStartArray("routes");
            foreach (var round in solution.Rounds) Write(json, solution.Instance, round);
            json.WriteEndArray();
            if (solution.Instance.Form == Form.Uhhc)
            {
                json.WriteStartObject("cost");
                json.WriteNumber("objective", Math.Round(solution.Score.Cost, 6));
                json.WriteNumber("violations", solution.Score.Broken.Count);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, Instance instance, Round round)
    {
        json.WriteStartObject();
        json.WriteString("caregiver_id", instance.Carers[round.Carer].Id);
        json.WriteStartArray("locations");
        foreach (var stop in round.Stops)
        {
            json.WriteStartObject();
            if (stop.Patient < 0) json.WriteNull("patient");
            else json.WriteString("patient", instance.Patients[stop.Patient].Id);
            json.WriteString("service", stop.IsBreak ? "lunch_break" : instance.Services[instance.Patients[stop.Patient].Cares[stop.Service].Service]);
            json.WriteNumber(stop.IsBreak ? "start_time" : "arrival_time", stop.Start / (decimal)instance.Scale);
            json.WriteNumber(stop.IsBreak ? "end_time" : "departure_time", stop.End / (decimal)instance.Scale);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
