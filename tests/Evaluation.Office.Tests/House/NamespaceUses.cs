namespace Evaluation.Office.Tests.House;

/// <summary>A place where a file uses a namespace of the house, and by which words.</summary>
internal sealed record NamespaceUse(string Path, int Line, string Namespace, string By);

/// <summary>
/// Which namespaces of the house a file uses: by `using`, by a name that is qualified in whole or in part, and, since
/// C# looks there unasked, by the name of a type of an enclosing namespace.
/// </summary>
internal sealed class NamespaceUses
{
    private readonly Dictionary<string, HashSet<string>> types;

    /// <summary>Learns which types the files declare.</summary>
    public NamespaceUses(IEnumerable<SourceFile> files) =>
        types = files.Where(file => file.Namespace.Length > 0).GroupBy(file => file.Namespace, StringComparer.Ordinal)
            .ToDictionary(
            group => group.Key, group => group.SelectMany(file => file.Types).ToHashSet(StringComparer.Ordinal),
                StringComparer.Ordinal);

    /// <summary>What a file uses, in order.</summary>
    public IEnumerable<NamespaceUse> Of(SourceFile file)
    {
        var words = file.Words;
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].AfterPoint || words[i].Declares || words[i].Sets)
            {
                continue;
            }

            var chain = Chain(words, i);
            if ((chain.Count > 1 ? Qualified(file.Namespace, chain) : Enclosing(file.Namespace, chain[0])) is { } used)
            {
                yield return new NamespaceUse(file.Path, words[i].Line, used, string.Join('.', chain));
            }
        }
    }

    private static List<string> Chain(IReadOnlyList<Word> words, int first)
    {
        var chain = new List<string> { words[first].Name };
        for (var next = first + 1; next < words.Count && words[next].AfterPoint; next++)
        {
            chain.Add(words[next].Name);
        }

        return chain;
    }

    // A part of a name counts only before a type that is known there: `Units.Add` may as well be about a property.
    private string? Qualified(string own, List<string> chain)
    {
        foreach (var around in Around(own).Append(""))
        {
            for (var parts = chain.Count; parts > 0; parts--)
            {
                var name = string.Join('.', chain.Take(parts).Prepend(around).Where(part => part.Length > 0));
                if (types.TryGetValue(name, out var known)
                    && (parts < chain.Count ? around.Length == 0 || known.Contains(chain[parts]) : around.Length == 0))
                {
                    return name;
                }
            }
        }

        return Enclosing(own, chain[0]);
    }

    private string? Enclosing(string own, string name) =>
        types.TryGetValue(own, out var nearest) && nearest.Contains(name) ? null
            : Around(own).Skip(1).FirstOrDefault(around => types.TryGetValue(around, out var known)
            && known.Contains(name));

    private static IEnumerable<string> Around(string own)
    {
        for (var name = own; name.Length > 0; name = name[..Math.Max(0, name.LastIndexOf('.'))])
        {
            yield return name;
        }
    }
}
