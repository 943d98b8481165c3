using System.Globalization;
using Evaluation.LocalPostgres;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Evidence;

/// <summary>Where the files of claims are kept, and how large one may be.</summary>
/// <param name="Folder">The folder, an absolute path; it is made when something is to be kept.</param>
/// <param name="MostBytes">Bytes of one file at most.</param>
public sealed record EvidenceSettings(string Folder, long MostBytes)
{
    /// <summary>The variable that names the folder; without it `evidence` beside the private database.</summary>
    public const string FolderVariable = "EVALUATION_EVIDENCE";

    /// <summary>The variable with the largest size of a file in MiB, from 1 to 100.</summary>
    public const string SizeVariable = "EVALUATION_EVIDENCE_MB";

    // A form with its files: more come one after another, and what was sent before is kept.
    private const int FilesAtOnce = 5, DefaultMebibytes = 20, MostMebibytes = 100;
    private const long Mebibyte = 1 << 20;

    /// <summary>Bytes of one request with its files at most.</summary>
    public long MostAtOnce => (FilesAtOnce * MostBytes) + Mebibyte;

    /// <summary>Bytes in print.</summary>
    public static string Printed(long bytes) => bytes < Mebibyte
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes / 1024)}KB")
        : string.Create(CultureInfo.InvariantCulture, $"{(decimal)bytes / Mebibyte:0.#}MB");

    /// <summary>Reads the settings.</summary>
    /// <param name="variable">Gives the value of a variable; null or empty when it is not set.</param>
    /// <returns>The settings, or in English what is wrong.</returns>
    public static Result<EvidenceSettings> Read(Func<string, string?> variable)
    {
        var folder = variable(FolderVariable) is { Length: > 0 } given
            ? given.Trim() : Path.Combine(PostgresHome.Default().Folder, "evidence");
        var size = variable(SizeVariable) is { Length: > 0 } text ? text.Trim() : $"{DefaultMebibytes}";
        return int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var mebibytes)
            && mebibytes is >= 1 and <= MostMebibytes
                ? new EvidenceSettings(Path.GetFullPath(folder), mebibytes * Mebibyte)
                : new Refusal(
                    "setting", $"{SizeVariable} is not understood.", SizeVariable,
                    $"Write mebibytes from 1 to {MostMebibytes}, such as {DefaultMebibytes}.");
    }

    /// <summary>The settings of this process.</summary>
    /// <exception cref="InvalidOperationException">They are wrong.</exception>
    public static EvidenceSettings OfProcess() =>
        Read(Environment.GetEnvironmentVariable).TryGet(out var settings, out var wrong)
            ? settings
            : throw new InvalidOperationException($"{wrong.What} {wrong.Remedy}");
}
