using System.Collections.Immutable;
using System.Globalization;
using Evaluation.Office.Claims;
using Evaluation.Office.Firms;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Verification;

/// <summary>The claims that count or may count, with what all findings look up.</summary>
internal sealed class FindingContext
{
    private const int MostNamed = 6;

    private readonly Dictionary<(string, string), string?> nearness = [];
    private readonly Dictionary<string, List<(string Key, string Name)>> distinctive = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> near = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Firm> firms;

    public FindingContext(VerificationFile file, RuleSet rules)
    {
        (File, Rules) = (file, rules);
        Alive = [.. file.Claims.Where(one => one.Alive)];
        firms = InOne(file);
        var keys = firms.Values.SelectMany(firm => NearNames.Variants(firm).Select(key => (key, firm.Id)))
            .GroupBy(pair => pair.key, pair => pair.Id, StringComparer.Ordinal);
        foreach (var group in keys)
        {
            var members = group.ToList();
            foreach (var firm in members.Count > 1 ? members : [])
            {
                (near.TryGetValue(firm, out var known) ? known : near[firm] = []).Add(group.Key);
            }
        }
    }

    public VerificationFile File { get; }

    public RuleSet Rules { get; }

    /// <summary>In order of day and number.</summary>
    public ImmutableArray<ClaimHistory> Alive { get; }

    public TimeSpan Offset => File.District.Founded?.UtcOffset ?? TimeSpan.Zero;

    /// <summary>
    /// The distinctive files of a claim, as files are compared and as they are named: every file that was sent by its
    /// content, one that is only named by its name.
    /// </summary>
    public IReadOnlyList<(string Key, string Name)> DistinctiveEvidence(ClaimHistory history)
    {
        if (history.Evidence.Count == 0 && history.Claim.Files.Count == 0)
        {
            return [];
        }

        if (!distinctive.TryGetValue(history.Claim.Id, out var files))
        {
            distinctive[history.Claim.Id] = files =
            [
                .. history.Claim.Files.Select(file => (file.Sha256, file.Name)).Concat(
                    history.Evidence.Select(name => (Key: EvidenceName.Distinctive(this, history, name), name))
                        .Where(file => file.Key is not null).Select(file => (file.Key!, file.name)))
                    .DistinctBy(file => file.Item1),
            ];
        }

        return files;
    }

    /// <summary>
    /// The firm that a claim is about, by its own word or by its project's file, and by the file that stands for it;
    /// empty for none.
    /// </summary>
    public string FirmOf(Claim claim) => Standing(File, claim.Text("enterprise") is { Length: > 0 } firm ? firm
        : File.Projects.TryGetValue(claim.Text("project"), out var project) ? project.Enterprise
        : "");

    /// <summary>Keys that a firm shares with firms of a near name; none for most.</summary>
    public IReadOnlyList<string> NearKeys(string firm) => near.TryGetValue(firm, out var keys) ? keys : [];

    /// <summary>
    /// How near the names of two firms on file are, in words; null when they are not, or are one firm's.
    /// </summary>
    public string? Nearness(string one, string other)
    {
        if (one == other || Firm(one) is not { } left || Firm(other) is not { } right)
        {
            return null;
        }

        if (!nearness.TryGetValue((one, other), out var near))
        {
            near = NearNames.Between(left, right);
            nearness[(one, other)] = near = near is null ? null : $"企业名称相近：{near}";
        }

        return near;
    }

    public Firm? Firm(string id) => firms.GetValueOrDefault(id);

    private static string Standing(VerificationFile file, string firm) =>
        file.District.Roster.Firms?.Of(firm) ?? firm;

    // The names of files that were taken in are further names of the firm.
    private static Dictionary<string, Firm> InOne(VerificationFile file) => file.Firms.Values
        .GroupBy(firm => Standing(file, firm.Id), StringComparer.Ordinal)
        .Where(files => file.Firms.ContainsKey(files.Key))
        .ToDictionary(
            files => files.Key,
            files => file.Firms[files.Key] is var stays && files.Count() == 1 ? stays : stays with
            {
                Aliases =
                [
                    .. stays.Aliases,
                    .. files.Where(one => one.Id != stays.Id).SelectMany(one => one.Aliases.Prepend(one.Name)),
                ],
            },
            StringComparer.Ordinal);

    public string NameOf(string firm) => Firm(firm)?.Name ?? firm;

    public string ProjectName(string project) =>
        File.Projects.TryGetValue(project, out var filed) ? filed.Name : project;

    public string LabelOf(Claim claim) => Rules.KindsOn(claim.OccurredOn).LabelOf(claim.Kind);

    public string UnitName(Claim claim) => File.District.Roster.On(claim.Unit, claim.OccurredOn)?.Name ?? claim.Unit;

    /// <summary>A claim as sentences name it.</summary>
    public string Named(Claim claim) =>
        string.Create(
            CultureInfo.InvariantCulture, $"“{claim.Id}”（{UnitName(claim)}，{claim.OccurredOn:yyyy-MM-dd}）");

    /// <summary>The first few claims by number, and how many there are.</summary>
    public static string Listed(IReadOnlyList<ClaimHistory> claims) =>
        string.Join('、', claims.Take(MostNamed).Select(one => $"“{one.Claim.Id}”"))
        + (claims.Count > MostNamed ? $"等{claims.Count}件" : "");

    /// <summary>An amount as its field is written.</summary>
    public static string Amount(FieldType type, decimal number) =>
        type == FieldType.Money ? Money.Format(number) : Value.Of(number).ToString();

    /// <summary>A share in percent.</summary>
    public static string Percent(decimal share) =>
        Math.Round(share * 100m, 1, MidpointRounding.AwayFromZero).ToString("0.#", CultureInfo.InvariantCulture) + "%";

    public static ClaimFinding Finding(
        string code, FindingWeight severity, IEnumerable<ClaimHistory> claims, string reason) =>
        new(code, severity, [.. claims.Select(one => one.Claim.Id)], reason);
}
