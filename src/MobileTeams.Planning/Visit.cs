namespace MobileTeams.Planning;

/// <summary>A visit may start at any second from <paramref name="Earliest"/> to <paramref name="Latest"/>, both included.</summary>
public readonly record struct StartWindow(int Earliest, int Latest);

/// <summary>When a visit would best start; each minute outside costs, in öre (null: as the <see cref="PriceList"/> says).</summary>
public sealed record SoftWindow(int Earliest, int Latest, int? EarlyPerMinute = null, int? LatePerMinute = null);

/// <summary>What has been told the patient. A start outside <paramref name="Earliest"/>–<paramref name="Latest"/> costs per minute, and each route that comes
/// and is not among <paramref name="Routes"/> (null: none was promised) costs <paramref name="OtherRoute"/>; in öre (null: as the <see cref="PriceList"/> says).</summary>
public sealed record Promise(int Earliest, int Latest, int? PerMinute = null, IReadOnlyList<int>? Routes = null, int? OtherRoute = null);

/// <summary>The price in öre, in the class of care, when <paramref name="Person"/> comes to this visit. The permanent contact is the cheapest.</summary>
public readonly record struct Face(int Person, int Price);

/// <summary>What it costs to leave a visit out: <paramref name="Amount"/> öre in class <paramref name="Class"/>.</summary>
/// <remarks>In the class <see cref="PriceClass.LeftOut"/> the visit is mandatory and the amount is its priority among the mandatory ones. In a lower class it is
/// optional: it is left out when planning it would cost more there.</remarks>
public sealed record LeavingOut(PriceClass Class, int Amount)
{
    /// <summary>A mandatory visit of priority 1.</summary>
    public static LeavingOut Mandatory { get; } = new(PriceClass.LeftOut, 1);
}

/// <summary>One service at one place: <paramref name="Patient"/> and <paramref name="Place"/> are indices, <paramref name="Duration"/> is in seconds.</summary>
public sealed record Visit(int Patient, int Place, int Duration)
{
    /// <summary>Seconds between arriving and starting (parking, stairs, key); not needed again by the next visit at the same place.</summary>
    public int SetUp { get; init; }

    /// <summary>Hard alternatives for the start; empty means any time.</summary>
    public IReadOnlyList<StartWindow> Windows { get; init; } = [];

    public SoftWindow? Soft { get; init; }

    /// <summary>Qualification codes that must all be valid in the route when the visit starts.</summary>
    public IReadOnlyList<int> Needs { get; init; } = [];

    /// <summary>1, or 2 for a visit that takes two people: one route with a crew of two or more, or two routes that start it at the same second.</summary>
    public int Staff { get; init; } = 1;

    /// <summary>Codes the second person needs when two routes meet; the first has all of <see cref="Needs"/>. A crew that comes alone needs both.</summary>
    public IReadOnlyList<int> SecondNeeds { get; init; } = [];

    public LeavingOut LeavingOut { get; init; } = LeavingOut.Mandatory;

    /// <summary>Known people and what each costs; everybody else costs <see cref="NewFace"/>.</summary>
    public IReadOnlyList<Face> Faces { get; init; } = [];

    /// <summary>Öre for each person who is not in <see cref="Faces"/>; null: as the <see cref="PriceList"/> says.</summary>
    public int? NewFace { get; init; }

    /// <summary>People who must never come.</summary>
    public IReadOnlyList<int> ForbiddenPeople { get; init; } = [];

    /// <summary>Nobody sets out to the visit before this second (the call had not come in).</summary>
    public int? Release { get; init; }

    public Promise? Promise { get; init; }

    /// <summary>The only route that may do the visit; of a visit by two routes, one of them.</summary>
    public int? PinnedRoute { get; init; }
}
