using Evaluation.Faults.Ground;

namespace Evaluation.Faults;

/// <summary>What a part works with.</summary>
/// <param name="Arena">Where.</param>
/// <param name="Quick">Whether some strikes of each kind are enough.</param>
/// <param name="Seed">Of all draws.</param>
/// <param name="Say">Reports progress.</param>
/// <param name="Ct">Ends everything.</param>
internal sealed record Run(Arena Arena, bool Quick, int Seed, Action<string> Say, CancellationToken Ct)
{
    /// <summary>How many strikes.</summary>
    public int Strikes(int whole, int quick) => Quick ? quick : whole;
}

/// <summary>A part.</summary>
/// <param name="Name">The word on the command line that selects it.</param>
/// <param name="What">What happens, in a line.</param>
/// <param name="RunAsync">Lets it happen.</param>
internal sealed record Part(string Name, string What, Func<Run, Task<Figures>> RunAsync);
