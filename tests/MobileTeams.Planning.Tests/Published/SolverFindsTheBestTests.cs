using MobileTeams.Planning.Published;

namespace MobileTeams.Planning.Tests.Published;

public sealed class SolverFindsTheBestTests
{
    [Fact]
    public void Of_all_orders_of_six_services_in_two_routes()
    {
        for (ulong seed = 1; seed <= 12; seed++)
        {
            var instance = DrawnInstances.Read(DrawnInstances.Hhcrsp(seed, 4, 2));
            var best = new EveryOrder(instance).Best();
            var found = InstanceSolver.Run(instance, new InstanceBudget(null, 400, Seed: seed)).Score;
            if (double.IsPositiveInfinity(best)) Assert.False(found.IsFeasible);
            else Assert.Equal(best, found.Cost, 1e-6);
        }
    }

    [Fact]
    public void The_same_seed_and_iterations_give_the_same_solution_on_one_thread_and_on_two()
    {
        var instance = DrawnInstances.Read(DrawnInstances.Uhhc(3, 30, 6, isMetAtEnd: true));
        var alone = SolutionText.Write(InstanceSolver.Run(instance, new InstanceBudget(null, 3000, 1, 5)));
        var together = SolutionText.Write(InstanceSolver.Run(instance, new InstanceBudget(null, 3000, 2, 5)));
        Assert.Equal(alone, together);
    }

    /// <summary>Tries every order of every share of the services, timed by going round until nothing moves.</summary>
    private sealed class EveryOrder(Instance instance)
    {
        private readonly List<(int Patient, int Care)> all = [.. instance.Patients.SelectMany((patient, index) => patient.Cares.Select((_, care) => (index, care)))];
        private readonly List<int>[] routes = [[], []];
        private double best = double.PositiveInfinity;

        public double Best()
        {
            Place(0);
            return best;
        }

        private void Place(int service)
        {
            if (service == all.Count)
            {
                best = Math.Min(best, Cost());
                return;
            }

            for (var route = 0; route < routes.Length; route++)
            {
                if (!instance.Carers[route].Abilities![instance.Patients[all[service].Patient].Cares[all[service].Care].Service]) continue;
                if (routes[route].Any(other => all[other].Patient == all[service].Patient)) continue;
                for (var position = 0; position <= routes[route].Count; position++)
                {
                    routes[route].Insert(position, service);
                    Place(service + 1);
                    routes[route].RemoveAt(position);
                }
            }
        }

        private double Cost()
        {
            var starts = all.Select(service => instance.Patients[service.Patient].Windows[0].Opens).ToArray();
            for (var (round, moved) = (0, true); moved; round++)
            {
                if (round > 100) return double.PositiveInfinity;
                moved = false;
                foreach (var route in routes)
                {
                    var (free, place) = (0, 0);
                    foreach (var service in route)
                    {
                        var patient = instance.Patients[all[service].Patient];
                        var start = Math.Max(starts[service], free + instance.TravelFrom(place, patient.Place));
                        if (patient.Pairing == Pairing.Gap)
                        {
                            var other = all.IndexOf((all[service].Patient, 1 - all[service].Care));
                            start = Math.Max(start, all[service].Care == 1 ? starts[other] + patient.Least : starts[other] - patient.Most);
                        }

                        moved |= start != starts[service];
                        (starts[service], free, place) = (start, start + patient.Cares[all[service].Care].Duration, patient.Place);
                    }
                }
            }

            double sum = 0, highest = 0;
            for (var service = 0; service < all.Count; service++)
            {
                var late = Math.Max(0, starts[service] - instance.Patients[all[service].Patient].Windows[0].Closes);
                (sum, highest) = (sum + late, Math.Max(highest, late));
            }

            foreach (var route in routes)
            {
                var place = 0;
                foreach (var service in route)
                {
                    sum += instance.TravelFrom(place, instance.Patients[all[service].Patient].Place);
                    place = instance.Patients[all[service].Patient].Place;
                }

                if (route.Count > 0) sum += instance.TravelFrom(place, 0);
            }

            return (sum + highest) / 3;
        }
    }
}
