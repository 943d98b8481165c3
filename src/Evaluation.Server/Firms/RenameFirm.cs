using Evaluation.Office.Decisions;
using Evaluation.Office.Firms;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Firms;

/// <summary>Gives a firm another registered name that no other firm holds; the former one stays an alias.</summary>
[For(Roles.Verifier)]
public sealed record RenameFirm(Signature By, FirmRenamed Name, long? Version);

/// <summary>Decides on a name together with its stream.</summary>
public static class RenameFirmHandler
{
    /// <summary>Renames the firm.</summary>
    public static async Task<Outcome> Handle(RenameFirm command, IDocumentSession session, CancellationToken ct)
    {
        var (by, renamed) = (command.By, command.Name);
        var stream = Firm.StreamOf(renamed.Enterprise);
        var (key, form) = (Firm.Key(renamed.Name), Firm.EarlierKey(renamed.Name));
        var earlier = form == key ? null : await session.StateAsync<NameTaken>(NameTaken.StreamOf(form), ct);
        var taken = await session.StateAsync<NameTaken>(NameTaken.StreamOf(key), ct);
        var stays = await FirmNames.StaysAsync(session, ct, earlier, taken);
        var filed = await FiledOn.OfAsync(session, stream, by.At.Offset, ct);
        return await session.DecideAsync<Firm, NameTaken>(
            by, new Subject(stream, command.Version), new Subject(NameTaken.StreamOf(key)),
            (firm, name) => (
                FirmDecider.Rename(firm, renamed, filed, DateOnly.FromDateTime(by.At.DateTime)),
                FirmDecider.Take(name, new NameTaken(key, renamed.Enterprise), earlier, stays)),
            ct);
    }
}
