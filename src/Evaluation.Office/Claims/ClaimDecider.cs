using System.Collections.Immutable;
using Evaluation.Office.Decisions;
using Evaluation.Office.Firms;
using Evaluation.Office.Units;
using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Claims;

/// <summary>What may happen to a claim.</summary>
public static class ClaimDecider
{
    private static readonly ImmutableHashSet<string> FromFile =
        [.. BuiltInKinds.FromProject.Concat(BuiltInKinds.FromFirm).Select(field => field.Name)];

    /// <summary>
    /// Reports a claim. The same claim again is refused as repeated; other content under the same number too.
    /// </summary>
    public static Decision Report(
        Claim? claim, ClaimReported request, ClaimSurroundings known, IReadOnlyList<EvidenceFile>? files = null)
    {
        files ??= [];
        if (claim is not null)
        {
            return SameContent(claim, request)
                ? Refusal.Repeated(
                    $"事项“{request.Claim}”已于{claim.ReportedAt:yyyy-MM-dd HH:mm}填报，状态：{Label(claim.Status)}。",
                    "claim")
                : Decision.Conflict(
                    "claim-exists", $"事项编号“{request.Claim}”已被另一内容使用。", "claim",
                    "请另编号填报；要更正原事项，请使用更正。");
        }

        return Refusal.Of(
        [
            .. Content(request.Unit, request.OccurredOn, request.Facts, request.Shares, known),
            .. Unproved(request, known.Kind, files) is { } unproved ? [unproved] : Array.Empty<Refusal>(),
            .. EvidenceDecider.TooMany(files.Count) is { } many ? [many] : Array.Empty<Refusal>(),
        ]) is { } refusal
            ? refusal
            : Decision.Accept([request, .. EvidenceDecider.Added(request.Claim, files)]);
    }

    /// <summary>The refusal for a kind that is not in force on the claim's day.</summary>
    public static Refusal UnknownKind(string kind, DateOnly on, KindSet known) =>
        Refusal.NotFound("unknown-kind", $"{on:yyyy-MM-dd}没有事项类别“{kind}”。", "kind",
            $"可用类别：{string.Join('、', known.Reportable.Select(one => one.Name))}。");

    /// <summary>
    /// Verifies a claim. `ClaimCredit` asks here first and then the project that is credited.
    /// </summary>
    /// <param name="claim">The claim; null when there is none of that number.</param>
    /// <param name="id">Its number.</param>
    /// <param name="projectShares">The project's shares; empty for other claims.</param>
    /// <param name="fromFile">What the project's file, or without a project the firm's, adds to the facts.</param>
    /// <param name="account">Who verifies; must not be one of those who gave what it says.</param>
    /// <param name="note">A remark.</param>
    internal static Decision Verify(
        Claim? claim, string id, IReadOnlyList<Share> projectShares, IReadOnlyDictionary<string, Value> fromFile,
        string account, string note)
    {
        if (claim is null)
        {
            return Unknown(id);
        }

        if (claim.Status == ClaimStatus.Verified)
        {
            return Refusal.Repeated($"事项“{id}”已经认定。", "claim");
        }

        if (claim.Status != ClaimStatus.Reported)
        {
            return Wrong(claim, "认定", "待核验");
        }

        if (OwnWords(claim, account, "核验") is { } own)
        {
            return own;
        }

        var shares = SharesOf(claim, projectShares);
        return Share.Check(shares) is { } refusal
            ? refusal
            : Decision.Accept(new ClaimVerified(id, shares, fromFile, note));
    }

    /// <summary>
    /// Why a claim cannot count although it was reported: its unit, or one that shares in it, was not evaluated on its
    /// day, as the roster has it now. Null when all were, and where the roster was not looked at.
    /// </summary>
    public static Refusal? UnitsGone(Claim? claim, Roster? roster) =>
        claim is null || roster is null ? null
        : claim.Shares.Select(share => share.Unit).Prepend(claim.Unit)
            .Select(unit => RosterDecider.NotEvaluated(roster, unit, claim.OccurredOn))
            .FirstOrDefault(refusal => refusal is not null) is { } gone
            ? gone with { Remedy = "请退回或不予认定；单位已退出、合并或拆分的，由承接单位另行填报。" }
        : null;

    /// <summary>Makes a refused or reversed claim count by a ruling, as verification would have done.</summary>
    /// <param name="claim">The claim; null when there is none of that number.</param>
    /// <param name="id">Its number.</param>
    /// <param name="projectShares">The project's shares; empty for other claims.</param>
    /// <param name="fromFile">What the project's file, or without a project the firm's, adds to the facts.</param>
    /// <param name="reason">Why.</param>
    /// <param name="document">Document number of the ruling.</param>
    public static Decision Restore(
        Claim? claim, string id, IReadOnlyList<Share> projectShares, IReadOnlyDictionary<string, Value> fromFile,
        string reason, string document) =>
        claim is null ? Unknown(id)
        : claim.Status == ClaimStatus.Verified ? Refusal.Repeated($"事项“{id}”已经认定。", "claim")
        : claim.Status is not (ClaimStatus.Refused or ClaimStatus.Reversed)
            ? Wrong(claim, "恢复认定", "不予认定或已冲销")
        : Characters.ShowsNothing(document)
            ? Decision.Refuse("document-missing", "恢复认定须有文号。", "document", "请填写裁决的文号。")
        : Characters.ShowsNothing(reason) ? ReasonMissing()
        : Share.Check(SharesOf(claim, projectShares)) is { } refusal ? refusal
        : Decision.Accept(new ClaimRestored(id, SharesOf(claim, projectShares), fromFile, reason, document));

    /// <summary>Sends a claim back.</summary>
    public static Decision Return(Claim? claim, ClaimReturned request) =>
        Decide(claim, request.Claim, request.Reason, ClaimStatus.Returned, "退回", request);

    /// <summary>Refuses a claim.</summary>
    public static Decision Refuse(Claim? claim, ClaimRefused request) =>
        Decide(claim, request.Claim, request.Reason, ClaimStatus.Refused, "不予认定", request);

    /// <summary>Takes a claim back before it is decided.</summary>
    public static Decision Withdraw(Claim? claim, ClaimWithdrawn request) =>
        Decide(
            claim, request.Claim, request.Reason, ClaimStatus.Withdrawn, "撤回", request, ClaimStatus.Reported,
            ClaimStatus.Returned);

    /// <summary>Takes a verification back.</summary>
    public static Decision Reverse(Claim? claim, ClaimReversed request) =>
        Characters.ShowsNothing(request.Document)
            ? Decision.Refuse("document-missing", "冲销须有文号。", "document", "请填写作出冲销决定的文号。")
            : Decide(claim, request.Claim, request.Reason, ClaimStatus.Reversed, "冲销", request, ClaimStatus.Verified);

    /// <summary>Puts the facts right: a returned claim by its unit, a verified one by the office.</summary>
    public static Decision Correct(
        Claim? claim, ClaimCorrected request, ClaimSurroundings known, IReadOnlyList<EvidenceFile>? files = null)
    {
        if (claim is null)
        {
            return Unknown(request.Claim);
        }

        if (claim.Status is not (ClaimStatus.Returned or ClaimStatus.Verified or ClaimStatus.Reported))
        {
            return Wrong(claim, "更正", "待核验、退回补正或已认定");
        }

        if (Characters.ShowsNothing(request.Reason))
        {
            return ReasonMissing();
        }

        // A verified claim that is corrected without a word about shares keeps those it was verified with.
        request = request.Shares.Count == 0 ? request with { Shares = claim.Shares } : request;
        if (claim.Status == ClaimStatus.Verified)
        {
            request = request with { Facts = WithFile(claim, request, known) };
        }

        if (claim.OccurredOn == request.OccurredOn && Facts.Same(claim.Facts, request.Facts)
            && claim.Shares.SequenceEqual(request.Shares)
            && claim.Status != ClaimStatus.Returned)
        {
            return files is { Count: > 0 } ? EvidenceDecider.Add(claim, claim.Id, files)
                : Refusal.Repeated($"事项“{claim.Id}”的内容与更正内容一致。", "claim");
        }

        if (claim.Status == ClaimStatus.Verified && request.CorrectedBy is { } by
            && OwnWords(claim, by, "在认定后更正") is { } own)
        {
            return own;
        }

        if (claim.Status == ClaimStatus.Verified && BuiltInKinds.OfProject(claim.Kind))
        {
            return Decision.Conflict(
                "reverse-instead", $"“{BuiltInKinds.LabelOf(claim.Kind)}”认定后已计入项目，不能直接更正。", "claim",
                "请先冲销，再按正确内容另行填报。");
        }

        var proof = files is { Count: > 0 } ? EvidenceDecider.Along(claim, files) : Decision.Accept();
        var wrong = Content(claim.Unit, request.OccurredOn, request.Facts, request.Shares, known)
            .Concat(proof.Refusal is { } one ? [one] : Array.Empty<Refusal>());
        return Refusal.Of(wrong) is { } refusal ? refusal : Decision.Accept([request, .. proof.Events]);
    }

    /// <summary>The refusal for a claim that does not exist.</summary>
    public static Refusal Unknown(string id) => Refusal.Unknown("claim", "事项", id, "请核对事项编号。");

    /// <summary>Whether an event settles whether a claim counts.</summary>
    public static bool Decides(object @event) =>
        @event is ClaimVerified or ClaimRefused or ClaimReversed or ClaimRestored;

    /// <summary>A status in the office's words.</summary>
    public static string Label(ClaimStatus status) => status switch
    {
        ClaimStatus.Reported => "待核验",
        ClaimStatus.Verified => "已认定",
        ClaimStatus.Returned => "退回补正",
        ClaimStatus.Refused => "不予认定",
        ClaimStatus.Withdrawn => "已撤回",
        _ => "已冲销",
    };

    // Nobody judges his own words.
    private static Refusal? OwnWords(Claim claim, string account, string verb) =>
        claim.PartOf(account) is not { } part ? null
        : new Refusal("same-person", $"该事项{part}，不能由本人{verb}。", "account", "请由另一名核验人员办理。");

    // All that is wrong with it, each thing by itself.
    private static IEnumerable<Refusal> Content(
        string unit, DateOnly on, IReadOnlyDictionary<string, Value> facts, IReadOnlyList<Share> shares,
        ClaimSurroundings known)
    {
        if (RosterDecider.NotEvaluated(known.Roster, unit, on) is { } absent)
        {
            yield return absent;
        }

        if (on > known.Today)
        {
            yield return new Refusal(
                "in-the-future", $"发生日期{on:O}晚于填报日期{known.Today:O}。", "occurred_on",
                "请在事项发生后填报，或更正日期。");
        }

        foreach (var (field, name) in known.Missing)
        {
            var label = field switch { "project" => "项目", "trip" => "外出批次", "unit" => "单位", _ => "企业" };
            yield return Refusal.NotFound(
                $"unknown-{field}", $"没有{label}“{name}”。", field, $"请先登记{label}，或核对代号。");
        }

        if (known.Halts.FirstOrDefault(halt => halt.Covers(on)) is { } halted)
        {
            yield return halted.Refuse(on);
        }

        if (facts.TryGetValue("departed_on", out var departed) && string.CompareOrdinal(departed.Text, $"{on:O}") > 0)
        {
            yield return new Refusal(
                "ends-before-start", $"出发日期{departed.Text}晚于返回日期{on:O}。", "departed_on", "请更正日期。");
        }

        if ((WithinTrip(unit, on, known.Trip) ?? Shared(shares, on, known)) is { } refusal)
        {
            yield return refusal;
        }
    }

    private static Refusal? Shared(IReadOnlyList<Share> shares, DateOnly on, ClaimSurroundings known) =>
        shares.Count == 0 ? null
        : Share.Check(shares) ?? shares
            .Select(share => RosterDecider.NotEvaluated(known.Roster, share.Unit, on))
            .FirstOrDefault(refusal => refusal is not null);

    // What verification took from the firm's file stays, unless the claim now names another firm.
    private static IReadOnlyDictionary<string, Value> WithFile(
        Claim claim, ClaimCorrected request, ClaimSurroundings known)
    {
        if (BuiltInKinds.OfProject(claim.Kind) || known.Kind is not { } kind)
        {
            return request.Facts;
        }

        var names = kind.FromFile.Select(field => field.Name).ToHashSet(StringComparer.Ordinal);
        var reported = request.Facts.Where(fact => !names.Contains(fact.Key)).ToDictionary();
        var sameFirm = reported.TryGetValue("enterprise", out var firm) && firm.Text == claim.Text("enterprise");
        return Facts.Join(reported, sameFirm
            ? claim.Facts.Where(fact => names.Contains(fact.Key)).ToDictionary()
            : FirmDecider.FactsFor(known.Firm, kind));
    }

    private static Refusal? Unproved(
        ClaimReported request, KindDefinition? kind, IReadOnlyList<EvidenceFile> files) =>
        kind is { Evidence: true } && files.Count == 0 && request.Evidence.All(Characters.ShowsNothing)
            ? new Refusal(
                "evidence-missing", $"“{kind.Label}”须附佐证材料。", "evidence",
                "请上传佐证材料，或写明文件名后重新填报。")
            : null;

    private static Refusal? WithinTrip(string unit, DateOnly on, Claim? trip)
    {
        if (trip is null)
        {
            return null;
        }

        if (trip.Kind != BuiltInKinds.Trip || trip.Unit != unit)
        {
            return new Refusal("not-its-trip", $"“{trip.Id}”不是单位“{unit}”的外出批次。", "trip", "请核对批次编号。");
        }

        if (trip.Status is ClaimStatus.Refused or ClaimStatus.Withdrawn or ClaimStatus.Reversed)
        {
            return new Refusal(
                "trip-void", $"批次“{trip.Id}”{Label(trip.Status)}，不能再登记拜访。", "trip", "请核对批次编号。");
        }

        var departed = DateOnly.ParseExact(
            trip.Text("departed_on"), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        return on < departed || on > trip.OccurredOn
            ? new Refusal(
                "outside-the-trip", $"拜访日期{Day(on)}不在行程{Day(departed)}至{Day(trip.OccurredOn)}之内。",
                "occurred_on", "请更正日期或批次编号。")
            : null;
    }

    private static string Day(DateOnly day) =>
        day.ToString("yyyy'年'M'月'd'日'", System.Globalization.CultureInfo.InvariantCulture);

    // What verification took from the file of project or firm was never reported, and need not be sent again.
    private static bool SameContent(Claim claim, ClaimReported request) =>
        claim.Unit == request.Unit && claim.Kind == request.Kind && claim.OccurredOn == request.OccurredOn
        && request.Facts.All(pair => claim.Facts.TryGetValue(pair.Key, out var value) && value == pair.Value)
        && claim.Facts.Keys.All(name => request.Facts.ContainsKey(name) || FromFile.Contains(name))
        && (request.Shares.Count == 0 || request.Shares.SequenceEqual(claim.Shares));

    private static Decision Decide(
        Claim? claim, string id, string reason, ClaimStatus target, string verb, object @event,
        params ReadOnlySpan<ClaimStatus> from) =>
        claim is null ? Unknown(id)
        : claim.Status == target ? Refusal.Repeated($"事项“{id}”已经是“{Label(target)}”。", "claim")
        : from.Length == 0 && claim.Status != ClaimStatus.Reported || from.Length > 0 && !from.Contains(claim.Status)
            ? Wrong(claim, verb, from.Length == 0 ? "待核验" : string.Join('或', from.ToArray().Select(Label)))
        : Characters.ShowsNothing(reason) ? ReasonMissing()
        : Decision.Accept(@event);

    private static IReadOnlyList<Share> SharesOf(Claim claim, IReadOnlyList<Share> projectShares) =>
        claim.Shares.Count > 0 ? claim.Shares : projectShares.Count > 0 ? projectShares : Share.Whole(claim.Unit);

    internal static Decision Wrong(Claim claim, string verb, string needed) =>
        Decision.Conflict(
            "wrong-status", $"事项“{claim.Id}”当前为“{Label(claim.Status)}”，不能{verb}。", "claim",
            $"只有“{needed}”的事项可以{verb}。");

    private static Decision ReasonMissing() =>
        Decision.Refuse("reason-missing", "没有写明理由。", "reason", "请填写理由，理由将随事项永久保存。");
}
