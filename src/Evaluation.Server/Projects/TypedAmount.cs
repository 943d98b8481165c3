using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Projects;

/// <summary>Amounts of money in forms.</summary>
internal static class TypedAmount
{
    /// <summary>An amount in yuan; 0 with a fault in the reading for a text that is none.</summary>
    public static decimal Of(FormReading form, string name, string text)
    {
        var amount = Money.Parse(text, out var why);
        if (text.Length > 0 && amount is null)
        {
            form.Add(new Refusal("field-wrong", why, name, "请写明单位，例如 3000万、1.2亿，且不得为负。"));
        }

        return amount ?? 0m;
    }
}
