namespace Evaluation.Benchmarks;

/// <summary>A part of the measurements.</summary>
/// <param name="Name">The word on the command line that selects it.</param>
/// <param name="What">What it measures, in a line.</param>
/// <param name="RunAsync">Measures.</param>
/// <param name="ByName">Whether it runs only when it is named: it takes long or needs much room.</param>
public sealed record Part(
    string Name, string What, Func<Bench, Task<IReadOnlyList<Figure>>> RunAsync, bool ByName = false);
