using System.Globalization;
using MobileTeams.Measures;

namespace MobileTeams.Planning.Published;

/// <summary>A line of the text forms, in their own units; the first is the depot.</summary>
internal sealed record Customer(string Id, double X, double Y, int Demand, double Ready, double Due, double Service, string Where)
{
    /// <summary>A ten-thousandth: fine enough that rounding travel up costs no schedule in double precision that matters.</summary>
    private const int Fine = 10_000;

    public static Instance Build(Form form, string name, int vehicles, int capacity, List<Customer> all, Objective objective)
    {
        var isCut = objective == Objective.Distance;
        var scale = isCut ? 10 : Fine;
        foreach (var one in all) one.Check(capacity, all.IndexOf(one) == 0);
        var (travel, exact) = (new int[all.Count * all.Count], new double[all.Count * all.Count]);
        for (var from = 0; from < all.Count; from++)
        {
            for (var to = 0; to < all.Count; to++)
            {
                var (x, y) = (all[from].X - all[to].X, all[from].Y - all[to].Y);
                var distance = Math.Sqrt((x * x) + (y * y));
                exact[(from * all.Count) + to] = distance;
                travel[(from * all.Count) + to] = isCut ? (int)((10 * distance) + 1e-9) : (int)Math.Ceiling((Fine * distance) - 1e-5);
            }
        }

        var depot = all[0];
        var patients = new Patient[all.Count - 1];
        for (var index = 0; index < patients.Length; index++)
        {
            var one = all[index + 1];
            patients[index] = new Patient(one.Id, index + 1, [new Care(0, Whole(one.Service))], [new Window(Whole(one.Ready), Whole(one.Due))]) { Demand = one.Demand };
        }

        var carers = new Carer[vehicles];
        for (var index = 0; index < vehicles; index++)
            carers[index] = new Carer((index + 1).ToString(CultureInfo.InvariantCulture), 0, 0, Whole(depot.Ready), Whole(depot.Due));
        return new Instance(form, name)
        {
            Scale = scale,
            Places = all.Count,
            Travel = travel,
            Carers = carers,
            Patients = patients,
            Services = ["visit"],
            Weights = new Weights { Travel = new(1, false), Tardiness = Weight.Hard, Extra = Weight.Hard, Vehicle = new(isCut ? 0 : VehicleWeight(exact), false) },
            Capacity = capacity,
            ExactTravel = isCut ? null : exact,
        };

        int Whole(double value) => (int)Math.Min(Math.Round(value * scale), int.MaxValue / 4);
    }

    /// <summary>More than any way round all customers, so that no distance outweighs a vehicle.</summary>
    private static double VehicleWeight(double[] distances)
    {
        double longest = 0;
        foreach (var distance in distances) longest = Math.Max(longest, distance);
        return Math.Ceiling(longest * 2 * Math.Sqrt(distances.Length));
    }

    private void Check(int capacity, bool isDepot)
    {
        if (Due < Ready) throw new InputException("plan.window", string.Create(CultureInfo.InvariantCulture, $"Customer {Id}: the window closes at {Due}, before it opens at {Ready}."), Where);
        if (Service < 0) throw new InputException("plan.field", string.Create(CultureInfo.InvariantCulture, $"Customer {Id}: the service takes {Service}, which is below nought."), Where);
        if (Demand < 0 || (!isDepot && Demand > capacity)) throw new InputException("plan.size", $"Customer {Id} wants {Demand}; a vehicle takes 0 to {capacity}.", Where);
    }
}
