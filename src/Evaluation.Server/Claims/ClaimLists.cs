using System.CommandLine;
using System.Globalization;
using Evaluation.Office.Adoption;
using Evaluation.Office.Claims;
using Evaluation.Office.Ledger;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Scoring;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Adoption;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Evidence;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Claims;

/// <summary>`claim list` and `claim show`.</summary>
internal static class ClaimLists
{
    private static (string Name, string Heading, Func<Claim, string> Cell)[] Columns(RuleSet rules) =>
    [
        ("claim", "编号", claim => claim.Id),
        ("unit", "单位", claim => claim.Unit),
        ("kind", "类别", claim => rules.KindsOn(claim.OccurredOn).LabelOf(claim.Kind)),
        ("occurredOn", "发生日期", claim => claim.OccurredOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ("status", "状态", claim => ClaimDecider.Label(claim.Status)),
        ("reportedBy", "填报人", claim => claim.ReportedBy),
        ("reason", "理由", claim => claim.Reason),
    ];

    /// <summary>Claims by status and unit.</summary>
    public static Command List(Shell shell)
    {
        var (unit, format) = (Ask.May("--unit", "Only this unit's."), Ask.Format());
        var status = Ask.May("--status", "Only those of this status; the undecided ones when not given.");
        status.AcceptOnlyFromAmong([.. Enum.GetNames<ClaimStatus>().Select(name => name.ToLowerInvariant())]);
        var verb = new Command(
            "list", "List claims, oldest first.\n\nExample: evaluation claim list --status returned")
        {
            status, unit, Ask.District(), format,
        };
        verb.OnDistrict(shell, CliSession.ReadAsync, async (session, district, parsed, ct) =>
        {
            ClaimStatus[] statuses = parsed.GetValue(status) is { } one
                ? [Enum.Parse<ClaimStatus>(one, ignoreCase: true)] : [ClaimStatus.Reported, ClaimStatus.Returned];
            Output.Rows(
                shell, parsed.GetValue(format)!, "claims", Columns(await RulesAsync(session, district, ct)),
                await session.Get<BoardReader>().ClaimsAsync(
                    district, statuses, parsed.GetValue(unit), int.MaxValue, ct));
            return Shell.Done;
        });
        return verb;
    }

    /// <summary>A claim with its events.</summary>
    public static Command Show(Shell shell)
    {
        var id = Ask.Must("--id", "The claim's number.");
        var verb = new Command(
            "show", "Show a claim and everything that happened to it.\n\nExample: evaluation claim show --id V-001")
        {
            id, Ask.District(),
        };
        verb.OnDistrict(shell, CliSession.ReadAsync, async (session, district, parsed, ct) =>
        {
            var number = parsed.GetValue(id)!;
            var events = await session.Get<EventReader>().OfStreamAsync(district, Claim.StreamOf(number), ct);
            if (events.Count == 0)
            {
                return shell.Refuse(ClaimDecider.Unknown(number));
            }

            // Folded from its own events, so that it is right also while the board lags.
            var claim = events.Aggregate((Claim?)null, (known, e) => Claim.Evolve(known, e.Fact))!;
            var offset = (await session.Get<BoardReader>().DistrictAsync(district, ct))?.File.Founded?.UtcOffset
                ?? TimeSpan.Zero;
            var names = await session.Get<BoardReader>().NamesAsync(district, ct);
            PrintClaim(shell, claim, names, await RulesAsync(session, district, ct));
            foreach (var e in events)
            {
                shell.Out.WriteLine(
                    $"  第{e.Position}号事件　第{e.Version}版　{e.Name}　{e.Called}　"
                    + $"{e.At.ToOffset(offset):yyyy-MM-dd HH:mm}");
            }

            return Shell.Done;
        });
        return verb;
    }

    private static async Task<RuleSet> RulesAsync(CliSession session, string district, CancellationToken ct) =>
        session.Get<RuleSets>().Of((await session.Get<BoardReader>().DistrictAsync(district, ct))?.File.Editions
            ?? Editions.None);

    private static void PrintClaim(
        Shell shell, Claim claim, IReadOnlyDictionary<string, string> names, RuleSet rules)
    {
        var entry = new LedgerEntry(claim.Id, claim.Unit, claim.Kind, claim.OccurredOn, 1m, claim.Facts, 0, null);
        var reason = claim.Reason.Length > 0 ? $"：{claim.Reason}" : "";
        shell.Out.WriteLine(
            $"{claim.Id}　{claim.Unit}　{claim.OccurredOn:yyyy-MM-dd}　{ClaimDecider.Label(claim.Status)}{reason}");
        shell.Out.WriteLine($"  {Sentences.About(entry.ToFact(), claim.Id, names, rules)}");
        if (claim.Shares.Count > 0)
        {
            var shares = claim.Shares.Select(share => $"{share.Unit} {Value.Of(share.Part)}");
            shell.Out.WriteLine($"  计入：{string.Join('、', shares)}");
        }

        foreach (var file in claim.Files)
        {
            shell.Out.WriteLine(
                $"  佐证：{file.Name}　{EvidenceSettings.Printed(file.Size)}　sha256 {file.Sha256}");
        }
    }
}
