using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Evaluation.Rulebooks.Text;

/// <summary>What became of a fact's text; both null for an empty text.</summary>
/// <param name="Fact">The fact; null when it cannot be read.</param>
/// <param name="Finding">What is wrong first; null when nothing is.</param>
public sealed record FactResult(Fact? Fact, Finding? Finding);

/// <summary>Reads one fact in the form in which examples beside clauses write it.</summary>
public static class FactText
{
    /// <summary>Reads a fact.</summary>
    /// <param name="text">For example `2023-03-01 visit enterprise=鼎新 leader=top`.</param>
    /// <param name="id">Its identifier.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="edition">The edition in force on its day.</param>
    public static FactResult Read(string text, string id, string unit, Rulebook edition)
    {
        var findings = new List<Finding>();
        var fact = new ExampleFactReader(edition.Kinds, edition.Calendar, edition.From, edition.To)
            .Read(new YamlPart(new YamlScalarNode(text), Mark.Empty, "with", findings), id, unit, before: 0);
        return new FactResult(findings.Count == 0 ? fact : null, findings.FirstOrDefault());
    }
}
