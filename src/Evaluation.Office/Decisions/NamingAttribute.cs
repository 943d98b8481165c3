namespace Evaluation.Office.Decisions;

/// <summary>
/// A member of an event by which somebody or something is called from then on: no part of it may be shown as nothing,
/// so that what looks the same is the same (<see cref="Bounds"/>).
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NamingAttribute : Attribute;
