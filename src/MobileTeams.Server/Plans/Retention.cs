using Dapper;
using MobileTeams.Server.Data;

namespace MobileTeams.Server.Plans;

/// <summary>How long things are kept: where teams were seen 48 hours, proposals 30 days. Visits' events and the access log stay (at least five years by HSLF-FS 2016:40).</summary>
public sealed class Retention(Database database, PlanStore plans, TimeProvider clock)
{
    private static readonly TimeSpan Positions = TimeSpan.FromHours(48);
    private static readonly TimeSpan Proposals = TimeSpan.FromDays(30);

    public async Task Forget(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.Open(ct);
        await connection.ExecuteAsync("delete from day_event where kind = 'TeamSeen' and received_at < @before", new { before = (now - Positions).UtcDateTime });
        await plans.ForgetProposals(now - Proposals, ct);
    }
}
