namespace Evaluation.Rulebooks.Formulas;

/// <summary>
/// How a number was found, in words that are only put together when somebody reads them: scoring makes far more of them
/// than anybody reads.
/// </summary>
public abstract class Wording
{
    /// <summary>No words.</summary>
    public static readonly Wording None = new Plain("");

    private string? said;

    /// <inheritdoc/>
    public sealed override string ToString() => said ??= Say();

    /// <summary>Words as they are.</summary>
    public static implicit operator Wording(string text) => new Plain(text);

    /// <summary>Words that are put together when they are read.</summary>
    public static Wording Later(Func<string> say) => new Deferred(say);

    /// <summary>Puts the words together.</summary>
    protected abstract string Say();

    private sealed class Deferred(Func<string> say) : Wording
    {
        protected override string Say() => say();
    }

    private sealed class Plain(string text) : Wording
    {
        protected override string Say() => text;
    }
}
