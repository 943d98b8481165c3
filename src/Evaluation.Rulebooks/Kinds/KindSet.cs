using System.Collections.Immutable;

namespace Evaluation.Rulebooks.Kinds;

/// <summary>
/// The kinds of fact in force: the built-in ones, and those that an edition of the rules declares (事项类别).
/// </summary>
public sealed class KindSet
{
    /// <summary>The kinds that every district has.</summary>
    public static readonly KindSet BuiltIn = new([]);

    private readonly Dictionary<string, KindDefinition> all;
    private readonly Dictionary<string, FieldOrder> orders = new(StringComparer.Ordinal);

    /// <summary>The built-in kinds and some more; the names of these are not those of built-in kinds.</summary>
    public KindSet(ImmutableArray<KindDefinition> declared)
    {
        Declared = declared;
        Reportable = [.. BuiltInKinds.BuiltIn, .. declared];
        all = Reportable.Concat(BuiltInKinds.System).ToDictionary(kind => kind.Name, StringComparer.Ordinal);
    }

    /// <summary>What the edition declares, in its order.</summary>
    public ImmutableArray<KindDefinition> Declared { get; }

    /// <summary>The kinds a unit may report, in print order.</summary>
    public ImmutableArray<KindDefinition> Reportable { get; }

    /// <summary>The names of all kinds that a clause may count.</summary>
    public IEnumerable<string> Names => all.Keys;

    /// <summary>A kind that a unit may report; null when none of that name is in force.</summary>
    public KindDefinition? Find(string kind) => Reportable.FirstOrDefault(one => one.Name == kind);

    /// <summary>The word in print for any kind.</summary>
    public string LabelOf(string kind) => all.GetValueOrDefault(kind)?.Label ?? kind;

    /// <summary>The fields that units report, in print order; none for a kind that is not in force.</summary>
    public ImmutableArray<FieldDefinition> PrintedFieldsOf(string kind) => all.GetValueOrDefault(kind)?.Fields ?? [];

    /// <summary>Whether facts of the kind have fields that are not for everybody.</summary>
    public bool KeepsBack(string kind) => PrintedFieldsOf(kind).Any(field => field.Internal);

    /// <summary>
    /// The fields that formulas see: those reported, and what verification adds from the file of a project or firm.
    /// </summary>
    public IReadOnlyList<FieldDefinition> FieldsOf(string kind) =>
        all.TryGetValue(kind, out var found) ? [.. found.Fields, .. found.FromFile] : [];

    /// <summary>
    /// The fields that formulas see, by position, so that a value is found without looking up its name.
    /// </summary>
    public FieldOrder OrderOf(string kind)
    {
        lock (orders)
        {
            if (!orders.TryGetValue(kind, out var order))
            {
                orders[kind] = order = new FieldOrder([.. FieldsOf(kind).Select(field => field.Name)]);
            }

            return order;
        }
    }

    /// <summary>The fields that make two facts of the kind the same; none when every fact counts by itself.</summary>
    public ImmutableArray<string> SameOf(string kind) =>
        Declared.IsEmpty ? [] : all.GetValueOrDefault(kind)?.Same ?? [];
}
