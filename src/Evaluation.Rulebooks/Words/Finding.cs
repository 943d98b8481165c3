using System.Text.Json.Serialization;

namespace Evaluation.Rulebooks.Words;

/// <summary>How much a finding weighs.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Severity>))]
public enum Severity
{
    /// <summary>The text is not adopted as it is.</summary>
    Error,

    /// <summary>The text may be adopted; somebody should look at it.</summary>
    Warning,
}

/// <summary>Something wrong in a rulebook's text.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="What">What is wrong, one sentence.</param>
/// <param name="Remedy">What would be right.</param>
public sealed record Finding(int Line, int Column, string What, string Remedy)
{
    private const int MostNamed = 30;

    /// <summary>An error unless said otherwise.</summary>
    public Severity Severity { get; init; } = Severity.Error;

    /// <inheritdoc/>
    public override string ToString() => $"第{Line}行第{Column}列：{What}{Remedy}";

    /// <summary>
    /// The known word nearest to a mistyped one, as the beginning of a remedy; lists the words when none is near.
    /// </summary>
    public static string Nearest(string word, IEnumerable<string> known)
    {
        var words = known.Order(StringComparer.Ordinal).ToList();
        var rest = words.Count > MostNamed ? $"等{words.Count}个" : "";
        var best = words.MinBy(candidate => Distance(word, candidate));
        return best is not null && Distance(word, best) <= Math.Max(1, (word.Length + 1) / 3)
            ? $"是否应为“{best}”？"
            : $"可用：{string.Join('、', words.Take(MostNamed))}{rest}。";
    }

    // Levenshtein distance, one row at a time.
    private static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[right.Length];
    }
}
