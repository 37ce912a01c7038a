using System.Globalization;

namespace MobileTeams.Bench.Desks;

/// <summary>What <c>desks</c> was asked for.</summary>
/// <param name="Address">Of a running server with the demo county.</param>
/// <param name="Database">Its PostgreSQL, in Npgsql's form, to hear of commits from; null to go without.</param>
/// <param name="Pause">Seconds between two changes.</param>
/// <param name="StatusEvery">Seconds between two reports of a crew's next step, over all crews; 0 for none.</param>
internal sealed record DeskOptions(Uri Address, int Desks, int Tablets, int Changes, double Pause, double StatusEvery, string? Database, string Login)
{
    public const string Usage =
        """
        desks [--address http://127.0.0.1:5080] [--desks 50] [--tablets 300] [--changes 100] [--pause SECONDS] [--status-every SECONDS]
              [--database 'Host=…;Port=…;Database=…;Username=…'] [--login samordnare.tierp]
        """;

    /// <exception cref="ArgumentException">What is wrong, as a sentence.</exception>
    public static DeskOptions Of(string[] arguments)
    {
        var options = new DeskOptions(new Uri("http://127.0.0.1:5080"), Desks: 50, Tablets: 300, Changes: 100, Pause: 1, StatusEvery: 20, Database: null, Login: "samordnare.tierp");
        for (var index = 0; index < arguments.Length; index += 2)
        {
            var (name, value) = (arguments[index], index + 1 < arguments.Length ? arguments[index + 1] : throw new ArgumentException($"{arguments[index]} needs a value."));
            options = name switch
            {
                "--address" => options with { Address = AddressOf(value) },
                "--desks" => options with { Desks = Count(name, value, least: 2) },
                "--tablets" => options with { Tablets = Count(name, value, least: 0) },
                "--changes" => options with { Changes = Count(name, value, least: 1) },
                "--pause" => options with { Pause = Seconds(name, value) },
                "--status-every" => options with { StatusEvery = Seconds(name, value) },
                "--database" => options with { Database = value },
                "--login" => options with { Login = value },
                _ => throw new ArgumentException($"There is no option {name}."),
            };
        }

        return options;
    }

    private static Uri AddressOf(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? new Uri(address, "/") : throw new ArgumentException($"{value} is no address such as http://127.0.0.1:5080.");

    private static int Count(string name, string value, int least) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least ? count : throw new ArgumentException($"{name} is a whole number from {least}, not {value}.");

    private static double Seconds(string name, string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= 3_600 ? seconds : throw new ArgumentException($"{name} is seconds from 0 to 3600, not {value}.");
}
