using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using MobileTeams.Measures;
using Npgsql;

namespace MobileTeams.Server;

/// <summary>The one place where what went wrong becomes an answer: ProblemDetails with a code of <c>docs/errors.md</c>, never a stack trace.</summary>
public static class Errors
{
    public static void AddErrors(this WebApplicationBuilder builder)
    {
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = context => context.ProblemDetails.Extensions.Remove("exception"));
        builder.Services.AddExceptionHandler<Handler>();
        builder.Services.AddOpenApi();
    }

    public static void UseErrors(this WebApplication app)
    {
        app.UseExceptionHandler();
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

    private sealed class Handler(IProblemDetailsService problems) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
        {
            var details = exception switch
            {
                InputException input => Details(StatusCodes.Status422UnprocessableEntity, input.Code, input.Message, input.Place),
                BadHttpRequestException bad => Details(bad.StatusCode, "request.unreadable", bad.Message, null),
                NpgsqlException { IsTransient: true } or TimeoutException => Details(
                    StatusCodes.Status503ServiceUnavailable, "database.away", "The database does not answer just now. Nothing was changed; try again in a moment.", null),
                _ => Details(StatusCodes.Status500InternalServerError, "server.fault", "Something is wrong in the server. It has been written to its log.", null),
            };
            context.Response.StatusCode = details.Status!.Value;
            if (details.Status == StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = "2";
            return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = details });
        }
    }
}
