using Evaluation.Rulebooks.Formulas;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Rulebooks.SecondCount;

// Tables, lists, and several values in one text.
internal sealed partial class SecondFormula
{
    private const string Apart = "、，,；;/\n";

    // The row with that key, or with the number that it is.
    private decimal Lookup(IReadOnlyList<Syntax> arguments, SecondScope at)
    {
        var tables = Parameter(NameOf(arguments[0]), at)!.Tables;
        var rows = tables.LastOrDefault(one => one.From <= at.Day, tables[0]).Rows;
        var key = Of(arguments[1], at);
        foreach (var (name, row) in rows)
        {
            if (IsKey(name, key))
            {
                return row;
            }
        }

        return arguments.Count > 2 ? Number(arguments[2], at) : 0m;
    }

    private bool Listed(IReadOnlyList<Syntax> arguments, SecondScope at)
    {
        var tables = Parameter(NameOf(arguments[1]), at)!.Shelves;
        var rows = tables.LastOrDefault(one => one.From <= at.Day, tables[0]).Rows;
        var (text, key) = (Text(arguments[0], at), Of(arguments[2], at));
        return rows.Any(row => IsKey(row.Key, key) && row.Value.Contains(text));
    }

    private static bool IsKey(string row, object key) =>
        key is decimal number ? RuleNumber.TryRead(row) == number : row == (string)key;

    // A word, or all those of a list.
    private IEnumerable<string> Words(Syntax syntax, SecondScope at) =>
        syntax is NameSyntax { Name: var name } && Parameter(name, at) is { IsList: true } list
            ? list.Lists.LastOrDefault(one => one.From <= at.Day, list.Lists[0]).Words
            : [Text(syntax, at)];

    // Sign by sign.
    private static List<string> Items(string text)
    {
        var (items, item) = (new List<string>(), "");
        foreach (var sign in text + Apart[0])
        {
            item += sign;
            if (!Apart.Contains(sign))
            {
                continue;
            }

            var one = item[..^1].Trim();
            item = "";
            if (one.Length > 0 && !items.Contains(one))
            {
                items.Add(one);
            }
        }

        return items;
    }
}
