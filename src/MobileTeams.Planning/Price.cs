namespace MobileTeams.Planning;

/// <summary>An amount in each class, in <i>grains</i> of 1/3000 öre, so that öre per minute × seconds and öre per kilometre × metres are both whole numbers.
/// Compared class by class.</summary>
public readonly record struct Price(long LeftOut, long Promises, long Care, long Cost) : IComparable<Price>
{
    /// <summary>How many grains one öre has.</summary>
    public const long PerOre = 3000;

    internal const long PerOreSecond = PerOre / 60;

    internal const long PerOreMetre = PerOre / 1000;

    /// <summary>Grains in one class.</summary>
    public long this[PriceClass priceClass] => priceClass switch
    {
        PriceClass.LeftOut => LeftOut,
        PriceClass.Promises => Promises,
        PriceClass.Care => Care,
        _ => Cost,
    };

    /// <summary>Öre in one class, rounded to the nearest.</summary>
    public long Ore(PriceClass priceClass) => (long)Math.Round(this[priceClass] / (decimal)PerOre, MidpointRounding.AwayFromZero);

    /// <summary>An amount of öre in one class.</summary>
    public static Price Of(PriceClass priceClass, long ore) => InGrains(priceClass, ore * PerOre);

    internal static Price InGrains(PriceClass priceClass, long grains) => priceClass switch
    {
        PriceClass.LeftOut => new(grains, 0, 0, 0),
        PriceClass.Promises => new(0, grains, 0, 0),
        PriceClass.Care => new(0, 0, grains, 0),
        _ => new(0, 0, 0, grains),
    };

    public int CompareTo(Price other)
    {
        if (LeftOut != other.LeftOut) return LeftOut.CompareTo(other.LeftOut);
        if (Promises != other.Promises) return Promises.CompareTo(other.Promises);
        return Care != other.Care ? Care.CompareTo(other.Care) : Cost.CompareTo(other.Cost);
    }

    public static Price operator +(Price a, Price b) => new(a.LeftOut + b.LeftOut, a.Promises + b.Promises, a.Care + b.Care, a.Cost + b.Cost);

    public static Price operator -(Price a, Price b) => new(a.LeftOut - b.LeftOut, a.Promises - b.Promises, a.Care - b.Care, a.Cost - b.Cost);

    public static bool operator <(Price a, Price b) => a.CompareTo(b) < 0;

    public static bool operator >(Price a, Price b) => a.CompareTo(b) > 0;

    public static bool operator <=(Price a, Price b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Price a, Price b) => a.CompareTo(b) >= 0;
}
