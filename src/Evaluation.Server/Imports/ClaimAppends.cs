using System.Text.Json;
using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Server.Kit.Store;
using Npgsql;

namespace Evaluation.Server.Imports;

/// <summary>
/// Writes the events of a plan through Marten, one at a time: slowly, but independent of the layout of Marten's tables.
/// </summary>
internal static class ClaimAppends
{
    private const int ReportEvery = 100;

    /// <summary>Writes all events inside a transaction, which the caller commits.</summary>
    /// <returns>The position of the last event.</returns>
    public static async Task<long> WriteAsync(
        Databases databases, NpgsqlTransaction transaction, ClaimPlan plan, DateTimeOffset at,
        IProgress<(long Done, long Total)>? progress, CancellationToken ct)
    {
        await using var session = databases.WriteSession(plan.District, transaction);
        var last = 0L;
        for (var i = 0; i < plan.Events.Count; i++)
        {
            if (i % ReportEvery == 0)
            {
                progress?.Report((i, plan.Events.Count));
            }

            var planned = plan.Events[i];
            var by = new Signature(
                planned.Account, planned.Unit, at, plan.By.Correlation, ClaimPlan.CausationOf(plan.By, planned.Row))
            {
                Person = planned.Person,
            };
            var fact = JsonSerializer.Deserialize(planned.Body, planned.Type, EventJson.Options)!;
            var signed = UnitOfWork.Sign(session, by, fact);
            if (planned.Version == 1)
            {
                session.Events.StartStream<Folded<Claim>>(planned.Stream, signed);
            }
            else
            {
                session.Events.Append(planned.Stream, planned.Version, signed);
            }

            // Marten numbers the events of one save stream by stream; saved one by one they keep the order of the plan.
            await session.SaveChangesAsync(ct);
            last = signed.Sequence;
        }

        progress?.Report((plan.Events.Count, plan.Events.Count));
        return last;
    }
}
