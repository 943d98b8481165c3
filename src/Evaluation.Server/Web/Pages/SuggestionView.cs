namespace Evaluation.Server.Web.Pages;

/// <summary>A known value of a field.</summary>
public sealed record SuggestionView(string Value, string Label);
