using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Words;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Evaluation.Rulebooks.Text;

/// <summary>Reads one fact in the form in which examples beside clauses write it.</summary>
public static class FactText
{
    /// <summary>Reads a fact.</summary>
    /// <param name="text">For example `2023-03-01 visit enterprise=鼎新 leader=top`.</param>
    /// <param name="id">The identifier that it shall have.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="edition">The edition in force on its day.</param>
    /// <returns>The fact, or the first finding; both null for an empty text.</returns>
    public static (Fact? Fact, Finding? Finding) Read(string text, string id, string unit, Rulebook edition)
    {
        var findings = new List<Finding>();
        var fact = new ExampleFactReader(edition.Kinds, edition.Calendar, edition.From, edition.To)
            .Read(new YamlPart(new YamlScalarNode(text), Mark.Empty, "with", findings), id, unit, before: 0);
        return findings.Count > 0 || fact is null ? (null, findings.FirstOrDefault()) : (fact, null);
    }
}
