using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using MobileTeams.Measures;
using MobileTeams.Server.Data;
using MobileTeams.Server.Desk;

namespace MobileTeams.Server;

/// <summary>The one place where what went wrong becomes an answer: ProblemDetails with a code of <c>docs/errors.md</c>, never a stack trace.</summary>
public static partial class Errors
{
    public static void AddErrors(this WebApplicationBuilder builder)
    {
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = context => context.ProblemDetails.Extensions.Remove("exception"));
        builder.Services.AddExceptionHandler<Handler>();
        builder.Services.AddOpenApi();
    }

    public static void UseErrors(this WebApplication app)
    {
        // What was foreseen is answered and needs no stack in the log; a bug does.
        app.UseExceptionHandler(new ExceptionHandlerOptions { SuppressDiagnosticsCallback = caught => !IsBug(caught.Exception) });
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api"), api => api.UseStatusCodePages());
    }

    public static IResult Problem(int status, string code, string detail, string? place = null) => Results.Problem(Details(status, code, detail, place));

    private static ProblemDetails Details(int status, string code, string detail, string? place)
    {
        var details = new ProblemDetails { Status = status, Title = code, Detail = detail, Type = $"/errors#{code}" };
        details.Extensions["code"] = code;
        if (place is not null) details.Extensions["place"] = place;
        return details;
    }

    private static bool IsBug(Exception exception) => exception is not (InputException or BadHttpRequestException) && !Outage.Is(exception);

    private sealed partial class Handler(IProblemDetailsService problems, ILogger<Handler> log) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
        {
            var details = exception switch
            {
                InputException input => Details(StatusCodes.Status422UnprocessableEntity, input.Code, input.Message, input.Place),
                BadHttpRequestException bad => Details(bad.StatusCode, "request.unreadable", bad.Message, null),
                _ when Outage.Is(exception) => Details(
                    StatusCodes.Status503ServiceUnavailable, "database.away", "The database does not answer just now. Nothing was changed; try again in a moment.", null),
                _ => Details(StatusCodes.Status500InternalServerError, "server.fault", "Something is wrong in the server. It has been written to its log.", null),
            };
            context.Response.StatusCode = details.Status!.Value;
            if (details.Status == StatusCodes.Status503ServiceUnavailable)
            {
                LogAway(context.Request.Path, exception.Message);
                context.Response.Headers.RetryAfter = "2";
                if (OutagePage.IsAskedFor(context.Request))
                {
                    await OutagePage.Write(context, cancellationToken);
                    return true;
                }
            }

            // Blazor, following a link, asks for HTML and nothing else: given anything else than that it loads the page anew, given nothing it shows "Error: 503" in the page's place.
            if (!await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = details }))
                await context.Response.WriteAsJsonAsync(details, options: null, "application/problem+json", cancellationToken);
            return true;
        }

        [LoggerMessage(LogLevel.Warning, "{Path} was not answered, for the database does not answer ({Reason}).")]
        private partial void LogAway(string path, string reason);
    }
}
