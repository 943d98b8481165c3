using Evaluation.Office.Appeals;
using Evaluation.Office.Verification;
using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Kit.Store;

/// <summary>The names of streams.</summary>
public static class States
{
    /// <summary>The stream of the units.</summary>
    public const string Roster = "roster";

    /// <summary>The stream of the rulebooks.</summary>
    public const string Rulebook = "rulebook";

    /// <summary>The stream of the closed weeks.</summary>
    public const string Closings = "closings";

    /// <summary>The stream of the targets.</summary>
    public const string Targets = "targets";

    /// <summary>The stream of the holidays.</summary>
    public const string Calendar = "calendar";

    /// <summary>The stream of a claim.</summary>
    public static string Claim(string id) => $"claim/{id}";

    /// <summary>The stream of what is stated about two claims.</summary>
    public static string ClaimPair(ClaimPair pair) => $"claim-pair/{pair.First}/{pair.Second}";

    /// <summary>The stream of a project.</summary>
    public static string Project(string id) => $"project/{id}";

    /// <summary>The stream of a firm.</summary>
    public static string Firm(string id) => $"enterprise/{id}";

    /// <summary>The stream in which a firm's name or code is taken.</summary>
    public static string FirmName(string key) => $"firm-name/{key}";

    /// <summary>The stream of an adjustment.</summary>
    public static string Adjustment(string id) => $"adjustment/{id}";

    /// <summary>The stream of an appeal.</summary>
    public static string Appeal(string id) => $"{Appeals}{id}";

    /// <summary>What the names of the streams of all appeals begin with.</summary>
    public const string Appeals = "appeal/";

    /// <summary>The stream in which appeals about the same line or claim meet.</summary>
    public static string Matter(AppealLodged appeal) =>
        $"appeal-matter/{appeal.Week.Start:yyyy-MM-dd}/{appeal.Unit}/{appeal.About.Key()}";

    /// <summary>The stream of a week.</summary>
    public static string Week(Week week) => WeekFile.StreamOf(week);

    /// <summary>The stream of a unit's weekly report.</summary>
    public static string Report(string unit, Week week) => $"report/{week.Start:yyyy-MM-dd}/{unit}";
}
