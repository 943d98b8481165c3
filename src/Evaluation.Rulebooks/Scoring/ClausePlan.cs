using Evaluation.Rulebooks.Rules;

namespace Evaluation.Rulebooks.Scoring;

/// <summary>A clause laid out for scoring.</summary>
/// <param name="Index">Its number; clauses of one name in several editions share it, and so their counts.</param>
/// <param name="Spans">The periods over which its points are counted.</param>
/// <param name="Article">Its article; null for none.</param>
/// <param name="Best">The rule that only the best ones count; null for none.</param>
/// <param name="Limits">Its own caps and floors, with their words.</param>
/// <param name="Repeat">The number of its repeat rule; -1 for none.</param>
internal sealed record ClausePlan(
    Clause Clause, int Index, Period[] Spans, ArticlePlan? Article, Limit? Best, (Limit Limit, string Text)[] Limits,
    int Repeat);

/// <summary>An article laid out for scoring.</summary>
/// <param name="Index">Its number, shared by articles of one name.</param>
/// <param name="Spans">The periods over which its points are counted.</param>
/// <param name="Limits">Its caps and floors, with their words.</param>
internal sealed record ArticlePlan(Article Article, int Index, Period[] Spans, (Limit Limit, string Text)[] Limits);
