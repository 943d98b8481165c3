using Evaluation.LocalPostgres;
using Evaluation.Rulebooks.Words;
using Spectre.Console;

namespace Evaluation.Server.Kit.Cli;

/// <summary>
/// What the command line works in: where it writes, which database it opens, where the seeds lie, what time it is.
/// </summary>
public sealed class Shell
{
    /// <summary>Exit code: done.</summary>
    public const int Done = 0;

    /// <summary>Exit code: refused with a reason.</summary>
    public const int Refused = 1;

    /// <summary>Exit code: wrong usage.</summary>
    public const int WrongUsage = 2;

    /// <summary>The variable with the token that proves who calls.</summary>
    public const string TokenVariable = "EVALUATION_TOKEN";

    // What is piped into a file is not wrapped to a terminal's width; no table is wider than this.
    private const int PipedWidth = 1_000_000;

    /// <summary>A shell around two writers.</summary>
    public Shell(TextWriter output, TextWriter error) => (Out, Error) = (output, error);

    /// <summary>Results.</summary>
    public TextWriter Out { get; }

    /// <summary>Refusals and what takes long.</summary>
    public TextWriter Error { get; }

    /// <summary>Whether a person watches: progress bars and colours.</summary>
    public bool Interactive { get; init; }

    /// <summary>Whether this is a developer's machine, where `--as` is taken at its word.</summary>
    public bool Development { get; init; }

    /// <summary>The token that proves who calls; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>The user of the operating system, as the system itself says.</summary>
    public string User { get; init; } = Environment.UserName;

    /// <summary>Whether a verb that changes something must be told who signs.</summary>
    public bool AsksWhoSigns => Development && Token is null;

    /// <summary>Whether an unexpected failure shows where it came from.</summary>
    public bool Verbose { get; set; }

    /// <summary>The folder that holds the demonstration districts; null when there is none.</summary>
    public string? Seeds { get; init; }

    /// <summary>The time at which commands are received.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Builds the application; set before a verb runs.</summary>
    public AppFactory App { get; set; } = new(
        (_, _, _) => throw new InvalidOperationException("No application is set."), _ => { });

    /// <summary>Opens the database.</summary>
    public Func<Action<string>, CancellationToken, Task<DatabaseConnection>> OpenDatabase { get; init; } =
        (say, ct) => Database.OpenAsync(say, ct);

    /// <summary>The shell of this process.</summary>
    public static Shell OfProcess()
    {
        // The platform's default would write question marks where the locale is not UTF-8.
        System.Console.OutputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new Shell(System.Console.Out, System.Console.Error)
        {
            Interactive = !System.Console.IsOutputRedirected && !System.Console.IsErrorRedirected,
            Seeds = SeedFolders.Find(),
            Development = string.Equals(
                Variable("DOTNET_ENVIRONMENT") ?? Variable("ASPNETCORE_ENVIRONMENT"), Environments.Development,
                StringComparison.OrdinalIgnoreCase),
            Token = Variable(TokenVariable),
        };
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    /// <summary>Reports what takes long; results stay clean on the other writer.</summary>
    public void Say(string sentence) => Error.WriteLine(sentence);

    /// <summary>Prints a refusal.</summary>
    /// <returns>The exit code.</returns>
    public int Refuse(Refusal refusal)
    {
        foreach (var one in refusal.All)
        {
            Error.WriteLine($"拒绝：{one.What}");
            Error.WriteLine($"  位置：{one.Where}");
            Error.WriteLine($"  办法：{one.Remedy}");
        }

        return Refused;
    }

    /// <summary>Prints a value, or the refusal.</summary>
    /// <returns>The exit code.</returns>
    public int Show<T>(Result<T> result, Func<T, int> print) where T : notnull =>
        result.TryGet(out var value, out var refusal) ? print(value) : Refuse(refusal);

    /// <summary>Prints a table; one that is piped has no empty lines and no spaces at the end of lines.</summary>
    public void Write(Table table)
    {
        if (Interactive)
        {
            Console(Out).Write(table);
            return;
        }

        using var text = new StringWriter();
        Console(text).Write(table);
        foreach (var line in text.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0))
        {
            Out.WriteLine(line);
        }
    }

    /// <summary>Does long work with a progress bar; without a terminal, with a line for every tenth.</summary>
    public async Task ProgressAsync(string what, Func<IProgress<(long Done, long Total)>, Task> work)
    {
        if (!Interactive)
        {
            await work(new Lines(what, Error));
            return;
        }

        await Console(Error).Progress()
            .Columns(
                new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async bars =>
            {
                var bar = bars.AddTask(Markup.Escape(what));
                await work(new Bar(bar));
                bar.Value = bar.MaxValue;
            });
    }

    private IAnsiConsole Console(TextWriter writer)
    {
        var made = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Interactive ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = Interactive ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = Interactive ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        if (!Interactive)
        {
            made.Profile.Width = PipedWidth;
        }

        return made;
    }

    private sealed class Bar(ProgressTask bar) : IProgress<(long Done, long Total)>
    {
        public void Report((long Done, long Total) value)
        {
            bar.MaxValue = Math.Max(1, value.Total);
            bar.Value = value.Done;
        }
    }

    private sealed class Lines(string what, TextWriter writer) : IProgress<(long Done, long Total)>
    {
        private long shown;

        public void Report((long Done, long Total) value)
        {
            var tenth = value.Total == 0 ? 10 : value.Done * 10 / value.Total;
            if (tenth > shown)
            {
                shown = tenth;
                writer.WriteLine($"{what}: {value.Done}/{value.Total}");
            }
        }
    }
}
