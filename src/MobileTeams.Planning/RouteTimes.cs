namespace MobileTeams.Planning;

/// <summary>The jobs of one route in order, and the times and the price that <see cref="Clock"/> found for them.</summary>
internal sealed class RouteTimes
{
    public int[] Jobs = new int[16];
    public int[] Start = new int[16];
    public int Count;
    public int Leave;
    public int End;
    public Price Price;

    /// <summary>For routes with ties: nobody starts before the wished time. Routes without ties wait where it harms nobody.</summary>
    public bool IsHeld = true;

    /// <summary>For each break still to come: after how many stops it is taken (−1: not), and when.</summary>
    public int[] BreakGap = [];
    public int[] BreakStart = [];

    public void CopyFrom(RouteTimes other)
    {
        Reserve(other.Count);
        Array.Copy(other.Jobs, Jobs, other.Count);
        Array.Copy(other.Start, Start, other.Count);
        (Count, Leave, End, Price, IsHeld) = (other.Count, other.Leave, other.End, other.Price, other.IsHeld);
        if (BreakGap.Length != other.BreakGap.Length) (BreakGap, BreakStart) = (new int[other.BreakGap.Length], new int[other.BreakGap.Length]);
        Array.Copy(other.BreakGap, BreakGap, BreakGap.Length);
        Array.Copy(other.BreakStart, BreakStart, BreakStart.Length);
    }

    public void Insert(int position, int job)
    {
        Reserve(Count + 1);
        Array.Copy(Jobs, position, Jobs, position + 1, Count - position);
        Jobs[position] = job;
        Count++;
    }

    public void RemoveAt(int position)
    {
        Count--;
        Array.Copy(Jobs, position + 1, Jobs, position, Count - position);
    }

    private void Reserve(int count)
    {
        if (count <= Jobs.Length) return;
        var length = Math.Max(count, Jobs.Length * 2);
        Array.Resize(ref Jobs, length);
        Array.Resize(ref Start, length);
    }
}
