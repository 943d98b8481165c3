using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;

namespace Evaluation.Server.Founding;

/// <summary>A rulebook that a district may begin with, after it was made its own.</summary>
/// <param name="Key">Its name in forms and on the command line.</param>
/// <param name="About">For whom it is meant, in print.</param>
internal sealed record ModelRulebook(string Key, string About)
{
    private readonly Lazy<string> text = new(() =>
    {
        using var file = typeof(ModelRulebook).Assembly.GetManifestResourceStream($"model-{Key}.yaml")
            ?? throw new InvalidOperationException($"The model {Key} is missing from this program.");
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    });

    /// <summary>Its text.</summary>
    public string Text => text.Value;

    /// <summary>The rulebook.</summary>
    public Rulebook Rulebook => RulebookReader.Read(Text).Rulebook
        ?? throw new InvalidOperationException($"The model {Key} cannot be read.");
}

/// <summary>
/// The rulebooks that come with the program, so that a server without this repository has them: each states what it is
/// made after, and none is in force anywhere.
/// </summary>
internal static class ModelRulebooks
{
    /// <summary>All of them, the most usual first.</summary>
    public static readonly IReadOnlyList<ModelRulebook> All =
    [
        new("dinghu", "区县每周考评镇街和部门：外出招商、引荐、签约、落地、周报纪律"),
        new("zhaoqing", "市每周考评县区：签约、开工投产、增资、招商活动"),
        new("a1", "县市考评镇街：落地项目按规模计分，各季到位资金按完成率计"),
        new("a9", "市考评县区：百分制，外资、省外资金、出口按任务完成率计"),
        new("a10", "市考评县区和部门：到位资金、签约、大项目开工"),
        new("a11", "县考评乡镇和部门：引进项目阶梯计分，缺项扣分"),
        new("p7", "市考评县区：重点项目月度计分"),
        new("attendance", "机关例会出勤月度考评"),
    ];

    /// <summary>A model by its name; null when there is none.</summary>
    public static ModelRulebook? Find(string key) => All.FirstOrDefault(one => one.Key == key);
}
