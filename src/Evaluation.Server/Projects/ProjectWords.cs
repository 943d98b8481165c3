using Evaluation.Office.Projects;
using Evaluation.Rulebooks.Kinds;

namespace Evaluation.Server.Projects;

/// <summary>What belongs to a project, in print.</summary>
internal static class ProjectWords
{
    /// <summary>A stage.</summary>
    public static string StageOf(string stage) => stage == Project.Signed ? "签约"
        : KindSet.BuiltIn.FieldsOf(BuiltInKinds.Stage).First(field => field.Name == "stage").LabelOf(stage);
}
