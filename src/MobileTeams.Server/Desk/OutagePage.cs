namespace MobileTeams.Server.Desk;

/// <summary>What a person sees who loads a page while the database does not answer: that it is so, what goes on, and by itself the page as soon as it can be had.</summary>
/// <remarks>Nothing in it comes from a request but the choice among our own languages and looks, so nothing has to be escaped.</remarks>
internal static class OutagePage
{
    /// <summary>Whether a person waits for a page in a browser's window.</summary>
    /// <remarks>Not when Blazor follows a link: it would put the parts of this page into the one it has, and start no script of it.</remarks>
    public static bool IsAskedFor(HttpRequest request) =>
        !request.Path.StartsWithSegments("/api")
        && request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase) && type.Parameters.All(parameter => parameter.Name != "blazor-enhanced-nav"));

    public static Task Write(HttpContext http, CancellationToken ct)
    {
        http.Response.ContentType = "text/html; charset=utf-8";

        // A page is come back to; what was sent is not sent again, and its sender begins at the door.
        return http.Response.WriteAsync(Page(Look.Of(http), back: HttpMethods.IsGet(http.Request.Method) ? "" : "/"), ct);
    }

    private static string Page(Look look, string back) =>
        $"""
        <!DOCTYPE html>
        <html lang="{(Words.IsEnglish ? "en" : "sv")}" data-theme="{look.Theme}" data-back="{back}">
        <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="color-scheme" content="{(look.IsDark ? "dark" : "light")}" />
            <noscript><meta http-equiv="refresh" content="10{(back.Length > 0 ? $";url={back}" : "")}" /></noscript>
            <title>{Words.DatabaseAway} – MobileTeams</title>
            <link rel="icon" href="/icon.svg" type="image/svg+xml" />
            <link rel="stylesheet" href="/desk.css" />
            <link rel="stylesheet" href="/board.css" />
            <script src="/ready.js" defer></script>
            <script src="/outage.js" defer></script>
        </head>
        <body>
            <main class="sign-in outage">
                <h1>{Words.DatabaseAway}</h1>
                <p>{Words.CallsGoOn}</p>
                <p>{Words.TabletsGoOn}</p>
                <p role="status">{Words.PageComesBack}</p>
                <p><a href="{back}">{Words.LoadAgain}</a></p>
            </main>
        </body>
        </html>
        """;
}
