using Evaluation.Office.Decisions;
using Evaluation.Office.Mandates;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Accounts;

/// <summary>How pages and lists call those who acted in a district.</summary>
/// <param name="Known">The names under which the district knows accounts.</param>
public sealed record DistrictPersons(IReadOnlyDictionary<string, string> Known)
{
    /// <summary>
    /// The name that was kept with an act; without one that under which the district knows the account, else the
    /// account.
    /// </summary>
    public string Called(string? kept, string? account) =>
        Persons.Called(kept, Known.GetValueOrDefault(account ?? "") ?? account ?? "");
}

/// <summary>Knows how persons are called.</summary>
/// <param name="states">States, among them the mandates.</param>
/// <param name="databases">The databases of the districts.</param>
/// <param name="actors">The persons of the demonstration.</param>
public sealed class PersonNames(StateCache states, Databases databases, DevelopmentActors actors)
{
    /// <summary>The persons of a district.</summary>
    public async Task<DistrictPersons> OfAsync(string district, CancellationToken ct)
    {
        await using var session = databases.Session(district);
        var roll = await states.At(session).StateAsync<MandateRoll>(MandateRoll.Stream, ct) ?? MandateRoll.Empty;
        var known = actors.All.Where(one => one.District == district)
            .ToDictionary(one => one.Account, one => one.Name, StringComparer.Ordinal);
        foreach (var mandate in roll.Mandates)
        {
            known[mandate.Given.Account] = mandate.Given.Person;
        }

        return new DistrictPersons(known);
    }
}
