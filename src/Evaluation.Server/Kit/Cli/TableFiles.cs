using Evaluation.Office.Imports;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;

namespace Evaluation.Server.Kit.Cli;

/// <summary>Reads files of rows, CSV or .xlsx, and gathers what is wrong: all faults are shown at once.</summary>
internal sealed class TableFiles(Shell shell)
{
    private const int MostListed = 1000;

    private readonly List<string> faults = [];
    private readonly List<Account> accounts = [];

    /// <summary>Whether anything is wrong.</summary>
    public bool Faulty => faults.Count > 0;

    /// <summary>Adds faults of what the files say.</summary>
    public void Add(IEnumerable<Fault> found) => faults.AddRange(found.Select(fault => fault.ToString()));

    /// <summary>A file's rows; null without a file or when it cannot be read.</summary>
    /// <param name="file">CSV, or a workbook by the extension .xlsx.</param>
    /// <param name="offset">The time zone of a workbook's moments.</param>
    public async Task<TextTable?> TableAsync(FileInfo? file, TimeSpan offset, CancellationToken ct)
    {
        if (file is null)
        {
            return null;
        }

        TextTable table;
        if (file.Extension.Equals(".xlsx", StringComparison.OrdinalIgnoreCase))
        {
            var bytes = await TextFiles.BytesAsync(file.FullName, TextTable.LargestWorkbook, ct);
            table = await Task.Run(() => TextTable.Workbook(file.ToString(), bytes, offset), ct).WaitAsync(ct);
        }
        else if (await TextAsync(file, TextSort.Table, ct) is { } text)
        {
            table = await Task.Run(() => TextTable.Csv(file.ToString(), text), ct).WaitAsync(ct);
        }
        else
        {
            return null;
        }

        accounts.Add(table.Account);
        return table;
    }

    /// <summary>The editions of some files; null when one of them cannot be read.</summary>
    public async Task<RuleSet?> RulesAsync(IReadOnlyCollection<FileInfo> files, CancellationToken ct)
    {
        var editions = new List<Rulebook>();
        foreach (var file in files)
        {
            if (await TextAsync(file, TextSort.Rulebook, ct) is not { } text)
            {
                continue;
            }

            if (text.Encoding is { } encoding)
            {
                shell.Say($"{file}：{encoding}。");
            }

            var (rulebook, findings) = RulebookReader.Read(text.Text);
            faults.AddRange(findings.Select(one => $"{file}:{one.Line}:{one.Column}: {one.What}{one.Remedy}"));
            if (rulebook is not null
                && editions.Exists(one => one.Calendar.WeekStarts != rulebook.Calendar.WeekStarts))
            {
                faults.Add($"{file}：一周的第一天与前一个办法不同。请使各版办法的“week_starts”一致。");
            }

            editions.AddRange(rulebook is null ? [] : [rulebook]);
        }

        return editions.Count == files.Count ? new RuleSet([.. editions]) : null;
    }

    /// <summary>Prints how the files were read: sheet, rows, what was passed over, how cells were understood.</summary>
    public void Account(TextWriter to)
    {
        foreach (var sentence in accounts.SelectMany(account => account.Sentences))
        {
            to.WriteLine(sentence);
        }
    }

    /// <summary>Prints the faults, and how the files were read.</summary>
    /// <param name="undone">The action that was not taken because of them, in the office's words.</param>
    /// <returns>The exit code.</returns>
    public int Refuse(string undone)
    {
        faults.Take(MostListed).ToList().ForEach(shell.Error.WriteLine);
        shell.Error.WriteLine(
            $"共{faults.Count}处有误{(faults.Count > MostListed ? $"，以上为前{MostListed}处" : "")}，{undone}。");
        Account(shell.Error);
        return Shell.Refused;
    }

    private async Task<PlainText?> TextAsync(FileInfo file, TextSort sort, CancellationToken ct)
    {
        if ((await TextFiles.ReadAsync(file.FullName, sort, ct)).TryGet(out var text, out var refusal))
        {
            return text;
        }

        faults.Add($"{file}：{refusal.What}{refusal.Remedy}");
        return null;
    }
}
