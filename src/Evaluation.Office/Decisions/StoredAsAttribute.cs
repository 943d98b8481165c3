namespace Evaluation.Office.Decisions;

/// <summary>
/// The name under which an event is stored, `noun.happened.vN`. It never changes; a changed shape gets a new name.
/// </summary>
/// <param name="name">Lower case, dots between words, the version last, for example `claim.verified.v1`.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class StoredAsAttribute(string name) : Attribute
{
    /// <summary>The stored name.</summary>
    public string Name { get; } = name;

    /// <summary>
    /// The members that are not held against <see cref="Bounds"/>: the program makes them, or what reads them has its
    /// own bounds.
    /// </summary>
    public string[] Made { get; init; } = [];
}
