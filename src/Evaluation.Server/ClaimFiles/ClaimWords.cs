using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.ClaimFiles;

/// <summary>What a claim says, in print, and what a step changed in it.</summary>
/// <param name="names">Names of firms and projects by their codes.</param>
/// <param name="rules">The adopted editions, which declare kinds and fields.</param>
/// <param name="unitName">The name of a unit on a day.</param>
internal sealed class ClaimWords(
    IReadOnlyDictionary<string, string> names, RuleSet rules, Func<string, DateOnly, string> unitName)
{
    private const string Absent = "（空）";

    /// <summary>Each of its fields, the empty ones too, and what verification took from files on record.</summary>
    public IReadOnlyList<ClaimFactView> Facts(Claim claim)
    {
        var fields = FieldsOf(claim);
        return
        [
            new("发生日期", Print.Day(claim.OccurredOn), false),
            .. fields.Select(field => new ClaimFactView(
                field.Label, Word(claim, field), !claim.Facts.ContainsKey(field.Name))),
            .. Shared(claim) is { } shared ? [new ClaimFactView("计分单位", shared, false)]
                : Array.Empty<ClaimFactView>(),
        ];
    }

    /// <summary>What differs between two states of a claim, in the order of its fields.</summary>
    public IReadOnlyList<ClaimChangeView> Changes(Claim before, Claim after)
    {
        var changes = new List<ClaimChangeView>();
        Add("发生日期", Print.Day(before.OccurredOn), Print.Day(after.OccurredOn));
        foreach (var field in FieldsOf(after).UnionBy(FieldsOf(before), field => field.Name))
        {
            Add(field.Label, Word(before, field), Word(after, field));
        }

        Add("计分单位", Shared(before) ?? Absent, Shared(after) ?? Absent);
        return changes;

        void Add(string label, string was, string now)
        {
            if (was != now)
            {
                changes.Add(new ClaimChangeView(label, was, now));
            }
        }
    }

    /// <summary>Two claims beside each other: who, when, what, by which files, and in which state.</summary>
    public IReadOnlyList<ClaimPairView> Beside(
        Claim mine, IReadOnlyList<string> proof, Claim theirs, IReadOnlyList<string> otherProof,
        Func<string, string> called)
    {
        ClaimPairView[] head =
        [
            new("填报单位", unitName(mine.Unit, mine.OccurredOn), unitName(theirs.Unit, theirs.OccurredOn)),
            new("类别", KindOf(mine), KindOf(theirs)),
            new("发生日期", Print.Day(mine.OccurredOn), Print.Day(theirs.OccurredOn)),
        ];
        return
        [
            .. head,
            .. FieldsOf(mine).UnionBy(FieldsOf(theirs), field => field.Name)
                .Select(field => new ClaimPairView(field.Label, Word(mine, field), Word(theirs, field))),
            new("佐证材料", Files(proof), Files(otherProof)),
            new("填报人", called(mine.ReportedBy), called(theirs.ReportedBy)),
            new("状态", ClaimDecider.Label(mine.Status), ClaimDecider.Label(theirs.Status)),
        ];

        static string Files(IReadOnlyList<string> names) => names.Count == 0 ? Absent : Print.Names(names);

        string KindOf(Claim claim) => rules.KindsOn(claim.OccurredOn).LabelOf(claim.Kind);
    }

    /// <summary>A value as a form takes it back; empty for none.</summary>
    public static string Typed(FieldDefinition field, Claim claim) =>
        !claim.Facts.TryGetValue(field.Name, out var value) ? ""
        : field.Type == FieldType.Money ? Money.Format(value.Number ?? 0m)
        : value.ToString();

    /// <summary>The fields that a unit reports for the claim's kind.</summary>
    public IReadOnlyList<FieldDefinition> FieldsOf(Claim claim) =>
        rules.KindsOn(claim.OccurredOn).PrintedFieldsOf(claim.Kind);

    private string Word(Claim claim, FieldDefinition field) =>
        claim.Facts.TryGetValue(field.Name, out var value) ? Sentences.Word(field, value, names) : Absent;

    // Nothing while the reporting unit has all of it.
    private string? Shared(Claim claim) =>
        claim.Shares.Count == 0 || (claim.Shares.Count == 1 && claim.Shares[0].Unit == claim.Unit)
            ? null
            : string.Join('、', claim.Shares.Select(share =>
                $"{unitName(share.Unit, claim.OccurredOn)}{Value.Of(share.Part * 100m)}%"));
}
