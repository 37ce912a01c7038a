namespace MobileTeams.Planning.Published;

/// <summary>An instance laid out for the search: arrays by <i>node</i>. First the services, then one break for each route that owes one, then the routes' starts, then
/// their ends.</summary>
/// <remarks>Immutable; thread-safe. Costs are whole numbers: units of the file × <see cref="Instance.Scale"/> × <see cref="Grain"/>.</remarks>
internal sealed class Layout
{
    /// <summary>More than any sum of what may be paid for.</summary>
    public const long Mandatory = 1L << 44;

    /// <summary>What may not be.</summary>
    public const long Never = long.MaxValue / 4;

    public const int Unlimited = int.MaxValue / 4;

    public Layout(Instance instance)
    {
        Instance = instance;
        Routes = instance.Carers.Length;
        Grain = GrainOf(instance.Weights);
        foreach (var patient in instance.Patients) Services += patient.Cares.Length;
        Jobs = Services;
        if (instance.Break is not null)
            foreach (var carer in instance.Carers) Jobs += carer.OwesBreak ? 1 : 0;
        Nodes = Jobs + (2 * Routes);
        (Place, Duration, Opens, Due, Deadline, Partner, Gap, Mate, Demand) =
            (new int[Nodes], new int[Nodes], new int[Nodes], new int[Nodes], new int[Nodes], new int[Nodes], new int[Nodes], new int[Nodes], new int[Nodes]);
        (PatientOf, LateWeight, IsCounted, Windows) = (new int[Nodes], new long[Nodes], new bool[Nodes], new Window[]?[Nodes]);
        (FitCost, RoutesFor) = (new long[(long)Services * Routes], new int[Jobs][]);
        (BreakOf, LeaveOut) = (new int[Routes], new long[instance.Patients.Length]);
        FirstNode = new int[instance.Patients.Length];
        Array.Fill(Partner, -1);
        Array.Fill(Mate, -1);
        Array.Fill(BreakOf, -1);
        Array.Fill(PatientOf, -1);
        var weights = instance.Weights;
        (TravelWeight, HighestWeight, WaitWeight, LongestWaitWeight) = (Grains(weights.Travel), Grains(weights.HighestTardiness), Grains(weights.Waiting), Grains(weights.LongestWaiting));
        (IdleWeight, BalanceWeight, MissedBreakCost) = (Grains(weights.Idle), Grains(weights.Balance) * instance.Scale, Count(weights.MissedBreak));
        TravelWeight += Grains(weights.Working);
        VehicleCost = Count(weights.Vehicle);
        IsRich = WaitWeight > 0 || LongestWaitWeight > 0 || IdleWeight > 0 || BalanceWeight > 0;
        IsHard = weights.Tardiness.IsHard || weights.HighestTardiness.IsHard;
        LayServices(weights);
        LayBreaks();
        LayRoutes(weights);
        Deadlines();
        Kinds = KindsOfRoutes();
        IsPlain = IsHard && !IsRich && Jobs == Services && Array.TrueForAll(Windows, windows => windows is null) && Array.TrueForAll(Partner, partner => partner < 0);
        LeastLateWeight = Services > 0 ? LateWeight[0] : 0;
        if (Routes > 0 && LateWeight[EndOf(0)] > 0) LeastLateWeight = Math.Min(LeastLateWeight, LateWeight[EndOf(0)]);
        TravelTo = new int[instance.Travel.Length];
        for (var from = 0; from < instance.Places; from++)
            for (var to = 0; to < instance.Places; to++) TravelTo[(to * instance.Places) + from] = instance.Travel[(from * instance.Places) + to];
    }

    public Instance Instance { get; }

    public int Routes { get; }

    /// <summary>Nodes 0 to Services − 1 are services of patients.</summary>
    public int Services { get; }

    /// <summary>Services and breaks.</summary>
    public int Jobs { get; }

    public int Nodes { get; }

    /// <summary>Costs are multiplied by it so that weights with decimals are whole.</summary>
    public int Grain { get; }

    public int[] Place { get; }

    public int[] Duration { get; }

    /// <summary>The first second at which the node may start.</summary>
    public int[] Opens { get; }

    /// <summary>Starting later costs <see cref="LateWeight"/> for each unit.</summary>
    public int[] Due { get; }

    /// <summary>Starting later may not be.</summary>
    public int[] Deadline { get; }

    public long[] LateWeight { get; }

    /// <summary>Whether its lateness counts for the highest.</summary>
    public bool[] IsCounted { get; }

    /// <summary>Two windows and more; null: only from <see cref="Opens"/>.</summary>
    public Window[]?[] Windows { get; }

    /// <summary>The service that hangs together with this one in time, or −1.</summary>
    public int[] Partner { get; }

    /// <summary>The partner starts at least so much after this one (below nought: at most so much before).</summary>
    public int[] Gap { get; }

    /// <summary>The other service of the same patient, or −1.</summary>
    public int[] Mate { get; }

    public int[] Demand { get; }

    /// <summary>Index of the patient; −1 for breaks and ends.</summary>
    public int[] PatientOf { get; }

    /// <summary>The node of a patient's first service.</summary>
    public int[] FirstNode { get; }

    /// <summary>By service × routes: what it costs that this route does it; <see cref="Never"/>.</summary>
    public long[] FitCost { get; }

    /// <summary>By job.</summary>
    public int[][] RoutesFor { get; }

    /// <summary>By route: the node of its break, or −1.</summary>
    public int[] BreakOf { get; }

    /// <summary>By patient.</summary>
    public long[] LeaveOut { get; }

    /// <summary>Routes of one kind are alike in everything.</summary>
    public int[] Kinds { get; }

    public long TravelWeight { get; }

    public long HighestWeight { get; }

    /// <summary>Whoever is late, a unit of it costs at least so much.</summary>
    public long LeastLateWeight { get; }

    /// <summary>The matrix turned round: to × from.</summary>
    public int[] TravelTo { get; }

    public long WaitWeight { get; }

    public long LongestWaitWeight { get; }

    public long IdleWeight { get; }

    public long BalanceWeight { get; }

    public long MissedBreakCost { get; }

    public long VehicleCost { get; }

    /// <summary>Waiting, idle time or balance count: a route must be gone through to know its cost.</summary>
    public bool IsRich { get; }

    /// <summary>Lateness may not be.</summary>
    public bool IsHard { get; }

    /// <summary>Hard windows, one for each service, and nothing that ties routes together: detour and latest starts say all about a place.</summary>
    public bool IsPlain { get; }

    public bool IsBreak(int node) => node >= Services && node < Jobs;

    public int StartOf(int route) => Jobs + route;

    public int EndOf(int route) => Jobs + Routes + route;

    /// <summary>When it starts if it can start from <paramref name="ready"/> on: at once, or when the next window opens, whichever costs less.</summary>
    public int Begin(int node, int ready)
    {
        if (ready <= Opens[node]) return Opens[node];
        return Windows[node] is { } windows ? BeginIn(windows, node, ready) : ready;
    }

    /// <summary>How late a start is, in the window in which it counts.</summary>
    public int Late(int node, int start)
    {
        if (Windows[node] is not { } windows) return Math.Max(0, start - Due[node]);
        var shift = Instance.MeetsAtEnd ? Duration[node] : 0;
        var index = windows.Length - 1;
        while (index > 0 && windows[index].Opens > start) index--;
        return Math.Max(0, start + shift - windows[index].Closes);
    }

    /// <summary>The last start in the same window as <paramref name="start"/> that is not late; <paramref name="start"/> itself if that is late.</summary>
    public int LastInTime(int node, int start)
    {
        if (node >= Services) return IsBreak(node) ? Deadline[node] : start;
        if (Windows[node] is not { } windows) return Math.Max(start, Due[node]);
        var shift = Instance.MeetsAtEnd ? Duration[node] : 0;
        var index = windows.Length - 1;
        while (index > 0 && windows[index].Opens > start) index--;
        return Math.Max(start, windows[index].Closes - shift);
    }

    private int BeginIn(Window[] windows, int node, int ready)
    {
        var shift = Instance.MeetsAtEnd ? Duration[node] : 0;
        for (var index = 0; index + 1 < windows.Length; index++)
        {
            if (ready >= windows[index + 1].Opens) continue;
            var late = ready + shift - windows[index].Closes;
            if (late <= 0) return ready;

            // Waiting is paid by the minute too, and pushes what comes after.
            var wait = windows[index + 1].Opens - ready;
            return IsHard || (late * (LateWeight[node] + (HighestWeight / 4)) > wait * (WaitWeight + (LateWeight[node] / 2))) ? windows[index + 1].Opens : ready;
        }

        return ready;
    }

    private long Grains(Weight weight) => weight.IsHard ? 0 : (long)Math.Round(weight.Value * Grain);

    private long Count(Weight weight) => weight.IsHard ? Mandatory : (long)Math.Round(weight.Value * Grain) * Instance.Scale;

    private static int GrainOf(Weights weights)
    {
        foreach (var weight in new[] { weights.Travel, weights.Tardiness, weights.HighestTardiness, weights.Waiting, weights.LongestWaiting, weights.Extra, weights.Idle, weights.Preference, weights.Qualification, weights.Incompatible, weights.Optional, weights.MissedBreak, weights.Working, weights.Balance })
            if (weight.Value != Math.Round(weight.Value)) return 1000;
        return 1;
    }

    private void LayServices(Weights weights)
    {
        var node = 0;
        for (var index = 0; index < Instance.Patients.Length; index++)
        {
            var patient = Instance.Patients[index];
            FirstNode[index] = node;
            LeaveOut[index] = patient.IsOptional || weights.Optional.IsHard ? Count(weights.Optional) : Mandatory + Count(weights.Optional);
            for (var care = 0; care < patient.Cares.Length; care++, node++)
            {
                (Place[node], Duration[node], Demand[node], PatientOf[node]) = (patient.Place, patient.Cares[care].Duration, patient.Demand, index);
                var shift = Instance.MeetsAtEnd ? Duration[node] : 0;
                (Opens[node], Due[node], LateWeight[node], IsCounted[node]) = (patient.Windows[0].Opens, patient.Windows[^1].Closes - shift, Grains(weights.Tardiness), true);
                if (patient.Windows.Length > 1) Windows[node] = patient.Windows;
                if (patient.Cares.Length == 2) Mate[node] = care == 0 ? node + 1 : node - 1;
                if (patient.Pairing == Pairing.Gap && patient.Cares.Length == 2) (Partner[node], Gap[node]) = (Mate[node], care == 0 ? patient.Least : -patient.Most);
                var routes = new List<int>();
                for (var route = 0; route < Routes; route++)
                {
                    var cost = Servable.Fit(Instance, patient, patient.Cares[care], route);
                    FitCost[((long)node * Routes) + route] = cost is { } some ? (long)Math.Round(some * Grain) * Instance.Scale : Never;
                    if (cost is not null) routes.Add(route);
                }

                RoutesFor[node] = [.. routes];
            }
        }
    }

    private void LayBreaks()
    {
        if (Instance.Break is not { } rule) return;
        var node = Services;
        for (var route = 0; route < Routes; route++)
        {
            if (!Instance.Carers[route].OwesBreak) continue;
            (BreakOf[route], Duration[node], Opens[node], RoutesFor[node]) = (node, rule.Length, rule.Opens, [route]);
            Due[node] = Deadline[node] = rule.Closes - (Instance.MeetsAtEnd ? rule.Length : 0);
            node++;
        }
    }

    private void LayRoutes(Weights weights)
    {
        for (var route = 0; route < Routes; route++)
        {
            var carer = Instance.Carers[route];
            var (start, end) = (StartOf(route), EndOf(route));
            (Place[start], Place[end], Opens[start], Due[start]) = (carer.From, carer.To, carer.ShiftStart, Unlimited);
            (Due[end], LateWeight[end], Opens[end]) = (carer.ShiftEnd, Grains(weights.Extra), carer.ShiftStart);
        }
    }

    private void Deadlines()
    {
        for (var node = 0; node < Nodes; node++)
        {
            if (node < Services) Deadline[node] = IsHard ? Due[node] : Unlimited;
            else if (node >= Jobs + Routes) Deadline[node] = Instance.Weights.Extra.IsHard ? Due[node] : Unlimited;
            else if (node >= Jobs) Deadline[node] = Unlimited;
        }
    }

    private int[] KindsOfRoutes()
    {
        var kinds = new int[Routes];
        for (var route = 0; route < Routes; route++)
        {
            kinds[route] = route;
            for (var other = 0; other < route; other++)
            {
                if (kinds[other] != other || !AreAlike(route, other)) continue;
                kinds[route] = other;
                break;
            }
        }

        return kinds;
    }

    private bool AreAlike(int a, int b)
    {
        var (one, other) = (Instance.Carers[a], Instance.Carers[b]);
        if ((one.From, one.To, one.ShiftStart, one.ShiftEnd, one.OwesBreak) != (other.From, other.To, other.ShiftStart, other.ShiftEnd, other.OwesBreak)) return false;
        for (var service = 0; service < Services; service++)
            if (FitCost[((long)service * Routes) + a] != FitCost[((long)service * Routes) + b]) return false;
        return true;
    }
}
