namespace Evaluation.Mutations;

/// <summary>One planted fault.</summary>
/// <param name="Number">Its number in the mutated assembly.</param>
/// <param name="File">The file, from the folder of the rulebooks.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Text">The line's words.</param>
/// <param name="Original">The original text.</param>
/// <param name="Mutated">What takes its place.</param>
/// <param name="AtStart">Whether it works only while a type is first used, and so needs a process of its own.</param>
internal sealed record Point(
    int Number, string File, int Line, string Text, string Original, string Mutated, bool AtStart)
{
    /// <summary>Which one it is of those with the same words on the same line, from 1.</summary>
    public int Nth { get; init; } = 1;

    /// <summary>What identifies it, also when lines move.</summary>
    public (string File, string Text, string Original, string Mutated, int Nth) Key =>
        (File, Text, Original, Mutated, Nth);

    public override string ToString() =>
        $"{File}:{Line}: `{Original}` -> `{Mutated}`{(Nth > 1 ? $" (no. {Nth} on the line)" : "")}";
}
