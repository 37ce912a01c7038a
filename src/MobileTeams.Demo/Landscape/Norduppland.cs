using System.Globalization;

namespace MobileTeams.Demo.Landscape;

/// <summary>A town, village or hamlet by its real name at its real place.</summary>
/// <param name="Population">About.</param>
internal sealed record Settlement(string Name, string Kind, int Population, Spot Middle)
{
    /// <summary>How far the streets reach, in metres.</summary>
    public double Radius => Math.Max(120, 335 * Math.Sqrt(Population / 1000.0));

    /// <summary>Big enough for its own postal name.</summary>
    public bool IsPostTown => Population >= 450;

    /// <summary>A quick look before the outline is asked.</summary>
    public bool MiddleIsWithin(Spot spot, double radii) => Middle.MetresTo(spot) < (Radius * radii) + 200;
}

/// <summary>A road as it runs over the county: through settlements and the bends between them.</summary>
/// <param name="TiesStart">It begins on the nearest road that is already there; likewise for the end.</param>
internal sealed record Thoroughfare(string? Ref, string Class, int MaxSpeed, string Name, IReadOnlyList<Spot> Controls, IReadOnlyList<Spot> Settlements, bool TiesStart, bool TiesEnd);

/// <summary>What is known of the landscape: where places, roads, shores and lakes lie. Drawn from general knowledge, by hand and roughly: a county that could be.</summary>
internal static class Norduppland
{
    /// <summary>name | kind | people | lon lat</summary>
    private const string SettlementText = """
        Tierp|town|6000|17.518 60.345
        Skutskär|town|5900|17.410 60.630
        Östhammar|town|4800|18.370 60.260
        Gimo|town|2900|18.185 60.174
        Alunda|village|2500|18.080 60.062
        Österbybruk|village|2300|17.900 60.197
        Örbyhus|village|2000|17.700 60.222
        Älvkarleby|village|1700|17.450 60.570
        Söderfors|village|1600|17.235 60.383
        Öregrund|town|1600|18.436 60.339
        Karlholmsbruk|village|1150|17.632 60.517
        Tobo|village|830|17.640 60.262
        Skärplinge|village|720|17.755 60.470
        Månkarbo|village|700|17.460 60.222
        Mehedeby|village|480|17.404 60.449
        Marma|village|380|17.420 60.495
        Skyttorp|village|620|17.735 60.080
        Vattholma|village|1300|17.730 60.022
        Gårdskär|village|330|17.592 60.619
        Norrskedika|village|260|18.280 60.285
        Hargshamn|village|270|18.468 60.168
        Dannemora|village|220|17.850 60.200
        Vendel|village|190|17.607 60.163
        Gräsö|village|170|18.478 60.353
        Lövstabruk|village|110|17.884 60.406
        Forsmark|village|90|18.155 60.372
        Strömsberg|village|120|17.557 60.414
        Västland|hamlet|80|17.625 60.441
        Ullfors|hamlet|60|17.600 60.386
        Hållnäs|hamlet|90|17.870 60.525
        Fagerviken|hamlet|70|17.788 60.560
        Sikhjälma|hamlet|30|17.928 60.592
        Film|hamlet|60|17.893 60.237
        Harg|hamlet|60|18.400 60.180
        Snesslinge|hamlet|60|18.250 60.324
        Raggarö|hamlet|30|18.560 60.226
        Ekeby|hamlet|60|18.020 60.106
        Tolfta|hamlet|60|17.555 60.318
        """;

    /// <summary>ref | class | km/h | name | settlements and bends (lon lat); a leading &gt; ties the end to the nearest road above.</summary>
    private const string RoadText = """
        E 4|motorway|110|Europaväg 4|17.575 60.005; 17.550 60.060; 17.505 60.140; 17.432 60.215; 17.437 60.280; 17.465 60.340; 17.432 60.395; 17.376 60.450; 17.364 60.500; 17.350 60.550; 17.310 60.595; 17.250 60.630; 17.200 60.650
        76|trunk|90|Kustvägen|17.200 60.650; 17.260 60.650; 17.310 60.644; 17.360 60.636; Skutskär; 17.470 60.621; 17.530 60.598; 17.565 60.568; 17.590 60.540; Karlholmsbruk; 17.700 60.495; Skärplinge; 17.820 60.436; Lövstabruk; 17.970 60.402; 18.060 60.393; Forsmark; 18.215 60.340; Norrskedika; 18.330 60.266; Östhammar; 18.378 60.232; 18.388 60.205; Harg; 18.425 60.140; 18.470 60.090; 18.500 60.020
        C 600|secondary|80|Gamla E4|17.575 60.005; 17.540 60.060; 17.527 60.110; 17.490 60.170; Månkarbo; 17.478 60.270; 17.500 60.310; Tierp; 17.500 60.380; 17.450 60.415; Mehedeby; Marma; 17.440 60.527; Älvkarleby; 17.400 60.588; 17.350 60.610; >17.310 60.644
        292|primary|80|Upplandsvägen|17.080 60.340; 17.150 60.362; Söderfors; 17.310 60.369; 17.390 60.354; 17.465 60.345; Tierp; Tolfta; 17.590 60.290; Tobo; Örbyhus; 17.770 60.207; Dannemora; Österbybruk; 17.985 60.186; 18.080 60.172; Gimo; 18.270 60.177; 18.340 60.180; Harg; Hargshamn
        288|primary|90|Uppsalavägen|17.900 59.990; 17.985 60.025; Alunda; 18.115 60.100; 18.150 60.140; Gimo; 18.240 60.212; 18.305 60.240; Östhammar
        290|primary|80|Dannemoravägen|17.715 59.990; Vattholma; Skyttorp; 17.785 60.130; 17.845 60.168; Österbybruk; 17.965 60.250; 18.022 60.300; 18.090 60.345; Forsmark
        291|secondary|70|Skutskärsvägen|Älvkarleby; 17.432 60.598; Skutskär
        C 714|tertiary|70|Strömsbergsvägen|Tierp; 17.524 60.366; 17.545 60.390; Strömsberg; Västland; 17.642 60.480; Karlholmsbruk
        C 709|tertiary|70|Vendelsvägen|Örbyhus; 17.660 60.188; Vendel; 17.640 60.115; Skyttorp
        C 710|tertiary|70|Husbyvägen|Vendel; 17.555 60.166; >17.495 60.168
        C 716|tertiary|70|Månkarbovägen|Örbyhus; 17.640 60.214; 17.560 60.226; Månkarbo
        C 740|tertiary|70|Västlandsvägen|Västland; 17.690 60.452; Skärplinge
        C 743|tertiary|70|Ullforsvägen|Tierp; 17.550 60.354; 17.578 60.371; Ullfors; 17.690 60.402; 17.790 60.414; Lövstabruk
        C 744|tertiary|70|Marmavägen|Marma; 17.490 60.486; 17.560 60.498; Karlholmsbruk
        C 745|tertiary|70|Mehedebyvägen|Mehedeby; 17.462 60.431; 17.510 60.420; Strömsberg
        C 747|tertiary|70|Ängsvägen|Älvkarleby; 17.505 60.562; 17.550 60.545; >17.585 60.548
        C 748|tertiary|70|Gårdskärsvägen|>17.530 60.598; 17.560 60.612; Gårdskär; 17.615 60.612
        C 750|tertiary|70|Hållnäsvägen|Skärplinge; 17.800 60.500; Hållnäs; 17.903 60.560; Sikhjälma
        C 751|tertiary|70|Fågelsundsvägen|>17.700 60.495; 17.738 60.522; Fagerviken; 17.830 60.548; Hållnäs
        C 718|tertiary|70|Filmvägen|Lövstabruk; 17.872 60.355; 17.858 60.290; Film; Österbybruk
        C 720|tertiary|70|Tobovägen|Tobo; 17.705 60.306; 17.785 60.343; >17.872 60.350
        C 1100|secondary|80|Öregrundsvägen|Östhammar; 18.366 60.286; 18.392 60.316; Öregrund; 18.445 60.3415
        C 1101|tertiary|70|Snesslingevägen|>18.390 60.314; 18.330 60.326; Snesslinge; >18.215 60.338
        C 1102|tertiary|60|Gräsövägen|18.4640 60.3495; Gräsö; 18.486 60.380; 18.466 60.420; 18.430 60.452; 18.415 60.480
        C 1103|tertiary|60|Söderbodavägen|Gräsö; 18.520 60.335; 18.565 60.312; 18.598 60.288
        C 1104|tertiary|70|Hargsvägen|Hargshamn; 18.445 60.196; 18.420 60.220; >18.380 60.232
        C 1105|tertiary|60|Raggarövägen|>18.445 60.196; 18.500 60.214; Raggarö
        C 724|tertiary|70|Ekebyvägen|Alunda; Ekeby; 17.955 60.145; Österbybruk
        C 725|tertiary|70|Knutbyvägen|Alunda; 18.170 60.040; 18.280 60.012; 18.390 60.000; >18.500 60.030
        C 726|tertiary|70|Vällenvägen|>18.180 60.038; 18.240 60.075; 18.272 60.120; >18.270 60.177
        C 727|tertiary|70|Skyttorpsvägen|Alunda; 18.000 60.068; 17.900 60.075; 17.815 60.083; Skyttorp
        C 728|tertiary|70|Kyrkvägen|>17.540 60.060; 17.620 60.050; 17.690 60.060; Skyttorp
        C 790|secondary|70|Månkarbo norra|Månkarbo; 17.434 60.226; 17.370 60.243; 17.300 60.285; 17.255 60.335; Söderfors
        C 791|secondary|70|Untravägen|Mehedeby; 17.374 60.447; 17.320 60.425; 17.270 60.402; Söderfors
        C 792|secondary|70|Kraftverksvägen|Älvkarleby; 17.400 60.562; 17.349 60.553; 17.300 60.548; 17.230 60.560; 17.130 60.565
        C 730|tertiary|60|Edsvägen|>18.440 60.122; 18.520 60.110; 18.568 60.098
        """;

    /// <summary>The coast of the Bothnian Sea from west to east, lon lat.</summary>
    private const string CoastText = """
        16.90 60.680; 17.05 60.678; 17.20 60.672; 17.28 60.664; 17.34 60.653; 17.40 60.649; 17.452 60.640; 17.475 60.652; 17.50 60.648; 17.53 60.637; 17.575 60.639;
        17.622 60.637; 17.642 60.615; 17.630 60.590; 17.608 60.566; 17.622 60.545; 17.645 60.533; 17.680 60.530; 17.702 60.547; 17.735 60.558; 17.760 60.577; 17.80 60.587;
        17.84 60.607; 17.89 60.625; 17.94 60.630; 17.965 60.605; 17.975 60.575; 17.99 60.545; 18.02 60.515; 18.00 60.490; 17.97 60.466; 18.00 60.449; 18.06 60.442;
        18.10 60.430; 18.15 60.416; 18.20 60.409; 18.25 60.401; 18.28 60.377; 18.33 60.363; 18.38 60.352; 18.42 60.354; 18.4475 60.3435; 18.462 60.330; 18.47 60.310;
        18.45 60.295; 18.42 60.288; 18.398 60.276; 18.390 60.262; 18.402 60.250; 18.43 60.256; 18.46 60.263; 18.52 60.263; 18.58 60.247; 18.602 60.222; 18.565 60.201;
        18.515 60.191; 18.487 60.176; 18.493 60.160; 18.53 60.155; 18.60 60.160; 18.64 60.140; 18.62 60.110; 18.60 60.080; 18.65 60.050; 18.70 60.020; 18.72 59.940
        """;

    /// <summary>The island of Gräsö.</summary>
    private const string IslandText = """
        18.400 60.500; 18.450 60.490; 18.500 60.450; 18.530 60.410; 18.570 60.370; 18.600 60.330; 18.628 60.285; 18.612 60.266; 18.575 60.286; 18.548 60.310; 18.510 60.323;
        18.482 60.337; 18.4625 60.3490; 18.468 60.370; 18.448 60.400; 18.410 60.430; 18.388 60.460; 18.382 60.485
        """;

    /// <summary>Dalälven, from the west to the sea.</summary>
    private const string RiverText = """
        16.95 60.345; 17.03 60.362; 17.12 60.393; 17.19 60.402; 17.255 60.432; 17.300 60.472; 17.342 60.516; 17.395 60.538; 17.435 60.548; 17.468 60.558; 17.482 60.582;
        17.478 60.610; 17.462 60.650
        """;

    /// <summary>name | lon lat | half its width, half its height in metres</summary>
    private const string LakeText = """
        Tämnaren|17.315 60.165|2700|4200
        Storfjärden|17.130 60.402|1900|900
        Vendelsjön|17.588 60.136|650|1700
        Dannemorasjön|17.832 60.219|620|1100
        Filmsjön|17.930 60.248|700|1100
        Strömaren|17.635 60.343|900|1600
        Finnsjön|17.985 60.358|700|1500
        Vällen|18.345 60.078|850|2300
        Södra Giningen|18.345 60.147|700|1000
        Gimo damm|18.160 60.190|350|850
        Skälsjön|18.050 60.140|500|800
        Bruksdammen|17.895 60.415|330|420
        Hosjön|17.960 60.325|450|600
        Åkerbysjön|17.730 60.375|500|900
        Fälaren|17.790 60.270|600|1000
        Ålsjön|17.520 60.245|350|700
        Bredforsen|17.300 60.520|500|400
        """;

    public static IReadOnlyList<Settlement> Settlements { get; } = [.. Lines(SettlementText).Select(line => new Settlement(line[0], line[1], int.Parse(line[2], CultureInfo.InvariantCulture), SpotOf(line[3])))];

    public static IReadOnlyList<Thoroughfare> Roads { get; } = [.. Lines(RoadText).Select(RoadOf)];

    public static IReadOnlyList<Spot> Coast { get; } = SpotsOf(CoastText);

    public static IReadOnlyList<Spot> Island { get; } = SpotsOf(IslandText);

    public static IReadOnlyList<Spot> River { get; } = SpotsOf(RiverText);

    public static IReadOnlyList<(string Name, Spot Middle, double HalfWidth, double HalfHeight)> Lakes { get; } =
        [.. Lines(LakeText).Select(line => (line[0], SpotOf(line[1]), Number(line[2]), Number(line[3])))];

    /// <summary>Where roads cross the motorway with ramps: name and the crossing road.</summary>
    public static IReadOnlyList<(string Name, string Road)> Interchanges { get; } =
        [("Trafikplats Månkarbo", "C 790"), ("Trafikplats Tierp", "292"), ("Trafikplats Mehedeby", "C 791"), ("Trafikplats Älvkarleby", "C 792")];

    /// <summary>The yellow ferry's berths: Öregrund and Gräsö.</summary>
    public static (Spot Mainland, Spot Island) FerryBerths { get; } = (Spot.At(lon: 18.445, lat: 60.3415), Spot.At(lon: 18.4640, lat: 60.3495));

    /// <summary>The drawing board's corners: south-west and north-east.</summary>
    public static (Spot Low, Spot High) Board { get; } = (Spot.At(lon: 16.98, lat: 59.98), Spot.At(lon: 18.90, lat: 60.72));

    private static Thoroughfare RoadOf(string[] line)
    {
        var stops = line[4].Split(';', StringSplitOptions.TrimEntries);
        var byName = Settlements.ToDictionary(place => place.Name);
        var controls = stops.Select(stop => byName.TryGetValue(stop, out var place) ? place.Middle : SpotOf(stop.TrimStart('>'))).ToList();
        return new Thoroughfare(
            line[0], line[1], int.Parse(line[2], CultureInfo.InvariantCulture), line[3], controls,
            [.. stops.Where(byName.ContainsKey).Select(stop => byName[stop].Middle)], stops[0][0] == '>', stops[^1][0] == '>');
    }

    private static IEnumerable<string[]> Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries).Select(line => line.Split('|'));

    private static List<Spot> SpotsOf(string text) => [.. text.Split(';', StringSplitOptions.TrimEntries).Select(SpotOf)];

    private static Spot SpotOf(string text)
    {
        var numbers = text.Split(' ');
        return Spot.At(lon: Number(numbers[0]), lat: Number(numbers[1]));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
