namespace Evaluation.Rulebooks.Words;

/// <summary>Why something asked for was not done, written for the clerk who asked.</summary>
/// <param name="Code">A stable English word for programs, for example `unknown-unit`.</param>
/// <param name="What">What is wrong, one Chinese sentence.</param>
/// <param name="Where">The field, file and row, or stream that it is about.</param>
/// <param name="Remedy">What to do instead, one Chinese sentence.</param>
public sealed record Refusal(string Code, string What, string Where, string Remedy)
{
    /// <summary>The code of a request that asks for what already stands.</summary>
    public const string RepeatedCode = "repeated";

    /// <summary>The code of a request made on an outdated version of its subject.</summary>
    public const string StaleVersionCode = "stale-version";

    /// <summary>The code of a request that the person asking may not make.</summary>
    public const string ForbiddenCode = "forbidden";

    /// <summary>A code for something named in the request that does not exist: `unknown-` and the noun.</summary>
    public static Refusal Unknown(string noun, string nounChinese, string id, string remedy) =>
        new($"unknown-{noun}", $"没有{nounChinese}“{id}”。", noun, remedy);

    /// <summary>
    /// The request repeats what is already on record; nothing was stored and nothing needs to be sent again.
    /// </summary>
    public static Refusal Repeated(string what, string where) =>
        new(RepeatedCode, what, where, "内容已在案，未重复登记，无需再次提交。");

    /// <inheritdoc/>
    public override string ToString() => $"{What}（{Where}）{Remedy}";
}
