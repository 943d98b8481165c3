using Evaluation.Office.Firms;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Store;
using Marten;

namespace Evaluation.Server.Firms;

/// <summary>Finds a firm's file by whatever it is called.</summary>
internal static class FirmNames
{
    /// <summary>
    /// The file that stays of the one by which a name is held, of those of one firm; null when nobody holds it.
    /// </summary>
    /// <param name="session">Of the district.</param>
    /// <param name="held">Who holds the name, by its form and by its earlier form.</param>
    public static async Task<string?> StaysAsync(
        IQuerySession session, CancellationToken ct, params IEnumerable<NameTaken?> held)
    {
        var named = held.FirstOrDefault(one => one is { IsFree: false })?.Enterprise;
        var passed = new HashSet<string>(StringComparer.Ordinal);
        while (named is not null && passed.Add(named)
            && await session.StateAsync<Firm>(Firm.StreamOf(named), ct) is { MergedInto: { } into })
        {
            named = into;
        }

        return named;
    }

    /// <summary>
    /// The short name of the file that a short name, a registered name, an alias or a credit code means; the text
    /// itself when there is none.
    /// </summary>
    public static async Task<string> FiledAsync(IQuerySession session, string text, CancellationToken ct)
    {
        var typed = Sameness.Visible(text);
        if (await session.StateAsync<Firm>(Firm.StreamOf(typed), ct) is not null)
        {
            return typed;
        }

        foreach (var stream in NameTaken.StreamsOf(typed).Append(NameTaken.StreamOf(typed.ToUpperInvariant())))
        {
            if (await session.StateAsync<NameTaken>(stream, ct) is { IsFree: false } taken)
            {
                return taken.Enterprise;
            }
        }

        return text;
    }
}
