namespace Evaluation.Rulebooks.Text;

/// <summary>A key of a section.</summary>
/// <param name="Name">The word in the text.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Meaning">For the author of a rulebook, one sentence.</param>
/// <param name="Example">A value as it is written, on one line.</param>
public sealed record GrammarKey(string Name, GrammarType Type, string Meaning, string Example)
{
    /// <summary>Whether it must be written.</summary>
    public bool Required { get; init; }

    /// <summary>What holds when it is not written; empty when then nothing does.</summary>
    public string Default { get; init; } = "";

    /// <summary>A key that must be written.</summary>
    internal static GrammarKey Must(string name, GrammarType type, string meaning, string example) =>
        new(name, type, meaning, example) { Required = true };

    /// <summary>A key that may be left out.</summary>
    internal static GrammarKey May(
        string name, GrammarType type, string meaning, string example, string otherwise = "") =>
        new(name, type, meaning, example) { Default = otherwise };
}
