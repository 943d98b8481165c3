namespace Evaluation.Server.Kit.Pages;

/// <summary>A known value of a field.</summary>
public sealed record SuggestionView(string Value, string Label);
