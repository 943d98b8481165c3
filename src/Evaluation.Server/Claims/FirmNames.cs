using Evaluation.Office.Firms;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Claims;

/// <summary>Lets a unit write a firm as it knows it: by short name, registered name, alias or credit code.</summary>
internal static class FirmNames
{
    /// <summary>The facts with every firm by its short name; what names no firm on file is left as written.</summary>
    public static async Task<IReadOnlyDictionary<string, Value>> ResolveAsync(
        IStates look, KindDefinition kind, IReadOnlyDictionary<string, Value> facts, CancellationToken ct)
    {
        var found = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var field in kind.Fields.Where(field => field.Type == FieldType.Enterprise))
        {
            if (facts.TryGetValue(field.Name, out var value) && value.Text is { } written
                && !await look.HasAsync(Firm.StreamOf(written), ct)
                && await look.StateAsync<NameTaken>(NameTaken.StreamOf(Firm.Key(written)), ct) is { } taken)
            {
                found[field.Name] = Value.Of(taken.Enterprise);
            }
        }

        return Facts.Join(facts, found);
    }
}
