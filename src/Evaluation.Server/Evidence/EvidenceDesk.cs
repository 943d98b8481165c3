using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Evidence;

/// <summary>A file that proves a claim, with who added it and when.</summary>
/// <param name="File">What it is, and under which hash its content lies.</param>
/// <param name="At">When, in the district's time.</param>
/// <param name="By">Who.</param>
public sealed record GivenFile(EvidenceFile File, DateTimeOffset At, string By);

/// <summary>Finds the files of claims for whoever may see them: the own unit, and everybody of the office.</summary>
/// <param name="request">Who asks, and in which district.</param>
/// <param name="events">The log, which names the files.</param>
/// <param name="persons">How persons are called.</param>
public sealed class EvidenceDesk(RequestContext request, EventReader events, PersonNames persons)
{
    /// <summary>The files that a claim's events name, in their order.</summary>
    public static IReadOnlyList<GivenFile> Given(
        IEnumerable<RecordedEvent> log, TimeSpan offset, DistrictPersons called) =>
    [
        .. from e in log
           where e.Fact is EvidenceAdded
           from file in ((EvidenceAdded)e.Fact).Files
           select new GivenFile(file, e.At.ToOffset(offset), called.Called(e.Person, e.Account)),
    ];

    /// <summary>A file of a claim among all of it, or why it is not shown.</summary>
    public async Task<Result<ClaimFileShown>> FindAsync(string claim, string hash, CancellationToken ct)
    {
        var log = await events.OfStreamAsync(request.District, Claim.StreamOf(claim), ct);
        if (log.Count == 0)
        {
            return ClaimDecider.Unknown(claim);
        }

        var state = log.Aggregate((Claim?)null, (before, e) => Claim.Evolve(before, e.Fact))!;
        if (request.Actor.Unit is { } unit && unit != state.Unit)
        {
            return Answers.NotAllowed;
        }

        var all = Given(log, request.Sign().At.Offset, await persons.OfAsync(request.District, ct));
        var place = EvidenceFile.IsHash(hash) ? all.ToList().FindIndex(one => one.File.Sha256 == hash) : -1;
        return place < 0
            ? Refusal.Unknown("file", "佐证文件", Characters.Short(hash, 12), "请从事项的页面打开。")
            : new ClaimFileShown(state, all, place);
    }
}

/// <summary>A file of a claim among all of it.</summary>
/// <param name="Claim">The claim as it is now.</param>
/// <param name="All">Its files.</param>
/// <param name="Place">The place of the file among them, from 0.</param>
public sealed record ClaimFileShown(Claim Claim, IReadOnlyList<GivenFile> All, int Place)
{
    /// <summary>The file.</summary>
    public GivenFile Given => All[Place];
}
