namespace MobileTeams.Planning;

/// <summary>For each visit the others that are near it on the road, and those near it on the road and in time; found when first asked for.</summary>
internal sealed class Neighbours(Model model)
{
    private const int Most = 120;

    private readonly int[]?[] near = new int[model.Visits][];
    private readonly int[]?[] related = new int[model.Visits][];

    /// <summary>The nearest first, the visit itself at the front.</summary>
    public int[] Near(int visit) => near[visit] ??= Find(visit, 0);

    /// <summary>The nearest by seconds of travel and half the seconds between the middles of their windows.</summary>
    public int[] Related(int visit) => related[visit] ??= Find(visit, 1);

    private int[] Find(int visit, int byTime)
    {
        var matrix = model.Problem.Travel[0].Matrix(0);
        var (keys, others) = (new long[model.Visits], new int[model.Visits]);
        for (var other = 0; other < model.Visits; other++)
        {
            others[other] = other;
            if (!model.Problem.IsPlannable(visit) || !model.Problem.IsPlannable(other)) keys[other] = long.MaxValue;
            else keys[other] = ((long)matrix.Seconds(model.Place[visit], model.Place[other]) + matrix.Seconds(model.Place[other], model.Place[visit]) +
                               (byTime * Math.Abs(Middle(visit) - Middle(other)))) * model.Visits + other;
        }

        keys[visit] = -1;
        Array.Sort(keys, others);
        return others[..Math.Min(others.Length, Most)];
    }

    private long Middle(int visit)
    {
        var windows = model.Problem.Visits[visit].Windows;
        if (model.Problem.Visits[visit].Promise is { } promise) return ((long)promise.Earliest + promise.Latest) / 2;
        if (model.Problem.Visits[visit].Soft is { } soft) return ((long)soft.Earliest + soft.Latest) / 2;
        return windows.Count == 0 ? 43_200 : ((long)windows[0].Earliest + windows[^1].Latest) / 2;
    }
}
