using System.Text;
using Evaluation.Office.Imports;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Text;

namespace Evaluation.Server.Kit.Cli;

/// <summary>Reads files of rows, CSV or .xlsx, and gathers what is wrong: all faults are shown at once.</summary>
internal sealed class TableFiles(Shell shell)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly List<string> faults = [];

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

        if (!file.Extension.Equals(".xlsx", StringComparison.OrdinalIgnoreCase))
        {
            return await TextAsync(file, ct) is { } text ? TextTable.Csv(file.ToString(), text) : null;
        }

        // A file that is too large is not read to its end to be refused.
        await using var stream = file.OpenRead();
        var bytes = new byte[(int)Math.Min(stream.Length, TextTable.LargestWorkbook + 1)];
        await stream.ReadExactlyAsync(bytes, ct);
        return TextTable.Workbook(file.ToString(), bytes, offset);
    }

    /// <summary>The editions of some files; null when one of them cannot be read.</summary>
    public async Task<RuleSet?> RulesAsync(IReadOnlyCollection<FileInfo> files, CancellationToken ct)
    {
        var editions = new List<Rulebook>();
        foreach (var file in files)
        {
            if (await TextAsync(file, ct) is not { } text)
            {
                continue;
            }

            var (rulebook, findings) = RulebookReader.Read(text);
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

    /// <summary>Prints the faults.</summary>
    /// <param name="undone">The action that was not taken because of them, in the office's words.</param>
    /// <returns>The exit code.</returns>
    public int Refuse(string undone)
    {
        faults.ForEach(shell.Error.WriteLine);
        shell.Error.WriteLine($"共{faults.Count}处有误，{undone}。");
        return Shell.Refused;
    }

    private async Task<string?> TextAsync(FileInfo file, CancellationToken ct)
    {
        try
        {
            return await File.ReadAllTextAsync(file.FullName, Strict, ct);
        }
        catch (DecoderFallbackException)
        {
            faults.Add($"{file}：不是UTF-8编码的文本。请另存为“CSV UTF-8”或“.xlsx”后重试。");
            return null;
        }
    }
}
