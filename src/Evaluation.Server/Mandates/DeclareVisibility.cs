using Evaluation.Office.Decisions;
using Evaluation.Office.Mandates;
using Evaluation.Server.Accounts;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Mandates;

/// <summary>Declares what the units of the district see of each other.</summary>
/// <param name="By">Who declares it.</param>
/// <param name="Declared">What holds from now on.</param>
/// <param name="Address">From where it is declared, for the audit.</param>
[For(Roles.Committee)]
public sealed record DeclareVisibility(Signature By, VisibilityDeclared Declared, string Address);

/// <summary>Decides on what units see.</summary>
public static class DeclareVisibilityHandler
{
    /// <summary>Declares it.</summary>
    public static Task<Outcome> Handle(DeclareVisibility command, IDocumentSession session, CancellationToken ct)
    {
        session.Insert(AccountBook.Record(
            new Doer(command.By.Account, command.Address), Audited.VisibilityDeclared, "", command.By.At,
            command.Declared.Papers is { } papers
                ? $"{Visibility.LabelOf(command.Declared.Others)}；{PaperScope.LabelOf(papers)}"
                : Visibility.LabelOf(command.Declared.Others)) with
        {
            District = session.TenantId,
        });
        return session.DecideAsync<Visibility>(
            command.By, Visibility.Stream, known => VisibilityDecider.Declare(known, command.Declared), null, ct);
    }
}
