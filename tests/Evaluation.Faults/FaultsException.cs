namespace Evaluation.Faults;

/// <summary>A part cannot go on: what it needs did not come.</summary>
public sealed class FaultsException(string message) : Exception(message);
