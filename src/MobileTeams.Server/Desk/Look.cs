namespace MobileTeams.Server.Desk;

/// <summary>How the person wants the desk to look, kept in a cookie.</summary>
public sealed record Look(bool IsDark)
{
    public const string Cookie = "look";

    public static Look Of(HttpContext http) => new(http.Request.Cookies[Cookie] == "dark");
}
