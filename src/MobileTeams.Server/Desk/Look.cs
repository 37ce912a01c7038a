namespace MobileTeams.Server.Desk;

/// <summary>How the person wants the desk to look, kept in a cookie: light, dark, or night – dim and without blue, for eyes that must see in the dark afterwards.</summary>
public sealed record Look(string Theme)
{
    public const string Cookie = "look";

    public static IReadOnlyList<string> Themes { get; } = ["light", "dark", "night"];

    public bool IsDark => Theme != "light";

    /// <summary>The look after this one.</summary>
    public string Next => NextAfter(Theme);

    public static Look Of(HttpContext http) => new(http.Request.Cookies[Cookie] is { } theme && Themes.Contains(theme) ? theme : "light");

    public static string NextAfter(string theme) => theme switch { "light" => "dark", "dark" => "night", _ => "light" };

    public static string NameOf(string theme) => theme switch { "light" => Words.Light, "dark" => Words.Dark, _ => BoardWords.Night };
}
