using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Evaluation.LocalPostgres;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server;

/// <summary>
/// The command line: 0 done, 1 refused with a reason, 2 wrong usage; 130 or 143 when Ctrl-C or SIGTERM ended it before
/// it was done.
/// </summary>
public static class CommandLine
{
    private const string Name = "evaluation";

    private static readonly Option<bool> Verbose = new("--verbose")
    {
        Description = "Show where an unexpected failure came from.",
        Recursive = true,
    };

    /// <summary>Does what the arguments say, until it is done or a signal asks to stop.</summary>
    /// <param name="shell">What it works in.</param>
    /// <param name="ct">Asks to stop, as a signal does.</param>
    /// <param name="further">Verbs of another program that contains this one.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, Shell shell, CancellationToken ct = default, params Command[] further)
    {
        shell.App = new AppFactory(
            (database, role, configure) => Application.Build(database, role, null, configure), Application.AddSlices);
        var parsed = Root(shell, further).Parse(arguments);
        if (parsed.Action is ParseErrorAction wrong)
        {
            wrong.ShowHelp = false;
            await parsed.InvokeAsync(
                new InvocationConfiguration { Output = shell.Error, Error = shell.Error }, CancellationToken.None);
            shell.Error.WriteLine($"See: {Name} {Path(parsed.CommandResult)}--help");
            return Shell.WrongUsage;
        }

        shell.Verbose = parsed.GetValue(Verbose);
        using var signals = parsed.Action is AsynchronousCommandLineAction ? new Signals(ct) : null;
        return await InvokeAsync(parsed, shell, signals, signals?.Token ?? ct);
    }

    // A root command of the library would bear the name of the assembly that contains it.
    private static Command Root(Shell shell, IEnumerable<Command> further)
    {
        var root = new Command(
            Name,
            "Weekly performance evaluation: claims are reported and verified, scored by a dated rulebook, ranked, "
                + "sealed and explained.\n\n"
            + "Start with:  evaluation serve      (or ops/run)\n"
            + "Then:        evaluation board      the ranking of the last closed week\n"
            + "             evaluation demo       the whole story in the terminal");
        root.Add(new HelpOption());
        root.Add(new VersionOption());
        root.Add(Verbose);
        foreach (var verb in (Command[])[ServeVerb.Make(shell), .. Application.Verbs(shell), .. further])
        {
            root.Add(verb);
        }

        return root;
    }

    private static async Task<int> InvokeAsync(
        ParseResult parsed, Shell shell, Signals? signals, CancellationToken ct)
    {
        try
        {
            // Signals are handled above: the library would end the process after two seconds, in the middle of
            // stopping.
            return await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = shell.Out,
                    Error = shell.Error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                },
                ct);
        }
        catch (Exception e) when (ct.IsCancellationRequested)
        {
            // What is interrupted fails in many ways.
            shell.Error.WriteLine("Stopped before it was done. What was accepted is kept.");
            if (shell.Verbose)
            {
                shell.Error.WriteLine(e);
            }

            return signals?.ExitCode ?? Shell.Refused;
        }
        catch (Exception empty) when (DatabaseFailures.IsWithoutTables(empty))
        {
            return shell.Refuse(Named.NoDistrict);
        }
        catch (Exception e) when (!shell.Verbose && DatabaseTrouble.RefusalOf(e) is { } trouble)
        {
            return shell.Refuse(trouble);
        }
        catch (Exception e)
        {
            shell.Error.WriteLine(shell.Verbose ? e.ToString() : Sentence(e));
            return Shell.Refused;
        }
    }

    private static string Sentence(Exception e)
    {
        var first = e.Message.Split('\n')[0].TrimEnd();
        return e is PostgresUnavailableException ? first : $"Failed: {first} (--verbose shows where)";
    }

    private static string Path(CommandResult result)
    {
        var words = new List<string>();
        for (SymbolResult? at = result; at is CommandResult command; at = command.Parent)
        {
            if (command.Parent is not null)
            {
                words.Insert(0, command.Command.Name + " ");
            }
        }

        return string.Concat(words);
    }
}
