using System.CommandLine;

namespace Evaluation.Server.Cli;

/// <summary>Options that several verbs share.</summary>
internal static class Ask
{
    /// <summary>A way to print results.</summary>
    public const string Table = "table", Json = "json", Csv = "csv";

    public static Option<string?> District() => new("--district", "-d") { Description = "The district (考评单位范围); the first one when not given." };

    public static Option<string?> Week() => new("--week", "-w") { Description = "The week, for example 2023-W26; the last closed one when not given." };

    public static Option<string> TheWeek() => new("--week", "-w") { Description = "The week, for example 2023-W26.", Required = true };

    public static Option<string> As() => new("--as") { Description = "The account that signs, for example kaoping.liang.", Required = true };

    public static Option<string> Must(string name, string description) => new(name) { Description = description, Required = true };

    public static Option<string?> May(string name, string description) => new(name) { Description = description };

    public static Option<string> Format()
    {
        var option = new Option<string>("--format", "-f") { Description = "How to print.", DefaultValueFactory = _ => Table };
        option.AcceptOnlyFromAmong(Table, Json, Csv);
        return option;
    }
}
