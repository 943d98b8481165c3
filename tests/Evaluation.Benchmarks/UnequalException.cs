namespace Evaluation.Benchmarks;

/// <summary>Both sides of a comparison give different results, so their times mean nothing.</summary>
public sealed class UnequalException(string message) : Exception(message);
