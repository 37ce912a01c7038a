using System.Globalization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Localization;
using MobileTeams.Server.Accounts;
using Radzen;

namespace MobileTeams.Server.Desk;

/// <summary>The dispatcher's desk: Blazor pages, rendered here and kept live over one socket.</summary>
public static class DeskPages
{
    private static readonly string[] Languages = ["sv", "en"];

    public static void AddDesk(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents().AddInteractiveServerComponents()
            // A line that is cut is noticed within seconds, on both sides; see wwwroot/line.js.
            .AddHubOptions(hub => hub.KeepAliveInterval = TimeSpan.FromSeconds(4));
        builder.Services.AddScoped<AuthenticationStateProvider, DeskSession>();
        builder.Services.AddRadzenComponents();
        builder.Services.AddSingleton<DeskBook>();
        builder.Services.AddScoped<DeskDay>();
        builder.Services.AddSingleton<HandoverReport>();
        builder.Services.AddScoped<DeskHand>();
        builder.Services.AddScoped<OutageNotice>();
        builder.Services.AddSingleton<FittingBook>();
        builder.Services.AddSingleton<HouseClock>();
    }

    public static void MapDesk(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapGet("/look", (string? language, string? theme, string? back, HttpContext http) =>
        {
            var keep = new CookieOptions { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Strict, HttpOnly = true, IsEssential = true };
            if (Languages.Contains(language))
                http.Response.Cookies.Append(CookieRequestCultureProvider.DefaultCookieName, CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language!)), keep);
            if (Look.Themes.Contains(theme)) http.Response.Cookies.Append(Look.Cookie, theme!, keep);
            return Results.LocalRedirect(back is ['/', not '/', ..] or "/" ? $"~{back}" : "~/");
        });
        app.MapFallbackToFile("/tablet/{**path:nonfile}", "tablet/index.html");
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }

    public static void UseLanguages(this WebApplication app)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.GetCultureInfo("sv");
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("sv");
        app.UseRequestLocalization(new RequestLocalizationOptions
        {
            DefaultRequestCulture = new RequestCulture("sv"),
            SupportedCultures = [.. Languages.Select(CultureInfo.GetCultureInfo)],
            SupportedUICultures = [.. Languages.Select(CultureInfo.GetCultureInfo)],
            RequestCultureProviders = [new CookieRequestCultureProvider()],
        });
    }
}
