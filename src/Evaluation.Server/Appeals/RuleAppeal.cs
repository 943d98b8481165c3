using Evaluation.Office.Adjustments;
using Evaluation.Office.Appeals;
using Evaluation.Office.Claims;
using Evaluation.Office.Decisions;
using Evaluation.Office.Projects;
using Evaluation.Office.Units;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Appeals;

/// <summary>Rules on an appeal (裁决); an upheld one is put right in the same transaction.</summary>
[For(Roles.Committee)]
public sealed record RuleAppeal(
    Signature By, string Appeal, bool Upheld, string Reason, string Document, Remedy? Remedy, long? Version);

/// <summary>Decides on rulings.</summary>
public static class RuleAppealHandler
{
    /// <summary>Rules, and writes what the remedy does beside the ruling: all or nothing.</summary>
    public static async Task<Outcome> Handle(
        RuleAppeal command, IDocumentSession session, Rulings rulings, CancellationToken ct)
    {
        var result = await rulings.SupposeAsync(command, session, command.By.Account, ct);
        if (!result.TryGet(out var supposed, out var refusal))
        {
            return Outcome.Refused(refusal);
        }

        await supposed.Seen.KeepAsync(session, RosterFold.Stream, ct);

        // In the order of their names.
        var writing = new UnitOfWork(session, command.By);
        var adjustment = await HoldAsync<Adjustment>(writing, supposed.Remedy.Adjustment, ct);
        var appeal = await writing.HoldAsync<Appeal>(Appeal.StreamOf(command.Appeal), command.Version, ct);
        var claim = await HoldAsync<Claim>(writing, supposed.Remedy.Claim, ct);
        var project = await HoldAsync<Project>(writing, supposed.Remedy.Project, ct);
        return await writing.SaveAsync(appeal, Decide, ct);

        IReadOnlyList<(Held, Decision)> Decide()
        {
            var ruled = AppealDecider.Rule(appeal.State, supposed.Ruling, supposed.Interested);
            if (ruled.Refusal is not null)
            {
                return [(appeal, ruled)];
            }

            var remedy = supposed.Remedy.Decide(claim?.State, project?.State, adjustment?.State);
            if (remedy.Refusal is { } no)
            {
                return [(appeal, no)];
            }

            return
            [
                (appeal, ruled), .. With(claim, remedy.Claim), .. With(project, remedy.Project),
                .. With(adjustment, remedy.Adjustment),
            ];
        }
    }

    private static async Task<Held<T>?> HoldAsync<T>(UnitOfWork writing, string? stream, CancellationToken ct)
        where T : class => stream is null ? null : await writing.HoldAsync<T>(stream, null, ct);

    private static IEnumerable<(Held, Decision)> With(Held? held, Decision decision) =>
        held is null ? [] : [(held, decision)];
}
