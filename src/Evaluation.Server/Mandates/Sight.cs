using Evaluation.Office.Mandates;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Mandates;

/// <summary>What somebody sees of the units of a district, by its declaration.</summary>
/// <param name="Unit">The unit acted for; null for the office, which sees everything.</param>
/// <param name="Others">What is declared of other units, one of <see cref="Visibility.Words"/>.</param>
public sealed record Sight(string? Unit, string Others)
{
    /// <summary>The answer to whoever asks for more than may be seen.</summary>
    public static readonly Refusal NotShown = Refusal.Forbidden(
        "按本考评范围的规定，其他单位的得分只在通报中公布。", "unit", "请查看已签发的通报；本单位的得分明细可以查看。");

    /// <summary>Whether of some units only what bulletins publish is seen.</summary>
    public bool OnlyPublished => Unit is not null && Others == Visibility.Points;

    /// <summary>Whether the lines of a unit are seen.</summary>
    public bool Shows(string unit) => !OnlyPublished || Sameness.Equal(unit, Unit!);

    /// <summary>Whether internal fields of a unit are seen.</summary>
    public bool ShowsInternals(string unit) =>
        Unit is null || Others == Visibility.All || Sameness.Equal(unit, Unit);
}

/// <summary>Finds out what whoever makes a request may see.</summary>
/// <param name="states">States, among them the declaration.</param>
public sealed class Sights(RequestContext request, StateCache states)
{
    /// <summary>What may be seen by the declaration that holds now.</summary>
    public async Task<Sight> OfAsync(CancellationToken ct)
    {
        if (request.Actor.Unit is not { } unit)
        {
            return new Sight(null, Visibility.All);
        }

        await using var session = request.Session();
        var declared = await states.At(session).StateAsync<Visibility>(Visibility.Stream, ct);
        return new Sight(unit, (declared ?? Visibility.Usual).Others);
    }
}
