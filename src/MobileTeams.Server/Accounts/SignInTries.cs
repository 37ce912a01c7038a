using System.Collections.Concurrent;

namespace MobileTeams.Server.Accounts;

/// <summary>How often somebody may try to sign in: ten wrong tries a login in five minutes, and fifty an address.</summary>
public sealed class SignInTries(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private const int PerLogin = 10;
    private const int PerAddress = 50;
    private const int MostKept = 10_000;
    private readonly ConcurrentDictionary<string, (DateTimeOffset Since, int Tries)> tries = new();

    public bool MayTry(string login) => Count($"login {login}") <= PerLogin;

    public bool MayTryFrom(string address) => Count($"address {address}") <= PerAddress;

    /// <summary>The password was right: the login starts anew, and this one try does not count for the address, from which a whole centre may sign in.</summary>
    public void Forget(string login, string from)
    {
        tries.TryRemove($"login {login}", out _);
        if (tries.TryGetValue($"address {from}", out var seen)) tries.TryUpdate($"address {from}", seen with { Tries = seen.Tries - 1 }, seen);
    }

    private int Count(string who)
    {
        var now = clock.GetUtcNow();
        if (tries.Count > MostKept)
        {
            foreach (var (key, seen) in tries)
                if (now - seen.Since > Window) tries.TryRemove(key, out _);
        }

        return tries.AddOrUpdate(
            who,
            _ => (now, 1),
            (_, seen) => now - seen.Since > Window ? (now, 1) : (seen.Since, seen.Tries + 1)).Tries;
    }
}
