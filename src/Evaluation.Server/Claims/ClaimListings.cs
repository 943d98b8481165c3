using System.Globalization;
using Evaluation.Office.Claims;
using Evaluation.Office.Lists;
using Evaluation.Office.Verification;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Evaluation.Server.Verification;

namespace Evaluation.Server.Claims;

/// <summary>The claims that somebody asks for and may see.</summary>
/// <param name="Known">What is known of the district's claims.</param>
/// <param name="Ask">What was asked for.</param>
/// <param name="OfAnyStatus">The claims that fit but for their state, in order of day and number.</param>
/// <param name="Order">The order asked for.</param>
/// <param name="After">The place after which the page begins; null for the beginning.</param>
/// <param name="SeesFindings">Whether who asks sees findings: units do not, since they are about others too.</param>
public sealed record ClaimListing(
    Examination Known, ClaimAsk Ask, IReadOnlyList<ClaimHistory> OfAnyStatus, ListOrder<ClaimHistory> Order,
    ListKey? After, bool SeesFindings)
{
    private const int MostTagged = 20_000;

    /// <summary>How those who report are called.</summary>
    public required DistrictPersons Persons { get; init; }

    /// <summary>
    /// Whether the page marks what was found about each claim: of very many claims only where findings are asked for,
    /// since to find them takes seconds.
    /// </summary>
    public bool ShowsFindings =>
        SeesFindings && (Ask.Finding is not null || Known.Book.Claims.Length <= MostTagged);

    /// <summary>The claims that fit.</summary>
    public IEnumerable<ClaimHistory> Claims =>
        OfAnyStatus.Where(one => Ask.Status is null || one.Claim.Status == Ask.Status);

    /// <summary>The page asked for.</summary>
    public ListPage<ClaimHistory> Page(int most) => Order.Page(Claims, After, most);

    /// <summary>The columns of the list as a file.</summary>
    public IReadOnlyList<ListColumn<ClaimHistory>> Columns =>
    [
        new("编号", 14, one => one.Claim.Id),
        new("单位", 18, one => Known.UnitName(one.Claim)),
        new("类别", 14, one => Known.KindLabel(one.Claim)),
        ListColumns.OfDays<ClaimHistory>("发生日期", one => one.Claim.OccurredOn),
        new("周次", 10, one => Known.WeekOf(one.Claim.OccurredOn).Id),
        new("内容", 60, one => Known.Sentence(one.Claim)),
        new("状态", 10, one => ClaimDecider.Label(one.Claim.Status)),
        new("理由", 30, one => one.Claim.Reason),
        ListColumns.OfNumbers<ClaimHistory>("佐证份数", one => one.Proofs.Count),
        new("佐证材料", 30, one => string.Join('、', one.Proofs)),
        new("填报人", 14, one => Persons.Called(null, one.Claim.ReportedBy)),
        new("填报时间", 18, one => Known.ReportedAt(one.Claim)),
        .. SeesFindings
            ? [new ListColumn<ClaimHistory>("核实提示", 40, Findings)] : Array.Empty<ListColumn<ClaimHistory>>(),
    ];

    private string Findings(ClaimHistory one) => string.Join(
        '；', Known.About(one.Claim.Id).Where(finding => finding.Open)
            .Select(finding => $"{ClaimFinding.LabelOf(finding.Code)}：{finding.Reason}"));
}

/// <summary>Finds the claims that somebody asks for: a unit its own, the office those of all.</summary>
/// <param name="request">Who asks, and in which district.</param>
/// <param name="verification">All claims of a district.</param>
/// <param name="persons">How persons are called.</param>
public sealed class ClaimListings(RequestContext request, VerificationFiles verification, PersonNames persons)
{
    /// <summary>The orders of claims; the newest first when none is named.</summary>
    private static readonly ListOrder<ClaimHistory>[] Orders =
    [
        new("day", one => one.Claim.OccurredOn.ToString("O", CultureInfo.InvariantCulture), IdOf, Falling: true),
        new("reported", one => one.Claim.ReportedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), IdOf),
        new("unit", one => one.Claim.Unit, IdOf), new("kind", one => one.Claim.Kind, IdOf),
        new("status", one => ((int)one.Claim.Status).ToString(CultureInfo.InvariantCulture), IdOf),
    ];

    /// <summary>The claims, or what of the question is not understood or not allowed.</summary>
    public async Task<Result<ClaimListing>> OfAsync(ClaimListQuery query, CancellationToken ct)
    {
        var known = await verification.OfAsync(request.District, ct);
        if (!AskOf(query, known).TryGet(out var ask, out var refusal))
        {
            return refusal;
        }

        var seesFindings = request.Actor.Unit is null && Roles.Office.Contains(request.Actor.Role);
        if (ask.Finding is not null && !seesFindings)
        {
            return Answers.NotAllowed;
        }

        var found = (ask with { Status = null }).Of(known.Book, known.About).ToList();
        return new ClaimListing(
            known, ask, found, ListOrders.Of(Orders, query.Sort), ListKey.Parse(query.After),
            seesFindings)
        {
            Persons = await persons.OfAsync(request.District, ct),
        };
    }

    private Result<ClaimAsk> AskOf(ClaimListQuery query, Examination known)
    {
        var (own, unit) = (request.Actor.Unit, Filled(query.Unit));
        if (own is not null && unit is not null && unit != own)
        {
            return Answers.NotAllowed;
        }

        var units = known.Book.District.Roster.Terms.Select(term => term.Unit).Distinct(StringComparer.Ordinal);
        if (unit is not null && !units.Contains(unit))
        {
            return Refusal.Unknown("unit", "单位", Characters.Short(unit), Finding.Nearest(unit, units));
        }

        var kinds = KindsOf(known.Rules);
        if (Filled(query.Kind) is { } kind && !kinds.Contains(kind))
        {
            return Refusal.Unknown("kind", "类别", Characters.Short(kind), Finding.Nearest(kind, kinds));
        }

        if (Filled(query.Finding) is { } finding && !ClaimAsk.Findings.Contains(finding))
        {
            return Refusal.Unknown(
                "finding", "提示种类", Characters.Short(finding), $"可用：{string.Join('、', ClaimAsk.Findings)}。");
        }

        return StatusOf(query.Status).TryGet(out var status, out var refusal)
            && DaysOf(query, known).TryGet(out var days, out refusal)
                ? new ClaimAsk
                {
                    Unit = own ?? unit,
                    Kind = Filled(query.Kind),
                    Status = status.Of,
                    From = days.From,
                    Through = days.Through,
                    Finding = Filled(query.Finding),
                    Text = query.Text ?? "",
                }
                : refusal;
    }

    private static Result<OneStatus> StatusOf(string? word)
    {
        var words = Enum.GetNames<ClaimStatus>().Select(name => name.ToLowerInvariant()).ToList();
        return word?.Trim() is not { } named ? new OneStatus(null)
            : words.Contains(named, StringComparer.OrdinalIgnoreCase)
                ? new OneStatus(Enum.Parse<ClaimStatus>(named, ignoreCase: true))
                : Refusal.Unknown(
                    "status", "状态", Characters.Short(named), $"可用：{string.Join('、', words)}。");
    }

    // One week when only the first is named; all later ones are asked for by naming the last of them.
    private static Result<Span> DaysOf(ClaimListQuery query, Examination known)
    {
        foreach (var (name, text) in new[] { ("week", Filled(query.Week)), ("through", Filled(query.Through)) })
        {
            if (text is not null && known.WeekNamed(text) is null)
            {
                return Refusal.Unknown(
                    name, "周次", Characters.Short(text), "请按 2023-W05 的形式填写，且该年须有此周。");
            }
        }

        var from = known.WeekNamed(Filled(query.Week));
        var through = known.WeekNamed(Filled(query.Through)) ?? from;
        return new Span(from?.Start, through?.End);
    }

    private static List<string> KindsOf(RuleSet rules) =>
    [
        .. rules.InOrder.SelectMany(edition => edition.Kinds.Names)
            .Concat(Rulebooks.Kinds.KindSet.BuiltIn.Names).Distinct(StringComparer.Ordinal),
    ];

    private static string IdOf(ClaimHistory one) => one.Claim.Id;

    private static string? Filled(string? text) => Characters.ShowsNothing(text) ? null : text.Trim();

    private sealed record OneStatus(ClaimStatus? Of);

    private sealed record Span(DateOnly? From, DateOnly? Through);
}
