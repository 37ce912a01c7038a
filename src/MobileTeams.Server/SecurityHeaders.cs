using Microsoft.Extensions.Primitives;

namespace MobileTeams.Server;

/// <summary>What every answer tells the browser to refuse: scripts, frames and requests that are not ours, guessing of types, places and cameras.</summary>
public static class SecurityHeaders
{
    /// <summary>Scripts and sheets come from this server and from nowhere else, none of them inline. Style attributes are allowed: the board places its blocks with them, and a
    /// style can neither run nor send. The map draws in a worker of ours and reads its pictures from memory.</summary>
    private const string ContentPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
        + "worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private static readonly (string Name, string Value)[] Always =
    [
        ("Content-Security-Policy", ContentPolicy),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "no-referrer"),
        ("Permissions-Policy", "accelerometer=(), camera=(), display-capture=(), geolocation=(self), gyroscope=(), microphone=(), payment=(), usb=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ];

    public static void UseSecurityHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            foreach (var (name, value) in Always) headers[name] = value;
            if (context.Request.IsHttps) headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";

            // What is read of people is nobody's to keep but the tablet's own sealed memory.
            if (context.Request.Path.StartsWithSegments("/api") && StringValues.IsNullOrEmpty(headers.CacheControl)) headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    });

    /// <summary>Told when somebody signs out: what the browser has kept of pages goes.</summary>
    /// <remarks>Not its storage: on a shared machine a tablet's reports may wait there to be sent, sealed, and the tablet empties it by itself when its nurse leaves.</remarks>
    public static void ForgetPages(this HttpResponse response) => response.Headers["Clear-Site-Data"] = "\"cache\"";
}
