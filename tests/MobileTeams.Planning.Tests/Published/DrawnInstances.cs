using System.Globalization;
using System.Text;
using MobileTeams.Planning.Published;

namespace MobileTeams.Planning.Tests.Published;

/// <summary>Small instances in the published forms, drawn at random.</summary>
internal static class DrawnInstances
{
    /// <summary>Mankowska's form: half of the patients take two services, at once or one after the other.</summary>
    public static string Hhcrsp(ulong seed, int patients, int carers)
    {
        var dice = new Dice(seed);
        var text = new StringBuilder("{\"services\":[{\"id\":\"s1\",\"default_duration\":20},{\"id\":\"s2\",\"default_duration\":20}],\"central_offices\":[{\"id\":\"d\"}],");
        text.Append("\"caregivers\":[").AppendJoin(',', Enumerable.Range(1, carers).Select(carer => $$"""{"id":"c{{carer}}","abilities":[{{(carer == 1 ? "\"s1\"" : "\"s1\",\"s2\"")}}]}"""));
        text.Append("],\"patients\":[");
        for (var patient = 1; patient <= patients; patient++)
        {
            var opens = dice.Below(200);
            var two = patient % 2 == 0;
            var tie = dice.OneIn(2) ? "{\"type\":\"simultaneous\"}" : FormattableString.Invariant($"{{\"type\":\"sequential\",\"distance\":[{10 + dice.Below(10)},{30 + dice.Below(20)}]}}");
            text.Append(patient > 1 ? "," : "").Append(CultureInfo.InvariantCulture, $"{{\"id\":\"p{patient}\",\"time_window\":[{opens},{opens + 60}],\"required_caregivers\":[{{\"service\":\"s1\",\"duration\":{10 + dice.Below(20)}}}");
            text.Append(two ? ",{\"service\":\"s2\",\"duration\":15}],\"synchronization\":" + tie + "}" : "]}");
        }

        return text.Append("],\"distances\":").Append(Matrix(dice, patients + 1)).Append('}').ToString();
    }

    /// <summary>The unified form with everything soft: two windows, breaks, preferences, optional patients, two places to set out from.</summary>
    public static string Uhhc(ulong seed, int patients, int carers, bool isMetAtEnd)
    {
        var dice = new Dice(seed);
        var text = new StringBuilder("{\"metadata\":{\"time_window_met\":\"" + (isMetAtEnd ? "at_service_end" : "at_service_start") + "\",\"origin\":\"generated\",\"cost_components\":{");
        text.Append(CultureInfo.InvariantCulture, $"\"travel_time\":{1 + dice.Below(9)},\"total_tardiness\":{1 + dice.Below(9)},\"highest_tardiness\":{dice.Below(4)},\"total_waiting_time\":{1 + dice.Below(9)},\"total_extra_time\":{1 + dice.Below(9)},");
        text.Append(CultureInfo.InvariantCulture, $"\"max_idle_time\":{dice.Below(50)},\"caregiver_preferences\":{1 + dice.Below(19)},\"optional_patients\":{50 + dice.Below(150)},\"missed_lunch_break\":{50 + dice.Below(50)},\"workload_balance\":{dice.Below(3)}}}}},");
        text.Append("\"services\":[{\"id\":\"s1\",\"default_duration\":20},{\"id\":\"s2\",\"default_duration\":20}],\"terminal_points\":[{\"id\":\"d0\",\"distance_matrix_index\":0},{\"id\":\"d1\",\"distance_matrix_index\":1}],");
        text.Append("\"lunch_breaks\":{\"start\":150,\"end\":260,\"min_duration\":30},\"caregivers\":[");
        for (var carer = 1; carer <= carers; carer++)
        {
            var start = 30 * dice.Below(3);
            text.Append(carer > 1 ? "," : "").Append(CultureInfo.InvariantCulture, $"{{\"id\":\"c{carer}\",\"abilities\":[\"s1\"{(carer == 1 ? "" : ",\"s2\"")}],\"departing_point\":\"d{dice.Below(2)}\",\"arrival_point\":\"d{dice.Below(2)}\",");
            text.Append(CultureInfo.InvariantCulture, $"\"working_shift\":{{\"start\":{start},\"end\":{start + 400}}},\"lunch_break\":{(dice.OneIn(5) ? "false" : "true")}}}");
        }

        text.Append("],\"patients\":[");
        for (var patient = 1; patient <= patients; patient++)
        {
            var opens = dice.Below(200);
            var ties = new[] { "{\"type\":\"simultaneous\"}", "{\"type\":\"sequential\",\"distance\":{\"min\":10,\"max\":40}}", "{\"type\":\"independent\"}" };
            text.Append(patient > 1 ? "," : "").Append(CultureInfo.InvariantCulture, $"{{\"id\":\"p{patient}\",\"distance_matrix_index\":{patient + 1},\"optional\":{(dice.OneIn(4) ? "true" : "false")},\"time_windows\":[{{\"start\":{opens},\"end\":{opens + 70}}}");
            if (dice.OneIn(3)) text.Append(CultureInfo.InvariantCulture, $",{{\"start\":{opens + 120},\"end\":{opens + 190}}}");
            text.Append(']');
            if (dice.OneIn(2)) text.Append(CultureInfo.InvariantCulture, $",\"preferred_caregivers\":[\"c{1 + dice.Below(carers)}\"]");
            if (dice.OneIn(8)) text.Append(CultureInfo.InvariantCulture, $",\"incompatible_caregivers\":[\"c{1 + dice.Below(carers)}\"]");
            text.Append(CultureInfo.InvariantCulture, $",\"required_services\":[{{\"service\":\"s1\",\"duration\":{10 + dice.Below(20)}}}");
            text.Append(patient % 3 == 0 ? ",{\"service\":\"s2\",\"duration\":15}],\"synchronization\":" + ties[dice.Below(3)] + "}" : "]}");
        }

        return text.Append("],\"distances\":").Append(Matrix(dice, patients + 2)).Append('}').ToString();
    }

    /// <summary>Solomon's text.</summary>
    public static string Solomon(ulong seed, int customers, int vehicles)
    {
        var dice = new Dice(seed);
        var text = new StringBuilder(FormattableString.Invariant($"T{seed}\n\nVEHICLE\nNUMBER     CAPACITY\n  {vehicles}         40\n\nCUSTOMER\nCUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME\n\n    0   50   50   0   0   800   0\n"));
        for (var customer = 1; customer <= customers; customer++)
        {
            var ready = dice.Below(400);
            text.Append(CultureInfo.InvariantCulture, $"    {customer}   {dice.Below(100)}   {dice.Below(100)}   {1 + dice.Below(9)}   {ready}   {ready + 100 + dice.Below(200)}   10\n");
        }

        return text.ToString();
    }

    public static Instance Read(string text) => InstanceReader.Read(text, "drawn");

    private static string Matrix(Dice dice, int size)
    {
        // Places on a square, with a little that makes the ways there and back differ.
        var (x, y) = (Enumerable.Range(0, size).Select(_ => dice.Below(40)).ToArray(), Enumerable.Range(0, size).Select(_ => dice.Below(40)).ToArray());
        var rows = Enumerable.Range(0, size).Select(from => "[" + string.Join(',', Enumerable.Range(0, size).Select(to => from == to ? 0 : Math.Abs(x[from] - x[to]) + Math.Abs(y[from] - y[to]) + dice.Below(3))) + "]");
        return "[" + string.Join(',', rows) + "]";
    }
}
