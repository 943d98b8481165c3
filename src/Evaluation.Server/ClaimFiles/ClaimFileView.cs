using Evaluation.Rulebooks.Kinds;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Evidence;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.ClaimFiles;

/// <summary>The page of a claim.</summary>
/// <param name="Frame">District and viewer.</param>
/// <param name="File">All that is known about it.</param>
/// <param name="Points">What it gave; empty while it does not count.</param>
public sealed record ClaimFileView(FrameView Frame, ClaimDossier File, IReadOnlyList<ClaimPointsView> Points)
{
    /// <summary>Whether something was done just now, which its last step says.</summary>
    public bool Done { get; init; }

    /// <summary>The fields of the form that corrects it; null when the viewer may not correct it now.</summary>
    public IReadOnlyList<FieldDefinition>? Correctable { get; init; }

    /// <summary>Known values by field name, such as firms and projects on file.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<SuggestionView>> Suggestions { get; init; } =
        new Dictionary<string, IReadOnlyList<SuggestionView>>();

    /// <summary>What the form holds: the claim's values, or those of a refused attempt.</summary>
    public IReadOnlyDictionary<string, string> Typed { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the viewer may add files that prove it.</summary>
    public bool MayAddFiles { get; init; }

    /// <summary>The files that were sent and stay with the form of the last attempt.</summary>
    public IReadOnlyList<SentFile> Sent { get; init; } = [];

    /// <summary>Bytes of a file at most.</summary>
    public required long MostBytes { get; init; }

    /// <summary>Whether the viewer may take it back before it is decided.</summary>
    public bool MayWithdraw { get; init; }

    /// <summary>Whether the viewer may decide it: waiting, and of others' words.</summary>
    public bool MayDecide { get; init; }

    /// <summary>Why somebody else has to decide it, in print: the viewer gave what it says; null otherwise.</summary>
    public string? Own { get; init; }

    /// <summary>Whether the viewer may take its verification back.</summary>
    public bool MayReverse { get; init; }

    /// <summary>Whether the viewer may appeal against what was decided.</summary>
    public bool MayAppeal { get; init; }

    /// <summary>Whether the viewer may state that two claims are two matters.</summary>
    public bool MayDistinguish { get; init; }

    /// <summary>The last attempt, when it was refused.</summary>
    public ClaimAttemptView? Attempt { get; init; }
}

/// <summary>What a clause gives for the claim.</summary>
/// <param name="Unit">The unit that is credited.</param>
/// <param name="UnitName">Its name.</param>
/// <param name="Week">The name of the week in which it counts.</param>
/// <param name="Clause">The clause; empty when none counts the claim.</param>
/// <param name="Text">The clause as printed.</param>
/// <param name="Because">Arithmetic and reason in one sentence.</param>
/// <param name="Points">Exact.</param>
public sealed record ClaimPointsView(
    string Unit, string UnitName, string Week, string Clause, string Text, string Because, decimal Points);

/// <summary>Something that was refused.</summary>
/// <param name="Step">decide, correct, evidence, withdraw or reverse.</param>
/// <param name="Refusal">Why.</param>
/// <param name="Typed">What was typed, by field.</param>
public sealed record ClaimAttemptView(string Step, Refusal Refusal, IReadOnlyDictionary<string, string> Typed)
{
    /// <summary>The files that were sent with it.</summary>
    public IReadOnlyList<SentFile> Sent { get; init; } = [];
}
