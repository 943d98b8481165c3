namespace Evaluation.Benchmarks;

/// <summary>Both sides of a comparison give different results: whatever they took means nothing.</summary>
public sealed class UnequalException(string message) : Exception(message);
