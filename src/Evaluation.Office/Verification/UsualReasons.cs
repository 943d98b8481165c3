using Evaluation.Office.Claims;

namespace Evaluation.Office.Verification;

/// <summary>
/// The reasons that a district's office usually gives: those that it gave most often when it last returned or refused
/// claims. Until it has given enough, some that every office gives stand in.
/// </summary>
public sealed class UsualReasons
{
    private const int Remembered = 400, Offered = 8;

    private static readonly string[] Elsewhere =
    [
        "请补充佐证材料。", "请写明接洽人和洽谈内容。", "发生日期与佐证材料不符，请核对。",
        "与其他单位填报的为同一事项。",
    ];

    private readonly Queue<string> given = new();

    /// <summary>Takes note of a decision; of other events nothing.</summary>
    public void Note(object @event)
    {
        if (@event is ClaimReturned { Reason: var returned })
        {
            Add(returned);
        }
        else if (@event is ClaimRefused { Reason: var refused })
        {
            Add(refused);
        }
    }

    /// <summary>The reasons to choose from, the most frequent first; of equals the one given last.</summary>
    public IReadOnlyList<string> Offer() =>
    [
        .. given.Index().GroupBy(one => one.Item, StringComparer.Ordinal)
            .Where(one => one.Count() > 1)
            .OrderByDescending(one => one.Count()).ThenByDescending(one => one.Max(each => each.Index))
            .Select(one => one.Key).Take(Offered)
            .Concat(Elsewhere).Distinct(StringComparer.Ordinal).Take(Offered),
    ];

    private void Add(string reason)
    {
        given.Enqueue(reason.Trim());
        if (given.Count > Remembered)
        {
            given.Dequeue();
        }
    }
}
