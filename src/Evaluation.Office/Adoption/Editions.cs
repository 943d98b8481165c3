using System.Collections.Immutable;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;

namespace Evaluation.Office.Adoption;

/// <summary>The editions that a district adopted, in order of adoption.</summary>
public sealed record Editions(ImmutableList<RulebookAdopted> Adopted)
{
    /// <summary>The stream of the rulebooks.</summary>
    public const string Stream = "rulebook";

    /// <summary>None yet.</summary>
    public static readonly Editions None = new([]);

    /// <summary>The edition that decides on a day: of those in force, the one adopted last.</summary>
    public RulebookAdopted? On(DateOnly day) => Adopted.FindLast(edition => edition.From <= day && day <= edition.To);

    /// <summary>The editions compiled. Their texts were readable when they were adopted.</summary>
    /// <exception cref="InvalidOperationException">
    /// An adopted text can no longer be read: a fault of this program.
    /// </exception>
    public RuleSet Compile() => new(
    [
        .. Adopted.Select(edition => RulebookReader.Read(edition.Text).Rulebook
            ?? throw new InvalidOperationException(
                $"Adopted edition {edition.Rulebook}/{edition.Edition} can no longer be read.")),
    ]);

    /// <summary>The editions after an event of their stream.</summary>
    public static Editions Evolve(Editions? editions, object @event) => @event switch
    {
        RulebookAdopted e => new Editions((editions ?? None).Adopted.Add(e)),
        _ => throw new InvalidOperationException($"{@event.GetType().Name} does not belong to the rulebooks."),
    };
}
