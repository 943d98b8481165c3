using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.Units;

/// <summary>A file of a firm that was taken into another file of the same firm (并档).</summary>
/// <param name="Firm">The short name of the file that was taken in.</param>
/// <param name="Into">That of the file that stays.</param>
public sealed record MergedFirm(string Firm, string Into);

/// <summary>Which files are of one firm, as known; each file was taken into at most one other.</summary>
public sealed class MergedFirms
{
    private readonly Dictionary<string, string> stays = new(StringComparer.Ordinal);

    /// <summary>The mergers in force.</summary>
    /// <param name="all">In the order in which they were recorded.</param>
    [JsonConstructor]
    public MergedFirms(ImmutableList<MergedFirm> all)
    {
        All = all;
        var next = all.ToLookup(one => Sameness.Of(one.Firm), one => one.Into, StringComparer.Ordinal);
        foreach (var from in next.Select(one => one.Key))
        {
            var (seen, at) = (new HashSet<string>(StringComparer.Ordinal) { from }, next[from].Last());
            while (next[Sameness.Of(at)].LastOrDefault() is { } further && seen.Add(Sameness.Of(at)))
            {
                at = further;
            }

            if (!seen.Contains(Sameness.Of(at)))
            {
                stays[from] = at;
            }
        }
    }

    /// <summary>In the order in which they were recorded.</summary>
    public ImmutableList<MergedFirm> All { get; }

    /// <summary>
    /// The file that stands for a firm: the one at the end of the mergers. A file that was not taken in stands for
    /// itself, and so does one whose mergers lead back to it, which no decision lets happen.
    /// </summary>
    public string Of(string firm) => stays.GetValueOrDefault(Sameness.Of(firm), firm);

    /// <summary>With one more merger.</summary>
    public static MergedFirms With(MergedFirms? before, string firm, string into) =>
        new([.. before?.Without(firm)?.All ?? [], new MergedFirm(firm, into)]);

    /// <summary>Without that of a file; null when none is left.</summary>
    public MergedFirms? Without(string firm) =>
        All.RemoveAll(one => one.Firm == firm) is { IsEmpty: false } left ? new MergedFirms(left) : null;

    /// <summary>Whether two lists say the same.</summary>
    public static bool Same(MergedFirms? one, MergedFirms? other) =>
        ReferenceEquals(one, other) || (one?.All ?? []).SequenceEqual(other?.All ?? []);
}
