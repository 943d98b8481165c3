using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Kit.Store;

/// <summary>Names that become part of a stream's name.</summary>
public static class Names
{
    /// <summary>Null for a name of 1 to 60 letters, digits, hyphens, dots or underscores.</summary>
    public static Refusal? Check(string name, string where) =>
        name.Length is > 0 and <= 60 && name.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '.' or '_')
            ? null
            : new Refusal(
                "name-wrong", $"编号“{(name.Length > 60 ? name[..60] : name)}”为空、过长或含有不允许的字符。", where,
                "请使用不超过60个字母、汉字、数字、连字符、点或下划线。");
}
