using System.Globalization;
using System.Text.Json;
using MobileTeams.Measures;

namespace MobileTeams.Planning.Published;

/// <summary>Reads the two home-care forms.</summary>
internal sealed class HomeCareReader(string text, string file, Form form)
{
    private const double Day = 1440;

    private readonly Dictionary<string, int> services = [];
    private readonly Dictionary<string, int> terminals = [];
    private readonly Dictionary<string, int> carers = [];
    private double[] durations = [];
    private int scale = 1;

    public Instance Read(string fileName)
    {
        using var document = Parse();
        var root = JsonPlace.Root(document, file);
        var matrix = Matrix(root.Get("distances"));
        scale = ScaleFor(root, matrix);
        ReadServices(root.Get("services"));
        ReadTerminals(root.Get(form == Form.Hhcrsp ? "central_offices" : "terminal_points"), matrix.Length);
        var people = ReadCarers(root.Get("caregivers"));
        var patients = ReadPatients(root.Get("patients"), matrix.Length);
        var travel = new int[matrix.Length * matrix.Length];
        for (var from = 0; from < matrix.Length; from++)
            for (var to = 0; to < matrix.Length; to++) travel[(from * matrix.Length) + to] = Up(matrix[from][to]);
        var metadata = form == Form.Uhhc ? root.Get("metadata") : (JsonPlace?)null;
        var instance = new Instance(form, metadata?.Find("name")?.Text() ?? fileName)
        {
            Scale = scale,
            Places = matrix.Length,
            Travel = travel,
            Carers = people,
            Patients = patients,
            Services = [.. services.Keys],
            Weights = metadata is { } data ? Weigh(data.Get("cost_components")) : new Weights { Travel = new(1, false), Tardiness = new(1, false), HighestTardiness = new(1, false) },
            Divisor = form == Form.Hhcrsp ? 3 : 1,
            Break = root.Find("lunch_breaks") is { } rest ? new BreakRule(Up(rest.Get("start").Number()), Down(rest.Get("end").Number()), Up(rest.Get("min_duration").NotNegative())) : null,
            MeetsAtEnd = metadata?.Find("time_window_met")?.Text() == "at_service_end",
            LeavesAtShiftStart = metadata?.Find("origin")?.Text() is "bazirha" or "bazirha-caie",
        };
        Servable.Check(instance);
        return instance;
    }

    private JsonDocument Parse()
    {
        try
        {
            return JsonDocument.Parse(text.TrimStart('\uFEFF'));
        }
        catch (JsonException broken)
        {
            throw new InputException(
                "plan.form", "The file is not whole JSON: it breaks off or has a stray character here.",
                string.Create(CultureInfo.InvariantCulture, $"{file}: line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}"), broken);
        }
    }

    private static double[][] Matrix(JsonPlace rows)
    {
        var matrix = new double[rows.Count][];
        for (var from = 0; from < matrix.Length; from++)
        {
            var row = rows[from];
            if (row.Count != matrix.Length)
                throw new InputException("plan.matrix", $"The matrix has {matrix.Length} rows, but this one has {row.Count} numbers; it must be square.", row.Where);
            matrix[from] = new double[matrix.Length];
            for (var to = 0; to < matrix.Length; to++) matrix[from][to] = row[to].NotNegative();
        }

        return matrix;
    }

    private static int ScaleFor(JsonPlace root, double[][] matrix)
    {
        var scale = 1;
        foreach (var row in matrix)
            foreach (var value in row) scale = Math.Max(scale, Decimals(value));
        var patients = root.Get("patients");
        for (var index = 0; index < patients.Count; index++)
        {
            if (patients[index].Find("time_window") is { } window)
                for (var side = 0; side < window.Count; side++) scale = Math.Max(scale, Decimals(window[side].Number()));
        }

        return scale;
    }

    private static int Decimals(double value)
    {
        foreach (var scale in new[] { 1, 10, 100, 1000 })
            if (Math.Abs((value * scale) - Math.Round(value * scale)) < 1e-6 * scale) return scale;
        return 10_000;
    }

    /// <summary>Dust is brushed off; what lies between whole numbers goes up.</summary>
    private int Up(double value) => Whole(value, Math.Ceiling(value * scale));

    private int Down(double value) => Whole(value, Math.Floor(value * scale));

    private int Whole(double value, double otherwise)
    {
        var nearest = Math.Round(value * scale);
        var whole = Math.Abs((value * scale) - nearest) < 1e-6 * scale ? nearest : otherwise;
        return Math.Abs(whole) <= 100_000_000 ? (int)whole : throw new InputException(
            "plan.field", string.Create(CultureInfo.InvariantCulture, $"{value} is too large for a time or distance; at most {100_000_000 / scale} can be planned with."), file);
    }

    private void ReadServices(JsonPlace list)
    {
        durations = new double[list.Count];
        for (var index = 0; index < durations.Length; index++)
        {
            Add(services, list[index].Get("id"));
            durations[index] = list[index].Find("default_duration")?.NotNegative() ?? double.NaN;
        }
    }

    private void ReadTerminals(JsonPlace list, int size)
    {
        for (var index = 0; index < list.Count; index++)
        {
            var id = list[index].Get("id").Text();
            _ = terminals.TryAdd(id, form == Form.Hhcrsp ? index : PlaceIndex(list[index].Get("distance_matrix_index"), size));
        }

        if (list.Count == 0) throw new InputException("plan.field", "There is no place to set out from.", list.Where);
    }

    private static int PlaceIndex(JsonPlace place, int size)
    {
        var number = place.Number();
        return number >= 0 && number < size && number == Math.Floor(number) ? (int)number : throw new InputException(
            "plan.matrix", string.Create(CultureInfo.InvariantCulture, $"The matrix has the places 0 to {size - 1}; {number} is none of them."), place.Where);
    }

    private Carer[] ReadCarers(JsonPlace list)
    {
        for (var index = 0; index < list.Count; index++) Add(carers, list[index].Get("id"));
        var people = new Carer[list.Count];
        for (var index = 0; index < people.Length; index++)
        {
            var one = list[index];
            var abilities = new bool[services.Count];
            var named = one.Get("abilities");
            for (var ability = 0; ability < named.Count; ability++) abilities[Known(services, named[ability], "service")] = true;
            var (from, to) = form == Form.Hhcrsp ? (0, 0) : (Known(terminals, one.Get("departing_point"), "terminal point"), Known(terminals, one.Find("arrival_point") ?? one.Get("departing_point"), "terminal point"));
            var (start, end) = (0, int.MaxValue / 4);
            if (form == Form.Uhhc && one.Find("working_shift") is { } shift)
            {
                (start, end) = (Up(shift.Get("start").Number()), Down(shift.Get("end").Number()));
                if (end < start) throw new InputException("plan.shift", $"The shift ends at {end / scale}, before it starts at {start / scale}.", shift.Where);
                if (end - start > Day * scale) throw new InputException("plan.shift", $"The shift is {(end - start) / scale} minutes long; more than a day and a night cannot be.", shift.Where);
            }

            people[index] = new Carer(one.Get("id").Text(), from, to, start, end) { Abilities = abilities, OwesBreak = form == Form.Uhhc && (one.Find("lunch_break")?.Truth() ?? false) };
        }

        return people;
    }

    private Patient[] ReadPatients(JsonPlace list, int size)
    {
        var ids = new Dictionary<string, int>();
        var patients = new Patient[list.Count];
        if (form == Form.Hhcrsp && size != terminals.Count + list.Count)
            throw new InputException("plan.matrix", $"The matrix has {size} places; {terminals.Count} to set out from and {list.Count} patients make {terminals.Count + list.Count}.", list.Where);
        for (var index = 0; index < patients.Length; index++)
        {
            var one = list[index];
            Add(ids, one.Get("id"));
            var place = form == Form.Hhcrsp ? terminals.Count + index : PlaceIndex(one.Get("distance_matrix_index"), size);
            patients[index] = Pair(one, new Patient(one.Get("id").Text(), place, Cares(one), Windows(one))
            {
                Preferred = one.Find("preferred_caregivers") is { } preferred ? People(preferred) : null,
                Incompatible = one.Find("incompatible_caregivers") is { } incompatible ? People(incompatible) : [],
                IsOptional = form == Form.Uhhc && (one.Find("optional")?.Truth() ?? false),
            });
        }

        return patients;
    }

    private int[] People(JsonPlace list)
    {
        var people = new int[list.Count];
        for (var index = 0; index < people.Length; index++) people[index] = Known(carers, list[index], "caregiver");
        return people;
    }

    private Care[] Cares(JsonPlace patient)
    {
        var list = patient.Get(form == Form.Hhcrsp ? "required_caregivers" : "required_services");
        if (list.Count is < 1 or > 2) throw new InputException("plan.field", $"A patient takes one or two services, not {list.Count}.", list.Where);
        var cares = new Care[list.Count];
        for (var index = 0; index < cares.Length; index++)
        {
            var service = Known(services, list[index].Get("service"), "service");
            var duration = list[index].Find("duration")?.NotNegative() ?? durations[service];
            if (double.IsNaN(duration)) throw new InputException("plan.field", "Neither the patient nor the service says how long it takes.", list[index].Where);
            cares[index] = new Care(service, Up(duration));
        }

        return cares;
    }

    private Window[] Windows(JsonPlace patient)
    {
        var single = form == Form.Hhcrsp ? patient.Get("time_window") : (JsonPlace?)null;
        var list = single ?? patient.Get("time_windows");
        var windows = new Window[single is null ? list.Count : 1];
        if (windows.Length == 0) throw new InputException("plan.window", "The patient has no window.", list.Where);
        for (var index = 0; index < windows.Length; index++)
        {
            var one = single ?? list[index];
            var (opens, closes) = one.IsList ? (one[0], one[1]) : (one.Get("start"), one.Get("end"));
            windows[index] = new Window(Up(opens.Number()), Down(closes.Number()));
            if (windows[index].Closes < windows[index].Opens)
                throw new InputException("plan.window", string.Create(CultureInfo.InvariantCulture, $"The window closes at {closes.Number()}, before it opens at {opens.Number()}."), one.Where);
        }

        Array.Sort(windows, (a, b) => a.Opens.CompareTo(b.Opens));
        return windows;
    }

    private Patient Pair(JsonPlace one, Patient patient)
    {
        if (patient.Cares.Length == 1 || one.Find("synchronization") is not { } tie) return patient;
        switch (tie.Get("type").Text())
        {
            case "independent":
                return patient;
            case "simultaneous":
                return patient with { Pairing = Pairing.Gap };
            case "sequential":
                var gap = tie.Get("distance");
                var (least, most) = gap.IsNumber ? (gap, gap) : gap.IsList ? (gap[0], gap[1]) : (gap.Get("min"), gap.Get("max"));
                var (from, to) = (Up(least.Number()), Down(most.Number()));
                if (to < from) throw new InputException("plan.window", $"The second service is to start at least {from / scale} and at most {to / scale} after the first: that cannot be.", gap.Where);
                return patient with { Pairing = Pairing.Gap, Least = from, Most = to };
            case var other:
                throw new InputException("plan.field", $"'{other}' is no way for two services to hang together; write simultaneous, sequential or independent.", tie.Where);
        }
    }

    private static Weights Weigh(JsonPlace parts)
    {
        return new Weights
        {
            Travel = Part("travel_time", Weight.None),
            Tardiness = Part("total_tardiness", Weight.None),
            HighestTardiness = Part("highest_tardiness", Weight.None),
            Waiting = Part("total_waiting_time", Weight.None),
            LongestWaiting = Part("max_waiting_time", Weight.None),
            Extra = Part("total_extra_time", Weight.None),
            Idle = Part("max_idle_time", Weight.None),
            Preference = Part("caregiver_preferences", Weight.Hard),
            Qualification = Part("qualification", Weight.Hard),
            Incompatible = Part("incompabilities", Weight.Hard),
            Optional = Part("optional_patients", Weight.Hard),
            MissedBreak = Part("missed_lunch_break", Weight.Hard),
            Working = Part("working_time", Weight.None),
            Balance = Part("workload_balance", Weight.None),
        };

        Weight Part(string name, Weight missing) => parts.Find(name) switch
        {
            null => missing,
            { IsText: true } word => word.Text() == "HARD" ? Weight.Hard : throw new InputException("plan.field", "A weight is a number or HARD.", word.Where),
            { } number => new Weight(number.NotNegative(), false),
        };
    }

    private static void Add(Dictionary<string, int> known, JsonPlace id)
    {
        if (!known.TryAdd(id.Text(), known.Count)) throw new InputException("plan.field", $"'{id.Text()}' stands twice.", id.Where);
    }

    private static int Known(Dictionary<string, int> known, JsonPlace id, string what) =>
        known.TryGetValue(id.Text(), out var index) ? index : throw new InputException("plan.field", $"There is no {what} '{id.Text()}'.", id.Where);
}
