using System.Globalization;

namespace MobileTeams.Planning.Published;

/// <summary>The cost of a solution and the rules it breaks, worked out from the instance alone: slow, obvious, and nothing in common with the search.</summary>
public sealed class Score
{
    private readonly Instance instance;
    private readonly List<string> broken = [];
    private readonly List<(string Name, double Value)> components = [];
    private readonly Dictionary<(int Patient, int Care), (int Carer, int Start)> done = [];
    private readonly double[] idle;
    private readonly double[] work;
    private double travel;
    private double tardiness;
    private double highest;
    private double waiting;
    private double longestWait;
    private double extra;
    private double fit;
    private int unqualified;
    private int incompatible;
    private int notPreferred;
    private int breaksHad;

    private Score(Instance instance)
    {
        this.instance = instance;
        (idle, work) = (new double[instance.Carers.Length], new double[instance.Carers.Length]);
        for (var carer = 0; carer < idle.Length; carer++) idle[carer] = HasShift(carer) ? instance.Carers[carer].ShiftEnd - instance.Carers[carer].ShiftStart : 0;
    }

    /// <summary>As the benchmark counts it.</summary>
    public double Cost { get; private set; }

    /// <summary>No rule is broken.</summary>
    public bool IsFeasible => broken.Count == 0;

    /// <summary>One sentence for each broken rule.</summary>
    public IReadOnlyList<string> Broken => broken;

    /// <summary>Each component in units of the file, before its weight.</summary>
    public IReadOnlyList<(string Name, double Value)> Components => components;

    internal static Score Of(Instance instance, IReadOnlyList<Round> rounds)
    {
        var score = new Score(instance);
        foreach (var round in rounds) score.Walk(round);
        score.Patients();
        score.Ties();
        score.Sum(rounds);
        return score;
    }

    private bool HasShift(int carer) => instance.Carers[carer].ShiftEnd < Layout.Unlimited;

    private void Walk(Round round)
    {
        var carer = instance.Carers[round.Carer];
        var (here, load, breaks) = (carer.From, 0, 0);
        var leaves = round.Stops[0].Start - Way(here, PlaceOf(round, 0));
        if (instance.LeavesAtShiftStart || instance.Form is Form.Solomon or Form.Vrplib) leaves = Math.Min(leaves, carer.ShiftStart);
        Rule(leaves >= carer.ShiftStart, $"Route {carer.Id} leaves before it may.");
        double waits = 0;
        var free = leaves;
        for (var index = 0; index < round.Stops.Count; index++)
        {
            var stop = round.Stops[index];
            var place = PlaceOf(round, index);
            var arrival = free + Way(here, place);
            Drive(round.Carer, here, place);
            Rule(stop.Start >= arrival, $"Route {carer.Id} is at stop {index + 1} too late to start it.");
            var gap = Math.Max(0, stop.Start - arrival);
            waits += gap;
            if (!(index == 1 && round.Stops[0].IsBreak && !stop.IsBreak)) (waiting, longestWait) = (waiting + gap, Math.Max(longestWait, gap));
            if (stop.IsBreak)
            {
                breaks++;
                Break(carer, stop);
            }
            else
            {
                Care(round.Carer, stop);
                load += instance.Patients[stop.Patient].Demand;
            }

            (here, free) = (place, stop.End);
        }

        Drive(round.Carer, here, carer.To);
        var back = free + Way(here, carer.To);
        Rule(load <= instance.Capacity, $"Route {carer.Id} carries {load}, more than {instance.Capacity}.");
        Rule(breaks <= 1 && (carer.OwesBreak || breaks == 0), $"Route {carer.Id} has a break too many.");
        breaksHad += carer.OwesBreak && breaks > 0 ? 1 : 0;
        if (!HasShift(round.Carer)) return;
        var over = Math.Max(0, back - carer.ShiftEnd);
        extra += over;
        Rule(over == 0 || !instance.Weights.Extra.IsHard, $"Route {carer.Id} is back after its end.");
        idle[round.Carer] = Math.Max(0, leaves - carer.ShiftStart) + waits + Math.Max(0, carer.ShiftEnd - back);
    }

    private int Way(int from, int to) => instance.TravelFrom(from, to);

    private void Drive(int carer, int from, int to)
    {
        travel += instance.ExactTravel is { } exact ? exact[(from * instance.Places) + to] * instance.Scale : Way(from, to);
        work[carer] += Way(from, to);
    }

    private int PlaceOf(Round round, int index) => round.Stops[index].Patient is >= 0 and var patient ? instance.Patients[patient].Place : instance.Carers[round.Carer].From;

    private void Break(Carer carer, Stop stop)
    {
        var rule = instance.Break;
        var isFine = rule is { } known && stop.Start >= known.Opens && (instance.MeetsAtEnd ? stop.End : stop.Start) <= known.Closes && stop.End - stop.Start >= known.Length;
        Rule(isFine, $"The break of {carer.Id} is outside its band or too short.");
    }

    private void Care(int carer, Stop stop)
    {
        var patient = instance.Patients[stop.Patient];
        var care = patient.Cares[stop.Service];
        work[carer] += stop.End - stop.Start;
        Rule(done.TryAdd((stop.Patient, stop.Service), (carer, stop.Start)), $"Patient {patient.Id} gets {instance.Services[care.Service]} twice.");
        Rule(stop.End - stop.Start == care.Duration, $"Patient {patient.Id}: {instance.Services[care.Service]} does not take as long as it should.");
        Rule(stop.Start >= patient.Windows[0].Opens, $"Patient {patient.Id} is visited before the window opens.");
        var window = patient.Windows[0];
        foreach (var one in patient.Windows)
            if (one.Opens <= stop.Start) window = one;
        var late = Math.Max(0, (instance.MeetsAtEnd ? stop.End : stop.Start) - window.Closes);
        Rule(late == 0 || !(instance.Weights.Tardiness.IsHard || instance.Weights.HighestTardiness.IsHard), $"Patient {patient.Id} is visited after the window closes.");
        (tardiness, highest) = (tardiness + late, Math.Max(highest, late));
        if (instance.Carers[carer].Abilities is { } abilities && !abilities[care.Service]) unqualified++;
        if (Array.IndexOf(patient.Incompatible, carer) >= 0) incompatible++;
        if (patient.Preferred is { } preferred && Array.IndexOf(preferred, carer) < 0) notPreferred++;
        if (Servable.Fit(instance, patient, care, carer) is { } cost) fit += cost;
        else Rule(false, $"Patient {patient.Id} must not get {instance.Services[care.Service]} from {instance.Carers[carer].Id}.");
    }

    private void Patients()
    {
        Unserved = 0;
        for (var patient = 0; patient < instance.Patients.Length; patient++)
        {
            var count = 0;
            for (var care = 0; care < instance.Patients[patient].Cares.Length; care++) count += done.ContainsKey((patient, care)) ? 1 : 0;
            if (count == instance.Patients[patient].Cares.Length) continue;
            Unserved++;
            Rule(count == 0, $"Patient {instance.Patients[patient].Id} gets only one of two services.");
            Rule(instance.Patients[patient].IsOptional && !instance.Weights.Optional.IsHard, $"Patient {instance.Patients[patient].Id} is left out.");
        }
    }

    /// <summary>Patients left out.</summary>
    public int Unserved { get; private set; }

    private void Ties()
    {
        for (var index = 0; index < instance.Patients.Length; index++)
        {
            var patient = instance.Patients[index];
            if (patient.Pairing != Pairing.Gap || !done.TryGetValue((index, 0), out var first) || !done.TryGetValue((index, 1), out var second)) continue;
            Rule(first.Carer != second.Carer, $"Patient {patient.Id}: one person does what takes two.");
            Rule(second.Start - first.Start >= patient.Least && second.Start - first.Start <= patient.Most, $"Patient {patient.Id}: the two services are too near or too far apart.");
        }
    }

    private void Sum(IReadOnlyList<Round> rounds)
    {
        var (weights, scale) = (instance.Weights, instance.Scale);
        var owed = 0;
        foreach (var carer in instance.Carers) owed += carer.OwesBreak ? 1 : 0;
        Rule(!weights.MissedBreak.IsHard || instance.Break is null || breaksHad == owed, $"{owed - breaksHad} have no break.");
        double works = 0, mostIdle = 0, imbalance = 0;
        foreach (var one in work) works += one / scale;
        foreach (var one in work) imbalance += Math.Ceiling(Math.Abs((one / scale) - (works / work.Length)) - 1e-9);
        foreach (var one in idle) mostIdle = Math.Max(mostIdle, one / scale);
        if (instance.Form is Form.Solomon or Form.Vrplib)
        {
            Add("distance", new Weight(1, false), travel / scale);
            Add("vehicles", Weight.None, rounds.Count);
            return;
        }

        var isUnified = instance.Form == Form.Uhhc;
        Add("travel_time", weights.Travel, travel / scale);
        Add("total_tardiness", weights.Tardiness, tardiness / scale);
        Add("highest_tardiness", weights.HighestTardiness, highest / scale);
        if (isUnified)
        {
            Add("total_waiting_time", weights.Waiting, waiting / scale);
            Add("max_waiting_time", weights.LongestWaiting, longestWait / scale);
            Add("total_extra_time", weights.Extra, extra / scale);
            Add("max_idle_time", weights.Idle, mostIdle);
            Add("caregiver_preferences", weights.Preference, notPreferred);
            Add("optional_patients", weights.Optional, Unserved);
            Add("missed_lunch_break", weights.MissedBreak, owed - breaksHad);
            Add("qualification", weights.Qualification, unqualified);
            Add("incompabilities", weights.Incompatible, incompatible);
            Add("working_time", weights.Working, works);
            Add("workload_balance", weights.Balance, imbalance);
        }

        Cost /= instance.Divisor;
    }

    private void Add(string name, Weight weight, double value)
    {
        if (value != 0 || weight.Value != 0) components.Add((name, value));
        Cost += weight.Value * value;
    }

    private void Rule(bool holds, string text)
    {
        if (!holds) broken.Add(text);
    }

    /// <summary><c>cost=… feasible=…</c> and every component.</summary>
    public override string ToString()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"cost={Round(Cost)} feasible={(IsFeasible ? "true" : "false")}");
        foreach (var (name, value) in components) text += string.Create(CultureInfo.InvariantCulture, $" {name}={Round(value)}");
        return text;
    }

    private static double Round(double value) => Math.Round(value, 6);
}
