using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MobileTeams.Dispatch.Patients;

namespace MobileTeams.Demo.World;

/// <summary>Ids and identity numbers that come out the same for the same seed, so that loading a world twice doubles nothing.</summary>
internal sealed class Identity(int seed)
{
    /// <summary>Ages are told as of this day, so that nobody's birthday moves when the world is made another day.</summary>
    private static readonly DateOnly AgesAsOf = new(2026, 1, 1);

    private readonly HashSet<string> numbers = [];

    /// <summary>A version 8 identifier (RFC 9562): the first half of SHA-256 over the seed and what the thing is called.</summary>
    public Guid Of(string kind, string name)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"norduppland/{seed}/{kind}/{name}")), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>A personnummer of the series that are kept for tests (birth numbers 980–989), so that it is nobody's. An even birth number is a woman's.</summary>
    public PersonIdentifier Personnummer(int age, bool isWoman, Dice dice)
    {
        while (true)
        {
            var born = AgesAsOf.AddYears(-age).AddDays(-dice.Below(365));
            var serial = 980 + (2 * dice.Below(5)) + (isWoman ? 0 : 1);
            var nine = born.ToString("yyMMdd", CultureInfo.InvariantCulture) + serial.ToString(CultureInfo.InvariantCulture);
            var number = born.ToString("yyyyMMdd", CultureInfo.InvariantCulture) + serial.ToString(CultureInfo.InvariantCulture) + CheckDigit(nine).ToString(CultureInfo.InvariantCulture);
            if (numbers.Add(number)) return PersonIdentifier.Parse(number);
        }
    }

    /// <summary>Luhn's digit over nine: every other one doubled from the first, the digits of it all added, up to the next ten.</summary>
    internal static int CheckDigit(string nine)
    {
        var sum = 0;
        for (var i = 0; i < nine.Length; i++)
        {
            var digit = (nine[i] - '0') * (i % 2 == 0 ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
        }

        return (10 - (sum % 10)) % 10;
    }
}
