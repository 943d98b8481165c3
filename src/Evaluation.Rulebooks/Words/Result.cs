using System.Diagnostics.CodeAnalysis;

namespace Evaluation.Rulebooks.Words;

/// <summary>A value, or the refusal in its place. Never both, never neither.</summary>
public sealed record Result<T> where T : notnull
{
    private readonly T? value;

    internal Result(T? value, Refusal? refusal) => (this.value, Refusal) = (value, refusal);

    /// <summary>Why there is no value; null when there is one.</summary>
    public Refusal? Refusal { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none; check <see cref="Refusal"/> first.</exception>
    public T Value => Refusal is null ? value! : throw new InvalidOperationException($"Refused: {Refusal.Code}");

    /// <summary>Takes apart: true with the value, false with the refusal.</summary>
    public bool TryGet([NotNullWhen(true)] out T? found, [NotNullWhen(false)] out Refusal? refusal)
    {
        (found, refusal) = (value, Refusal);
        return refusal is null;
    }

    /// <summary>Continues with the value; a refusal stays as it is.</summary>
    public Result<TNext> Then<TNext>(Func<T, Result<TNext>> next) where TNext : notnull =>
        Refusal is { } refusal ? new Result<TNext>(default, refusal) : next(value!);

    /// <summary>A value is a result.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A refusal is a result.</summary>
    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>Makes results where the language converts nothing, as with interfaces.</summary>
public static class Result
{
    /// <summary>A value.</summary>
    public static Result<T> Of<T>(T value) where T : notnull => new(value, null);

    /// <summary>A refusal in the place of a value.</summary>
    public static Result<T> Refused<T>(Refusal refusal) where T : notnull => new(default, refusal);
}
