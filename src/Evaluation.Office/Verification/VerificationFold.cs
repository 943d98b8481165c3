using Evaluation.Office.Claims;
using Evaluation.Office.Firms;
using Evaluation.Office.Ledger;
using Evaluation.Office.Projects;

namespace Evaluation.Office.Verification;

/// <summary>Turns events into what the office knows when it examines claims.</summary>
public sealed class VerificationFold
{
    private const int MostMoved = 500;

    private static readonly Comparer<ClaimHistory> ByDay = Comparer<ClaimHistory>.Create((one, other) =>
        one.Claim.OccurredOn.CompareTo(other.Claim.OccurredOn) is var by and not 0
            ? by
            : string.CompareOrdinal(one.Claim.Id, other.Claim.Id));

    private readonly Dictionary<string, ClaimHistory> claims = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Firm> firms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProjectFiled> projects = new(StringComparer.Ordinal);
    private readonly Dictionary<ClaimPair, Distinction> distinctions = [];
    private readonly UsualReasons reasons = new();
    private readonly List<ClaimHistory> sorted = [];
    private readonly Dictionary<string, ClaimHistory?> stale = new(StringComparer.Ordinal);
    private DistrictFile district = DistrictFile.Empty;

    /// <summary>The last event fed.</summary>
    public long Position { get; private set; }

    /// <summary>Feeds one event.</summary>
    public void Apply(long position, object @event)
    {
        switch (@event)
        {
            case FirmFiled e:
                firms[e.Enterprise] = Firm.Evolve(null, e);
                break;
            case AliasAdded e:
                firms[e.Enterprise] = Firm.Evolve(firms.GetValueOrDefault(e.Enterprise), e);
                break;
            case FirmRenamed e:
                firms[e.Enterprise] = Firm.Evolve(firms.GetValueOrDefault(e.Enterprise), e);
                break;
            case ProjectFiled e:
                projects[e.Project] = e;
                break;
            case ProjectPartFiled e:
                projects[e.Project] = new ProjectFiled(
                    e.Project, e.Name, e.Enterprise, e.Industry, null, e.Contracted, e.FixedAsset);
                break;
            case ProjectRenamed e when projects.TryGetValue(e.Project, out var project):
                projects[e.Project] = project with { Name = e.Name };
                break;
            case ClaimsDistinguished e:
                distinctions[ClaimPair.Of(e.First, e.Second)] = new Distinction(e);
                break;
            default:
                ApplyToClaim(position, @event);
                break;
        }

        // Last, so that an event that cannot be applied is never passed over when it is fed again.
        Position = position;
    }

    /// <summary>What is known now.</summary>
    public VerificationFile Read()
    {
        Sort();
        return new VerificationFile(
            Position, district, [.. sorted], new Dictionary<string, Firm>(firms, StringComparer.Ordinal),
            new Dictionary<string, ProjectFiled>(projects, StringComparer.Ordinal),
            new Dictionary<ClaimPair, Distinction>(distinctions))
        {
            UsualReasons = reasons.Offer(),
        };
    }

    // What is read again after each event must not sort all claims again.
    private void Sort()
    {
        if (stale.Count > MostMoved)
        {
            sorted.Clear();
            sorted.AddRange(claims.Values);
            sorted.Sort(ByDay);
        }
        else
        {
            foreach (var (id, before) in stale)
            {
                if (before is not null)
                {
                    sorted.RemoveAt(sorted.BinarySearch(before, ByDay));
                }

                sorted.Insert(~sorted.BinarySearch(claims[id], ByDay), claims[id]);
            }
        }

        stale.Clear();
    }

    private void ApplyToClaim(long position, object @event)
    {
        if (LedgerFold.ClaimOf(@event) is { } id)
        {
            var known = claims.GetValueOrDefault(id);
            var history = ClaimHistory.Evolve(known, @event);
            reasons.Note(@event);
            stale.TryAdd(id, known);
            claims[id] = @event is ClaimReported or ClaimCorrected or ClaimVerified or ClaimRestored
                ? history with { Since = position }
                : history;
        }
        else
        {
            district = district.Evolve(@event) ?? district;
        }
    }
}
