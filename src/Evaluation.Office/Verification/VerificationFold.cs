using Evaluation.Office.Claims;
using Evaluation.Office.Firms;
using Evaluation.Office.Ledger;
using Evaluation.Office.Projects;

namespace Evaluation.Office.Verification;

/// <summary>Turns events into what the office knows when it examines claims.</summary>
public sealed class VerificationFold
{
    private readonly Dictionary<string, ClaimHistory> claims = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Firm> firms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProjectFiled> projects = new(StringComparer.Ordinal);
    private readonly Dictionary<ClaimPair, Distinction> distinctions = [];
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
            case FirmMerged or FirmMergeUndone:
                district = district.Evolve(@event)!;
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
    public VerificationFile Read() => new(
        Position, district,
        [
            .. claims.Values.OrderBy(one => one.Claim.OccurredOn).ThenBy(one => one.Claim.Id, StringComparer.Ordinal),
        ],
        new Dictionary<string, Firm>(firms, StringComparer.Ordinal),
        new Dictionary<string, ProjectFiled>(projects, StringComparer.Ordinal),
        new Dictionary<ClaimPair, Distinction>(distinctions));

    private void ApplyToClaim(long position, object @event)
    {
        if (LedgerFold.ClaimOf(@event) is { } id)
        {
            var history = ClaimHistory.Evolve(claims.GetValueOrDefault(id), @event);
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
