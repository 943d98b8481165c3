using System.Collections.Immutable;
using Evaluation.Office.Decisions;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Mandates;

/// <summary>
/// What the units of a district see of each other; their own they see whole, and the office sees all.
/// </summary>
/// <param name="Others">One of <see cref="Words"/>.</param>
/// <param name="Document">The document that says so; empty where nothing was declared.</param>
public sealed record Visibility(string Others, string Document)
{
    /// <summary>For whom bulletins are printed, one of <see cref="PaperScope"/>.</summary>
    public string Papers { get; init; } = PaperScope.Public;

    /// <summary>The stream of the declarations.</summary>
    public const string Stream = "visibility";

    /// <summary>Of others only what bulletins publish.</summary>
    public const string Points = "points";

    /// <summary>The lines of others too, without internal fields.</summary>
    public const string Lines = "lines";

    /// <summary>The lines of others whole.</summary>
    public const string All = "all";

    /// <summary>What can be declared.</summary>
    public static readonly ImmutableArray<string> Words = [Points, Lines, All];

    /// <summary>What holds where nothing was declared.</summary>
    public static readonly Visibility Usual = new(Lines, "");

    /// <summary>The state after an event of its stream.</summary>
    public static Visibility Evolve(Visibility? known, object @event) => @event is VisibilityDeclared declared
        ? new Visibility(declared.Others, declared.Document)
        {
            Papers = declared.Papers ?? (known ?? Usual).Papers,
        }
        : throw new InvalidOperationException($"{@event.GetType().Name} does not belong to the visibility.");

    /// <summary>A declaration in the office's words.</summary>
    public static string LabelOf(string others) => others switch
    {
        Points => "只看通报：其他单位只看已签发的通报",
        Lines => "看得分明细：其他单位的得分明细可看，内部字段除外",
        All => "全部可看：其他单位的得分明细连同内部字段都可看",
        _ => others,
    };
}

/// <summary>What a district declares of its units.</summary>
public static class VisibilityDecider
{
    /// <summary>Declares what units see of each other.</summary>
    /// <param name="known">What was declared before; null for nothing.</param>
    /// <param name="request">What is to hold.</param>
    public static Decision Declare(Visibility? known, VisibilityDeclared request) =>
        !Visibility.Words.Contains(request.Others)
            ? Refusal.Unknown(
                "others", "公开范围", Characters.Short(request.Others),
                $"请从{string.Join('、', Visibility.Words)}中选择。")
        : Characters.ShowsNothing(request.Document)
            ? new Refusal("document-missing", "没有写明文号。", "document", "请填写作出规定的文件的文号。")
        : request.Papers is { } papers && !PaperScope.Words.Contains(papers)
            ? Refusal.Unknown(
                "papers", "通报范围", Characters.Short(papers), $"请从{string.Join('、', PaperScope.Words)}中选择。")
        : known is not null && known.Others == request.Others && (request.Papers ?? known.Papers) == known.Papers
            ? Refusal.Repeated("公开范围已经如此规定。", "others")
        : Decision.Accept(request);
}
