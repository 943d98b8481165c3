using Evaluation.Office.Imports;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Founding;

/// <summary>Founding a district. Form fields: `district`, `name`, `issuer`, `week`, `do`.</summary>
/// <param name="Refusal">Why it was not founded; null for nothing.</param>
/// <param name="Sent">The form that was refused; null for none.</param>
public sealed record DistrictView(FrameView Frame, Refusal? Refusal, SentForm? Sent);

/// <summary>What the first week still needs. Form fields of its beginning: `week`, `document`, `do`.</summary>
/// <param name="Weeks">The weeks with which the evaluation may begin; empty for who may not decide it.</param>
/// <param name="Week">The week that is offered first.</param>
/// <param name="Done">What was just done; null for nothing.</param>
/// <param name="Refusal">Why something was not done; null for nothing.</param>
/// <param name="Sent">The form that was refused; null for none.</param>
public sealed record SetupView(
    FrameView Frame, IReadOnlyList<SetupStepView> Steps, IReadOnlyList<SuggestionView> Weeks, string Week,
    string? Done, Refusal? Refusal, SentForm? Sent);

/// <summary>A step on the way to the first week.</summary>
/// <param name="Key">Its name in addresses.</param>
/// <param name="Name">Its name in print.</param>
/// <param name="Said">What there is; empty for nothing.</param>
/// <param name="Missing">What is missing.</param>
/// <param name="Hints">What somebody should look at.</param>
/// <param name="Link">Where the viewer goes on; null for nowhere.</param>
/// <param name="Action">What the viewer does there.</param>
/// <param name="By">Who does it instead of the viewer; null for nobody.</param>
public sealed record SetupStepView(
    string Key, string Name, string Said, IReadOnlyList<string> Missing, IReadOnlyList<string> Hints, string? Link,
    string Action, string? By);

/// <summary>
/// Units, leaders and people from a workbook. Form fields: `file`, the texts `units`, `leaders` and `people`, and `do`.
/// </summary>
/// <param name="Sheets">What was handed in, sheet by sheet.</param>
/// <param name="Notes">How the file was read.</param>
/// <param name="Faults">How many faults there are.</param>
/// <param name="Plan">What the list would do; null while it is faulty or empty.</param>
/// <param name="Taken">What was taken; null for nothing.</param>
/// <param name="Refusal">Why nothing was taken; null for nothing.</param>
public sealed record ListView(
    FrameView Frame, IReadOnlyList<ListSheetView> Sheets, IReadOnlyList<string> Notes, int Faults, string? Plan,
    ListTakenView? Taken, Refusal? Refusal)
{
    /// <summary>Faults of the whole file.</summary>
    public IReadOnlyList<Fault> Elsewhere { get; init; } = [];
}

/// <summary>A sheet of the list.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Field">The field with its text.</param>
/// <param name="Columns">Its columns as they were handed in; those that it should have while there is nothing.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Faults">Faults that are at no cell.</param>
/// <param name="Text">Its rows as text.</param>
public sealed record ListSheetView(
    string Name, string Field, IReadOnlyList<string> Columns, IReadOnlyList<ListRowView> Rows,
    IReadOnlyList<Fault> Faults, string Text);

/// <summary>A row with its faults.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Cells">Its cells, each with what is wrong with it; null for nothing.</param>
/// <param name="Wrong">What is wrong with the row; null for nothing.</param>
public sealed record ListRowView(int Number, IReadOnlyList<(string Text, string? Wrong)> Cells, string? Wrong);

/// <summary>What was taken from a list.</summary>
/// <param name="Done">In one sentence.</param>
/// <param name="Links">The people with their one-time links, which are shown once.</param>
/// <param name="Until">Until when the links hold; empty without links.</param>
public sealed record ListTakenView(
    string Done, IReadOnlyList<(string Person, string Account, string Address)> Links, string Until);

/// <summary>
/// The first rulebook. Form fields: `model`, `year`, `report_days`, `report_at`, `cut_days`, `cut_at`, `pattern`,
/// `file`, `text`, `document`, `do`.
/// </summary>
/// <param name="Models">The models with their groups, in print.</param>
/// <param name="Days">The days after a week on which something may be due.</param>
/// <param name="Values">What the fields hold.</param>
/// <param name="Checked">What the text is; null while there is none.</param>
/// <param name="MayAdopt">Whether the viewer may adopt it.</param>
/// <param name="By">Who may; empty for nobody yet.</param>
/// <param name="Encoding">How the file was read; null as usual.</param>
/// <param name="Refusal">Why something was not done; null for nothing.</param>
public sealed record FirstRulebookView(
    FrameView Frame, IReadOnlyList<SuggestionView> Models, IReadOnlyList<SuggestionView> Days,
    IReadOnlyDictionary<string, string> Values, CheckedRulebookView? Checked, bool MayAdopt, string By,
    string? Encoding, Refusal? Refusal);

/// <summary>A text that was checked.</summary>
/// <param name="Title">Its title; null when it cannot be read.</param>
/// <param name="Examples">How its examples came out, in print.</param>
/// <param name="Findings">What is wrong or doubtful, with the line of the text.</param>
/// <param name="Hints">What does not fit the district.</param>
public sealed record CheckedRulebookView(
    string? Title, string Examples, IReadOnlyList<(Finding Finding, string Line)> Findings,
    IReadOnlyList<string> Hints)
{
    /// <summary>How many findings are errors.</summary>
    public int Errors => Findings.Count(one => one.Finding.Severity == Severity.Error);
}

/// <summary>
/// The holidays of a year, as the notice writes them. Form fields: `year`, `document`, `do`, and for each holiday
/// `name`, `from`, `to`, `work`.
/// </summary>
/// <param name="Rows">The holidays as typed.</param>
/// <param name="Stated">What was stated of the year; null for nothing.</param>
/// <param name="Refusal">Why nothing was stated; null for nothing.</param>
public sealed record HolidaysView(
    FrameView Frame, string Year, string Document, IReadOnlyList<HolidayRow> Rows, string? Stated, Refusal? Refusal);

/// <summary>A holiday as it is typed.</summary>
public sealed record HolidayRow(string Name, string From, string To, string Work);
