namespace MobileTeams.Planning;

/// <summary>A hard rule between two visits, given by index. It binds when both are planned.</summary>
public abstract record Tie(int A, int B)
{
    /// <summary>Both start at the same second.</summary>
    public sealed record SameStart(int A, int B) : Tie(A, B);

    /// <summary>B starts at least <paramref name="Least"/> and at most <paramref name="Most"/> seconds after A starts (insulin, then the meal).</summary>
    public sealed record Sequence(int A, int B, int Least, int Most) : Tie(A, B);

    /// <summary>One is over before the other starts, in whichever order.</summary>
    public sealed record Apart(int A, int B) : Tie(A, B);

    /// <summary>Somebody takes part in both; routes without named people share only themselves.</summary>
    public sealed record SamePerson(int A, int B) : Tie(A, B);

    /// <summary>Nobody takes part in both.</summary>
    public sealed record OtherPerson(int A, int B) : Tie(A, B);
}
