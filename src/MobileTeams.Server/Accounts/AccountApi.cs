using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;

namespace MobileTeams.Server.Accounts;

public sealed record SignInDto(string? Login, string? Password);

public sealed record MeDto(string Name, IReadOnlyList<string> Roles, string Language);

/// <summary>Signing in and out, by the tablet's JSON and by the desk's form.</summary>
public static class AccountApi
{
    public const string DeskPolicy = "desk";

    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AccountStore>();
        builder.Services.AddSingleton<SignInTries>();
        builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
        {
            options.Cookie.Name = "mobileteams";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.ExpireTimeSpan = TimeSpan.FromHours(14);
            options.SlidingExpiration = true;
            options.LoginPath = "/sign-in";
            options.AccessDeniedPath = "/denied";
            options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
            options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
        });
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(DeskPolicy, policy => policy.RequireRole(nameof(Role.Dispatcher), nameof(Role.NightDuty), nameof(Role.TeamLead)));
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddAntiforgery();
    }

    public static void UseAccounts(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
    }

    public static void MapAccounts(this WebApplication app)
    {
        app.MapPost("/api/sign-in", async (SignInDto sign, HttpContext http, AccountStore accounts, SignInTries tries, CancellationToken ct) =>
        {
            var (viewer, isTooMany) = await TrySignIn(http, accounts, tries, sign.Login, sign.Password, ct);
            if (isTooMany) return Errors.Problem(429, "account.too-many-tries", "Too many tries. Wait a minute and try again.");
            return viewer is null ? Errors.Problem(401, "account.wrong", "The login or the password is wrong.") : Results.Ok(Me(viewer));
        }).DisableAntiforgery();
        app.MapPost("/api/sign-out", async (HttpContext http) =>
        {
            await http.SignOutAsync();
            return Results.NoContent();
        }).DisableAntiforgery();
        app.MapGet("/api/me", (HttpContext http) => Me(Viewer.Of(http.User))).RequireAuthorization();

        app.MapPost("/sign-in", async (
            [FromForm] string? login, [FromForm] string? password, HttpContext http, AccountStore accounts, SignInTries tries, CancellationToken ct) =>
        {
            var (viewer, isTooMany) = await TrySignIn(http, accounts, tries, login, password, ct);
            return Results.LocalRedirect(
                isTooMany ? "~/sign-in?failed=tries"
                : viewer is null ? "~/sign-in?failed=wrong"
                : viewer.SeesWholeOrganisation ? "~/"
                : viewer.Is(Role.Nurse) ? "~/tablet/"
                : "~/");
        });
        app.MapPost("/sign-out", async (HttpContext http) =>
        {
            await http.SignOutAsync();
            return Results.LocalRedirect("~/sign-in");
        });
    }

    private static MeDto Me(Viewer viewer) => new(viewer.Name, [.. viewer.Roles.Select(role => role.ToString())], "sv");

    private static async Task<(Viewer? Viewer, bool IsTooMany)> TrySignIn(
        HttpContext http, AccountStore accounts, SignInTries tries, string? login, string? password, CancellationToken ct)
    {
        var name = (login ?? "").Trim().ToLowerInvariant();
        if (!tries.MayTry(name) || !tries.MayTryFrom($"{http.Connection.RemoteIpAddress}")) return (null, true);
        if (await accounts.FindViewer(name, password ?? "", ct) is not { } viewer) return (null, false);
        tries.Forget(name);
        await http.SignInAsync(viewer.ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme));
        return (viewer, false);
    }

    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/live")) context.Response.StatusCode = status;
        else context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }
}
