using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using MobileTeams.Server.Data;

namespace MobileTeams.Server.Accounts;

/// <summary>Whether a sign-in still holds: the account is not locked, and neither its rights nor its password have changed since. Asked of the database at most once in a few seconds.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class Sessions(AccountStore accounts, TimeProvider clock)
{
    public const string Claim = "session";

    /// <summary>How long an answer is believed.</summary>
    public static readonly TimeSpan Believed = TimeSpan.FromSeconds(3);

    private const int MostKept = 20_000;
    private readonly ConcurrentDictionary<Guid, (DateTimeOffset AskedAt, int? Session)> known = new();

    public async Task<bool> Holds(ClaimsPrincipal principal, CancellationToken ct)
    {
        if (Viewer.Find(principal) is not { } viewer || !int.TryParse(principal.FindFirstValue(Claim), CultureInfo.InvariantCulture, out var session)) return false;
        var now = clock.GetUtcNow();
        if (!known.TryGetValue(viewer.Account, out var answer) || now - answer.AskedAt > Believed || answer.Session != session)
        {
            if (known.Count >= MostKept) known.Clear();
            answer = (now, await accounts.FindSession(viewer.Account, ct));
            known[viewer.Account] = answer;
        }

        return answer.Session == session;
    }
}

/// <summary>Ends what an open desk may do when its sign-in no longer holds.</summary>
internal sealed class DeskSession(ILoggerFactory loggers, Sessions sessions) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => Sessions.Believed;

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        try
        {
            return await sessions.Holds(authenticationState.User, cancellationToken);
        }
        catch (Exception outage) when (Outage.Is(outage))
        {
            // Without its database nothing can be read or changed; a desk is not thrown out for that, and asked again in a moment.
            return true;
        }
    }
}
