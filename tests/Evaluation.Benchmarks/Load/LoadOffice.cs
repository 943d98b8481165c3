using Evaluation.Office.Adoption;
using Evaluation.Office.Firms;
using Evaluation.Office.Projects;
using Evaluation.Office.Units;

namespace Evaluation.Benchmarks.Load;

/// <summary>What an office has on file before the first claim of a made-up district comes in.</summary>
public static class LoadOffice
{
    /// <summary>The district, its units and rules, and every firm and project that its claims name.</summary>
    public static List<LoadEvent> Of(LoadDistrict district, IReadOnlyList<string> editions) =>
    [
        .. LoadEvents.OneByOne(district, editions).Where(e => e.Fact is
            DistrictFounded or UnitEntered or RulebookAdopted or FirmFiled or NameTaken or ProjectFiled
            or IntroducerNamed),
    ];
}
