using Evaluation.Rulebooks.Words;

namespace Evaluation.Office.Decisions;

/// <summary>The document number (文号) under which something is issued.</summary>
public static class DocumentNumber
{
    private const string Numerals = "一二三四五六七八九十百零〇";

    private const string Usual = "通常为机关代字、〔年份〕和顺序号，例如 肇新鼎招考〔2023〕27号。";

    /// <summary>
    /// Why a text cannot be the document number of a bulletin; null when it can. It is missing, or it holds no number,
    /// so that it names no document. How long it may be is one of the <see cref="Bounds"/>.
    /// </summary>
    /// <param name="of">What is issued, in print.</param>
    public static Refusal? Wrong(string? document, string of) =>
        Characters.ShowsNothing(document)
            ? new Refusal("document-missing", $"{of}没有文号。", "document", $"请填写本次印发的文号，{Usual}")
        : !document.Any(one => char.IsDigit(one) || Numerals.Contains(one, StringComparison.Ordinal))
            ? new Refusal(
                "document-wrong", $"“{Characters.Short(document)}”没有编号，不是文号。", "document",
                $"请核对本次印发的文号，{Usual}")
        : null;
}
