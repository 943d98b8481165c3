namespace Evaluation.Office.Charts;

/// <summary>A line of a sealed sheet as far as figures show it.</summary>
/// <param name="Clause">The clause; empty for points that no clause gave.</param>
/// <param name="Fact">The fact or period.</param>
/// <param name="About">The fact in words.</param>
/// <param name="On">The day on which it counts.</param>
/// <param name="Points">Exact.</param>
/// <param name="IsCredited">Whether it is about a matter that the unit reported and a verifier accepted.</param>
public sealed record CourseLine(
    string Unit, string Clause, string Fact, string About, DateOnly On, decimal Points, bool IsCredited);
