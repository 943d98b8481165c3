using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Kit.Cli;

/// <summary>Options that several verbs share.</summary>
internal static class Ask
{
    /// <summary>A way to print results.</summary>
    public const string Table = "table", Json = "json", Csv = "csv";

    public static Option<string?> District() =>
        new("--district", "-d")
        {
            Description = "The district (考评单位范围); may be left out where there is only one, or to look at the "
                + "first.",
        };

    public static Option<string?> Week() =>
        MayTerm("The week or the period; the last closed week when not given.");

    public static Option<string?> KnownAt() => May(
        "--known-at",
        "As known at this event, for example 1200, or at this moment, for example 2023-07-03T18:00:00+08:00.");

    public static Option<string> TheWeek() =>
        new("--week", "-w") { Description = "The week, for example 2023-W26.", Required = true };

    public static Option<string> TheTerm() => new("--week", "-w", "--period")
    {
        Description = "The week or the period, for example 2023-W26, 2023-06, 2023-Q2, 2023-H1 or 2023.",
        Required = true,
    };

    public static Option<string?> MayTerm(string description) =>
        new("--week", "-w", "--period") { Description = $"{description} For example 2023-W26 or 2023-06." };

    public static Option<string?> As(Shell shell) => new("--as")
    {
        Description = $"The account that signs, for example kaoping.liang: the caller's own, proved by "
            + $"{Shell.TokenVariable} or declared trust.",
        Required = shell.AsksWhoSigns,
    };

    public static Option<string> Must(string name, string description) =>
        new(name) { Description = description, Required = true };

    public static Option<string?> May(string name, string description) => new(name) { Description = description };

    public static Option<DateOnly?> Day(string name, string description) =>
        new(name) { Description = $"{description} For example 2023-07-03.", Required = true, CustomParser = ReadDay };

    public static Option<DateOnly?> MayDay(string name, string description) =>
        new(name) { Description = $"{description} For example 2023-07-03.", CustomParser = ReadDay };

    public static Option<DateTimeOffset?> MayTime(string name, string description) =>
        new(name) { Description = $"{description} For example 2023-07-03T18:00:00+08:00.", CustomParser = ReadTime };

    /// <summary>`name=value`, any number of times.</summary>
    public static Option<string[]> Pairs(string name, string description)
    {
        var option = new Option<string[]>(name) { Description = description };
        option.Validators.Add(result =>
        {
            var texts = result.Tokens.Select(token => token.Value).ToList();
            if (texts.Find(text => text.IndexOf('=', StringComparison.Ordinal) < 1) is { } wrong)
            {
                result.AddError($"{name} must be name=value, not '{wrong}'.");
            }
            else if (texts.Select(NameOf).Distinct().Count() < texts.Count)
            {
                result.AddError($"{name} names a field twice.");
            }
        });
        return option;
    }

    /// <summary>Pairs as validated.</summary>
    public static IReadOnlyDictionary<string, string> Read(string[]? pairs) => (pairs ?? []).ToDictionary(
        NameOf, pair => pair[(pair.IndexOf('=', StringComparison.Ordinal) + 1)..], StringComparer.Ordinal);

    private static string NameOf(string pair) => pair[..pair.IndexOf('=', StringComparison.Ordinal)];

    // The library would read days in the machine's own way.
    private static DateOnly? ReadDay(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Typed.Day(text) is { } day && Typed.IsInRange(day))
        {
            return day;
        }

        result.AddError(
            $"'{text}' is not a day such as 2023-07-03, "
            + $"between {Typed.FirstDay:yyyy-MM-dd} and {Typed.LastDay:yyyy-MM-dd}.");
        return null;
    }

    private static DateTimeOffset? ReadTime(ArgumentResult result)
    {
        const string form = "yyyy-MM-dd'T'HH:mm:sszzz";
        var text = result.Tokens[0].Value;
        if (DateTimeOffset.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
        {
            return moment;
        }

        result.AddError($"'{text}' is not a moment such as 2023-07-03T18:00:00+08:00.");
        return null;
    }

    public static Option<string> Format()
    {
        var option = new Option<string>("--format", "-f")
        {
            Description = "How to print.",
            DefaultValueFactory = _ => Table,
        };
        option.AcceptOnlyFromAmong(Table, Json, Csv);
        return option;
    }
}
