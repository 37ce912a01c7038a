namespace MobileTeams.Planning;

/// <summary>The temperature of simulated annealing (Kirkpatrick, Gelatt, Vecchi 1983, doi:10.1126/science.220.4598.671), in nothing but additions, products and
/// square roots, which give the same bits on every machine.</summary>
internal static class Cooling
{
    private static readonly double[] Steps = Table();

    /// <summary>2^(−<paramref name="halvings"/>), in 64 steps to each halving.</summary>
    public static double Half(double halvings)
    {
        var whole = (int)halvings;
        return Math.ScaleB(Steps[(int)((halvings - whole) * 64)], -whole);
    }

    /// <summary>−ln(<paramref name="unit"/>) for a number above 0 and at most 1, to about nine digits.</summary>
    public static double MinusLog(double unit)
    {
        const double ln2 = 0.693147180559945309;
        var exponent = Math.ILogB(unit);
        var z = Math.ScaleB(unit, -exponent);
        z = (z - 1) / (z + 1);
        var (square, term, sum) = (z * z, z, 0.0);
        for (var k = 1; k <= 17; k += 2)
        {
            sum += term / k;
            term *= square;
        }

        return -((exponent * ln2) + (2 * sum));
    }

    private static double[] Table()
    {
        var step = 0.5;
        for (var root = 0; root < 6; root++) step = Math.Sqrt(step);
        var table = new double[65];
        table[0] = 1;
        for (var index = 1; index < table.Length; index++) table[index] = table[index - 1] * step;
        return table;
    }
}
