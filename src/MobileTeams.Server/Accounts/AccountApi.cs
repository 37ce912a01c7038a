using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.StaticAssets;

namespace MobileTeams.Server.Accounts;

public sealed record SignInDto(string? Login, string? Password);

public sealed record MeDto(string Name, IReadOnlyList<string> Roles, string Language);

/// <summary>Signing in and out, by the tablet's JSON and by the desk's form.</summary>
public static class AccountApi
{
    public const string DeskPolicy = "desk";
    public const string AdminPolicy = "admin";
    public const string AuditPolicy = "audit";
    public const string EmergencyPolicy = "emergency";

    /// <summary>The fewest characters of a password that a person chooses.</summary>
    public const int ShortestPassword = 12;

    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AccountStore>();
        builder.Services.AddSingleton<SignInTries>();
        builder.Services.AddSingleton<Sessions>();
        builder.Services.AddSingleton<AccountBook>();
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
            options.Events.OnValidatePrincipal = async context =>
            {
                if (IsForEverybody(context.HttpContext)) return;
                if (!await context.HttpContext.RequestServices.GetRequiredService<Sessions>().Holds(context.Principal!, context.HttpContext.RequestAborted)) context.RejectPrincipal();
            };
            options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
            options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
        });
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(DeskPolicy, policy => policy.RequireRole(nameof(Role.Dispatcher), nameof(Role.NightDuty), nameof(Role.TeamLead)))
            .AddPolicy(AdminPolicy, policy => policy.RequireRole(nameof(Role.Admin)))
            .AddPolicy(AuditPolicy, policy => policy.RequireRole(nameof(Role.Auditor)))
            .AddPolicy(EmergencyPolicy, policy => policy.RequireAssertion(context => Viewer.Find(context.User) is { MayOpenInEmergency: true }));
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
            var (check, isTooMany) = await TrySignIn(http, accounts, tries, sign.Login, sign.Password, ct);
            if (isTooMany) return Errors.Problem(429, "account.too-many-tries", "Too many tries. Wait a minute and try again.");
            return check switch
            {
                PasswordCheck.Right right => Results.Ok(Me(right.Viewer)),
                PasswordCheck.MustChoose => Errors.Problem(403, "account.choose-password", "This password was handed out and opens once: choose one of your own at /new-password, then sign in with it."),
                _ => Errors.Problem(401, "account.wrong", "The login or the password is wrong."),
            };
        }).DisableAntiforgery();
        app.MapPost("/api/sign-out", async (HttpContext http) =>
        {
            await http.SignOutAsync();
            http.Response.ForgetPages();
            return Results.NoContent();
        }).DisableAntiforgery();
        app.MapGet("/api/me", (HttpContext http) => Me(Viewer.Of(http.User))).RequireAuthorization();

        app.MapPost("/sign-in", async (
            [FromForm] string? login, [FromForm] string? password, HttpContext http, AccountStore accounts, SignInTries tries, CancellationToken ct) =>
        {
            var (check, isTooMany) = await TrySignIn(http, accounts, tries, login, password, ct);
            return Results.LocalRedirect(
                isTooMany ? "~/sign-in?failed=tries"
                : check is PasswordCheck.Right right ? HomeOf(right.Viewer)
                : check is PasswordCheck.MustChoose ? "~/new-password"
                : "~/sign-in?failed=wrong");
        });
        app.MapPost("/new-password", async (
            [FromForm] string? login, [FromForm] string? password, [FromForm] string? chosen, [FromForm] string? again,
            HttpContext http, AccountStore accounts, SignInTries tries, CancellationToken ct) =>
        {
            var name = NameOf(login);
            if (!tries.MayTry(name) || !tries.MayTryFrom($"{http.Connection.RemoteIpAddress}")) return Results.LocalRedirect("~/new-password?failed=tries");
            if (chosen != again) return Results.LocalRedirect("~/new-password?failed=differs");
            if ((chosen?.Length ?? 0) < ShortestPassword || chosen == password) return Results.LocalRedirect("~/new-password?failed=short");
            if (await accounts.Choose(name, password ?? "", chosen!, ct) is not { } right) return Results.LocalRedirect("~/new-password?failed=wrong");
            tries.Forget(name, $"{http.Connection.RemoteIpAddress}");
            await SignIn(http, right);
            return Results.LocalRedirect(HomeOf(right.Viewer));
        });
        app.MapPost("/sign-out", async (HttpContext http) =>
        {
            await http.SignOutAsync();
            http.Response.ForgetPages();
            return Results.LocalRedirect("~/sign-in");
        });
    }

    private static MeDto Me(Viewer viewer) => new(viewer.Name, [.. viewer.Roles.Select(role => role.ToString())], "sv");

    private static string HomeOf(Viewer viewer) =>
        viewer.SeesWholeOrganisation ? "~/"
        : viewer.Is(Role.Nurse) ? "~/tablet/"
        : viewer.Is(Role.Admin) ? "~/accounts"
        : viewer.Is(Role.Auditor) ? "~/access-log"
        : "~/";

    private static string NameOf(string? login) => (login ?? "").Trim().ToLowerInvariant();

    private static Task SignIn(HttpContext http, PasswordCheck.Right right) =>
        http.SignInAsync(right.Viewer.ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme, right.Session));

    private static async Task<(PasswordCheck Check, bool IsTooMany)> TrySignIn(
        HttpContext http, AccountStore accounts, SignInTries tries, string? login, string? password, CancellationToken ct)
    {
        var name = NameOf(login);
        if (!tries.MayTry(name) || !tries.MayTryFrom($"{http.Connection.RemoteIpAddress}")) return (new PasswordCheck.Wrong(), true);
        var check = await accounts.Check(name, password ?? "", ct);
        if (check is PasswordCheck.Right right)
        {
            tries.Forget(name, $"{http.Connection.RemoteIpAddress}");
            await SignIn(http, right);
        }

        return (check, false);
    }

    /// <summary>Sheets, scripts, the tablet's app and how the server is are the same whoever asks: nobody is looked up for them, so they are there also while nobody can be.</summary>
    private static bool IsForEverybody(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null || http.Request.Path.StartsWithSegments("/tablet") || http.Request.Path.StartsWithSegments("/health");

    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/live")) context.Response.StatusCode = status;
        else context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }
}
