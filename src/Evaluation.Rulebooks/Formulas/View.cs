namespace Evaluation.Rulebooks.Formulas;

/// <summary>What a formula sees while it is evaluated: one fact, or one period of one unit.</summary>
/// <param name="Day">The day that decides which value of a dated parameter holds.</param>
/// <param name="Group">The unit's group on that day.</param>
/// <param name="UnitKind">The unit's kind on that day.</param>
public abstract record View(string Unit, DateOnly Day, string Group, string UnitKind);
