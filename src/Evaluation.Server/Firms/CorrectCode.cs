using Evaluation.Office.Decisions;
using Evaluation.Office.Firms;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Firms;

/// <summary>Puts a firm's wrong credit code right; the wrong one belongs to nobody then.</summary>
[For(Roles.Verifier)]
public sealed record CorrectCode(Signature By, FirmCodeCorrected Code, long? Version);

/// <summary>Decides on a code together with the streams of the wrong and of the right one.</summary>
public static class CorrectCodeHandler
{
    /// <summary>Corrects the code.</summary>
    public static async Task<Outcome> Handle(CorrectCode command, IDocumentSession session, CancellationToken ct)
    {
        var correction = command.Code;
        var writing = new UnitOfWork(session, command.By);
        var held = await writing.HoldAsync<Firm>(Firm.StreamOf(correction.Enterprise), command.Version, ct);
        var codes = new List<(string Code, Held<NameTaken> Held, string? Stays)>();
        foreach (var code in new[] { held.State?.CreditCode, correction.CreditCode }.OfType<string>().Distinct()
            .Order(StringComparer.Ordinal))
        {
            var taken = await writing.HoldAsync<NameTaken>(NameTaken.StreamOf(code), null, ct);
            codes.Add((code, taken, await FirmNames.StaysAsync(session, ct, taken.State)));
        }

        return await writing.SaveAsync(
            held,
            () =>
            [
                (held, FirmDecider.CorrectCode(held.State, correction)),
                .. codes.Select(one => ((Held)one.Held, one.Code == correction.CreditCode
                    ? FirmDecider.Take(
                        one.Held.State, new NameTaken(one.Code, correction.Enterprise), null, one.Stays)
                    : FirmDecider.Release(one.Held.State, new NameReleased(one.Code, correction.Enterprise)))),
            ],
            ct);
    }
}
