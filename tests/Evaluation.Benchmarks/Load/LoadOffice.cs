using Evaluation.Core.Claims;
using Evaluation.Core.Enterprises;
using Evaluation.Core.Projects;
using Evaluation.Core.Rules;
using Evaluation.Core.Units;
using Evaluation.Server.Store;

namespace Evaluation.Benchmarks.Load;

/// <summary>What an office has on file before the first claim of a made-up district comes in.</summary>
public static class LoadOffice
{
    private static readonly string[] FirmFields = ["enterprise", "referred_by"];

    /// <summary>The district, its units and rules, and every firm and project that its claims name.</summary>
    public static List<LoadEvent> Of(LoadDistrict district, IReadOnlyList<string> editions)
    {
        var events = LoadEvents.Of(new LoadDistrict(district.Settings with { ClaimsAWeek = 0 }), editions)
            .Where(e => e.Fact is DistrictFounded or UnitEntered or RulebookAdopted).ToList();
        var at = events[0].At.AddHours(1);
        foreach (var firm in district.Claims().SelectMany(Firms).Distinct(StringComparer.Ordinal))
        {
            events.Add(new LoadEvent(at, States.Enterprise(firm), new EnterpriseFiled(firm, firm, null, "新材料", false)));
            events.Add(new LoadEvent(at, States.FirmName(Enterprise.Key(firm)), new NameTaken(Enterprise.Key(firm), firm)));
        }

        foreach (var signing in district.Claims().Where(claim => claim.Kind == Kinds.Signing))
        {
            var (project, stream) = (signing.Values["project"].Text!, States.Project(signing.Values["project"].Text!));
            events.Add(new LoadEvent(at, stream, new ProjectFiled(
                project, project, LoadDistrict.Numbered("企业", 0), signing.Values["industry"].Text!, null,
                signing.Values["contracted"].Number!.Value, 0m)));
            events.Add(new LoadEvent(at, stream, new IntroducerNamed(project, signing.Unit)));
        }

        return [.. events.OrderBy(e => e.At)];
    }

    private static IEnumerable<string> Firms(LoadClaim claim) => FirmFields
        .Where(claim.Values.ContainsKey).Select(field => claim.Values[field].Text!);
}
