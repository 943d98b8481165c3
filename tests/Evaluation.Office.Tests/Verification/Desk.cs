using System.Collections.Immutable;
using Evaluation.Office.Claims;
using Evaluation.Office.Firms;
using Evaluation.Office.Projects;
using Evaluation.Office.Tests.Seeds;
using Evaluation.Office.Verification;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Tests.Verification;

/// <summary>
/// A verifier's desk: three units, a few firms and projects, and claims that a test writes down line by line.
/// </summary>
internal sealed class Desk
{
    public static readonly RuleSet Rules = new([SeedFolder.Rulebook(SeedFolder.Read("dinghu"))]);

    private static readonly (string Id, string Name, string[] Aliases)[] Firms =
    [
        ("鼎新", "肇庆鼎新材料有限公司", []),
        ("鼎新二", "肇庆鼎新材料（广东）股份有限公司", []),
        ("鼎星", "肇庆鼎星材料有限公司", []),
        ("衡澜", "广东衡澜汽车部件有限公司", []),
        ("华强", "华强公司", []),
        ("华胜", "华胜公司", []),
    ];

    private readonly VerificationFold fold = new();
    private long position;

    public Desk()
    {
        Apply(TestOffice.District);
        Apply(TestOffice.Units);
        Apply(Firms.Select(firm => new FirmFiled(firm.Id, firm.Name, null, "新材料", false)));
        Apply(
            new ProjectFiled("P-1", "鼎新新材料基地", "鼎新", "新材料", null, 6_0000_0000m, 4_0000_0000m),
            new ProjectFiled("P-2", "鼎新二期", "鼎新", "新材料", "P-1", 2_0000_0000m, 1_0000_0000m),
            new ProjectFiled("P-3", "衡澜部件项目", "衡澜", "新能源汽车", null, 2_0000_0000m, 1_0000_0000m));
    }

    public VerificationFile Book => fold.Read();

    public ImmutableArray<ClaimFinding> Findings => ClaimFindings.Of(Book, Rules);

    public Desk Apply(params IEnumerable<object> events)
    {
        foreach (var one in events)
        {
            fold.Apply(++position, one);
        }

        return this;
    }

    /// <summary>Reports claims as lines `number unit day kind field=value … 材料=a.pdf;b.pdf 填报=day hour`.</summary>
    public Desk Report(params IEnumerable<string> lines) => Apply(lines.Select(Read));

    public Desk Verify(params IEnumerable<string> claims) =>
        Apply(claims.Select(claim => new ClaimVerified(claim, [], Facts.None, "")));

    public static ClaimReported Read(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var pairs = words[4..].Select(word => word.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        var evidence = pairs.Remove("材料", out var files) ? files.Split(';') : [];
        var reported = pairs.Remove("填报", out var at) ? Sample.At(at.Replace('T', ' '))
            : Sample.At($"{words[2]} 18:00");
        var shares = pairs.Remove("分享", out var shared)
            ? shared.Split(';').Select(part => new Share(part, 0.5m)).ToList() : [];
        return BuiltInKinds.Find(words[3])!.Bind(pairs).TryGet(out var facts, out var refusal)
            ? new ClaimReported(
                words[0], words[1], words[3], Sample.Day(words[2]), facts, shares, evidence, reported, "chen")
            : throw new InvalidOperationException($"{line}: {refusal}");
    }

    /// <summary>Findings in the words of the tables: severity, kind and claims.</summary>
    public static string Text(IEnumerable<ClaimFinding> findings) => string.Join('；', findings.Select(one =>
        $"{ClaimFinding.LabelOf(one.Severity)} {ClaimFinding.LabelOf(one.Code)} {string.Join(' ', one.Claims)}"));
}
