namespace Evaluation.Rulebooks.Formulas;

/// <summary>The functions of texts: several values in one, words within one, lists by a key.</summary>
internal sealed partial class FormulaCompiler
{
    private static readonly char[] Separators = ['、', '，', ',', '；', ';', '/', '\n'];

    // Null where nothing of the kind is meant.
    private Formula? Texts(CallSyntax syntax)
    {
        var arguments = syntax.Arguments;
        switch (syntax.Function, arguments.Count)
        {
            case ("items", 1):
                var all = Text(arguments[0]);
                return OfNumber(view => Items(all(view)).Length);
            case ("includes", 2):
                return AnyOf(arguments[1], Text(arguments[0]), (text, word) => Items(text).Contains(word));
            case ("mentions", 2):
                return AnyOf(
                    arguments[1], Text(arguments[0]),
                    (text, word) => word.Length > 0 && text.Contains(word, StringComparison.Ordinal));
            case ("listed", 3) when arguments[1] is NameSyntax table
                && names.Parameters.TryGetValue(table.Name, out var parameter) && parameter.IsShelf:
                var (one, key) = (Text(arguments[0]), Key(arguments[2]));
                return OfFlag(view => parameter.ShelfOn(view.Day).TryGetValue(key(view), out var words)
                    && words.Contains(one(view)));
            default:
                return null;
        }
    }

    private static string[] Items(string text) => [.. text
        .Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Distinct(StringComparer.Ordinal)];

    // A word, or any of a list.
    private Formula AnyOf(Syntax words, Func<View, string> text, Func<string, string, bool> holds)
    {
        if (words is NameSyntax name && names.Parameters.TryGetValue(name.Name, out var list) && list.IsList)
        {
            return OfFlag(view => text(view) is var all && list.WordsOn(view.Day).Any(word => holds(all, word)));
        }

        var one = Text(words);
        return OfFlag(view => holds(text(view), one(view)));
    }

    // A row is found by a text or by a number.
    private Func<View, string> Key(Syntax syntax)
    {
        var by = Compile(syntax);
        var number = by.Number;
        return number is not null ? view => Parameter.KeyOf(number(view))
            : by.Text ?? throw Mismatch(syntax, "文字", by);
    }
}
