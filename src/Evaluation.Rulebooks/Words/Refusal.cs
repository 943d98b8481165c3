namespace Evaluation.Rulebooks.Words;

/// <summary>What sort of refusal it is; what a program answers follows from this alone.</summary>
public enum RefusalKind
{
    /// <summary>The request is wrong in itself and has to be changed.</summary>
    Invalid,

    /// <summary>Something named in the request does not exist.</summary>
    Unknown,

    /// <summary>The present state does not allow it.</summary>
    Conflict,

    /// <summary>The person asking may not do it.</summary>
    Forbidden,

    /// <summary>Nobody is signed in.</summary>
    SignedOut,

    /// <summary>The request was made on an outdated version of its subject.</summary>
    Stale,

    /// <summary>It is on record already; nothing needs to be sent again.</summary>
    Repeated,

    /// <summary>What is needed is not there for a while; the request may be made again later.</summary>
    Unavailable,

    /// <summary>The program itself failed.</summary>
    Fault,
}

/// <summary>Why a request was not carried out, written for the clerk who made it.</summary>
/// <param name="Code">A stable English word for programs, for example `unknown-unit`.</param>
/// <param name="What">What is wrong, one Chinese sentence.</param>
/// <param name="Where">The field, file and row, or stream that it is about.</param>
/// <param name="Remedy">What to do instead, one Chinese sentence.</param>
public sealed record Refusal(string Code, string What, string Where, string Remedy)
{
    private const int LongestWhat = 1000, LongestWhere = 200;

    /// <summary>What is wrong; cut where it repeats a text that nobody typed by hand.</summary>
    public string What { get; init; } = Characters.Short(What, LongestWhat);

    /// <summary>Where it is.</summary>
    public string Where { get; init; } = Characters.Short(Where, LongestWhere);

    /// <summary>Its sort; invalid unless it was made as another.</summary>
    public RefusalKind Kind { get; init; }

    /// <summary>What else is wrong, each by itself, so that all of it can be put right at once.</summary>
    public IReadOnlyList<Refusal> Further { get; init; } = [];

    /// <summary>This, and what else is wrong.</summary>
    public IEnumerable<Refusal> All => Further.Prepend(this with { Further = [] });

    /// <summary>Several refusals as one, of the sort of the first, each of them once; null for none.</summary>
    public static Refusal? Of(IEnumerable<Refusal> refusals) =>
        refusals.SelectMany(one => one.All).Distinct().ToList() is [var first, .. var further]
            ? first with { Further = further }
            : null;

    /// <summary>The same about places within another one, such as a row of a list.</summary>
    /// <param name="within">The other place, for example `visits[2]`.</param>
    public Refusal Within(string within) => this with
    {
        Where = $"{within}.{Where}",
        Further = [.. Further.Select(one => one.Within(within))],
    };

    /// <summary>Something named in the request does not exist; the code is `unknown-` and the noun.</summary>
    public static Refusal Unknown(string noun, string nounChinese, string id, string remedy) =>
        NotFound($"unknown-{noun}", $"没有{nounChinese}“{id}”。", noun, remedy);

    /// <summary>Something named in the request does not exist, in words of its own.</summary>
    public static Refusal NotFound(string code, string what, string where, string remedy) =>
        new(code, what, where, remedy) { Kind = RefusalKind.Unknown };

    /// <summary>The present state does not allow it.</summary>
    public static Refusal Conflict(string code, string what, string where, string remedy) =>
        new(code, what, where, remedy) { Kind = RefusalKind.Conflict };

    /// <summary>The person asking may not do it.</summary>
    public static Refusal Forbidden(string what, string where, string remedy) =>
        new("forbidden", what, where, remedy) { Kind = RefusalKind.Forbidden };

    /// <summary>The request was made on an outdated version of its subject.</summary>
    public static Refusal Stale(string what, string where, string remedy) =>
        new("stale-version", what, where, remedy) { Kind = RefusalKind.Stale };

    /// <summary>
    /// The request repeats what is already on record; nothing was stored and nothing needs to be sent again.
    /// </summary>
    public static Refusal Repeated(string what, string where) =>
        new("repeated", what, where, "内容已在案，未重复登记，无需再次提交。") { Kind = RefusalKind.Repeated };

    /// <inheritdoc/>
    public override string ToString() => $"{What}（{Where}）{Remedy}";
}
