namespace MobileTeams.Planning.Tests;

/// <summary>Every way to share six visits among two routes and order them, timed and priced one by one.</summary>
public sealed class SolverAgreesWithExhaustiveSearchTests
{
    private const int Visits = 6;

    [Fact]
    public void Finds_the_best_of_all_plans()
    {
        for (ulong seed = 1; seed <= 25; seed++)
        {
            var problem = RandomDays.Small(seed, Visits, 2, hasTies: false);
            if (problem.Visits.Any(visit => visit.Staff == 2)) problem = OnePersonEach(problem);
            var best = BestOfAll(problem);
            var found = problem.SolveAndCheck(1_500);
            Assert.True(found.Price.Total == best, $"Day {seed}: found {found.Price.Total}, the best is {best}.");
        }
    }

    [Fact]
    public void Is_never_worse_than_all_plans_with_ties_and_visits_for_two()
    {
        // Not always equal: the search lets tied routes wait or hurry one by one, the enumeration only all together.
        for (ulong seed = 1; seed <= 25; seed++)
        {
            var problem = RandomDays.Small(seed, Visits, 2);
            var best = BestOfAll(problem);
            var found = problem.SolveAndCheck(1_500);
            Assert.True(found.Price.Total <= best, $"Day {seed}: found {found.Price.Total}, there is {best}.");
        }
    }

    private static Problem OnePersonEach(Problem problem) =>
        Problem.Create(problem.Travel, problem.Routes, [.. problem.Visits.Select(visit => visit with { Staff = 1, SecondNeeds = [] })], problem.Ties, problem.Prices);

    private static Price BestOfAll(Problem problem)
    {
        var model = ModelBuilder.Build(problem);
        var day = Schedule.OfCommitted(model)!;
        var orders = new List<int>[model.Routes];
        for (var route = 0; route < model.Routes; route++) orders[route] = [];
        Price? best = null;
        Try(0);
        return best!.Value;

        void Try(int visit)
        {
            if (visit == model.Visits)
            {
                Judge();
                return;
            }

            Try(visit + 1);
            if (model.IsCommitted[visit]) return;
            for (var route = 0; route < model.Routes; route++)
            {
                if (model.Open[route][visit] is null) continue;
                for (var at = 0; at <= orders[route].Count; at++)
                {
                    orders[route].Insert(at, visit);
                    if (!model.NeedsTwin(route, visit)) Try(visit + 1);
                    else TryTwin(visit, route);
                    orders[route].RemoveAt(at);
                }
            }
        }

        void TryTwin(int visit, int first)
        {
            var twin = model.Twin[visit];
            for (var route = 0; route < model.Routes; route++)
            {
                if (model.SharePerson[first][route] || model.Open[route][twin] is null) continue;
                for (var at = 0; at <= orders[route].Count; at++)
                {
                    orders[route].Insert(at, twin);
                    Try(visit + 1);
                    orders[route].RemoveAt(at);
                }
            }
        }

        void Judge()
        {
            var trial = new Trial(day);
            day.Remember();
            for (var route = 0; route < model.Routes; route++)
                foreach (var job in orders[route]) day.Append(route, job);
            if (KeepsPeopleTies() && trial.Retime([.. Enumerable.Range(0, model.Routes)]))
            {
                var price = day.RoutesPrice + day.LeftOutPrice();
                if (best is null || price < best) best = price;
            }

            day.Undo();
        }

        bool KeepsPeopleTies()
        {
            var placing = new Placing(day, new Trial(day));
            for (var visit = 0; visit < model.Visits; visit++)
            {
                if (!day.IsPlaced(visit) || model.IsCommitted[visit]) continue;
                var route = day.RouteOf[visit];
                if (!placing.MayGo(visit, route, model.NeedsTwin(route, visit) ? day.RouteOf[model.Twin[visit]] : -1)) return false;
            }

            return true;
        }
    }
}
