using System.Globalization;
using Evaluation.Office.Balances;
using Evaluation.Office.Imports;
using Evaluation.Office.Publication;
using Evaluation.Rulebooks.Checks;
using Evaluation.Rulebooks.Units;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Accounts;
using Evaluation.Server.Adoption;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Store;
using Evaluation.Server.Kit.Web;

namespace Evaluation.Server.Balances;

/// <summary>Makes the page.</summary>
public sealed class BalancePageMaker(
    RequestContext request, RuleSets ruleSets, PersonNames personNames, PageFrames frames, IHttpContextAccessor http)
{
    /// <summary>The page, with the refusal of balances if there was one.</summary>
    public async Task<IResult> ShowAsync(Refusal? refusal, CancellationToken ct)
    {
        await using var session = request.Session();
        var office = await BeginningReader.OfAsync(session, ruleSets, ct);
        var last = (await session.StateAsync<OpenedBalances>(OpenedBalances.Stream, ct))?.Last;
        var opening = last?.ToOpening();
        var persons = await personNames.OfAsync(request.District, ct);
        return await PageResults.PageAsync<BalancesPage, BalancesView>(
            new BalancesView(
                await frames.OfAsync(http.HttpContext!, request.District, ct), opening is null ? null : last,
                persons.Called(null, last?.OpenedBy),
                office.Day,
                [.. OpeningCheck.Of(
                    office.Rules, office.Roster with { Begins = office.Begun?.Week.Start, Opening = opening })
                    .Select(one => one.Text)],
                Table(opening?.Balances ?? BalanceNeeds.Of(office)),
                request.May<OpenBalances>() && office.Sealed is null, refusal,
                refusal is null ? null : SentForms.Of(http.HttpContext!)),
            Answers.StatusOf(refusal));
    }

    /// <summary>Opens the balances of a table and shows the page again.</summary>
    public async Task<IResult> OpenAsync(string through, string table, BalancesRequest asked, CancellationToken ct)
    {
        if (Typed.Day(through) is not { } day)
        {
            return await ShowAsync(
                new Refusal("day-wrong", $"“{through}”不是日期。", "through", "请写成 2023-05-28。"), ct);
        }

        var read = string.IsNullOrWhiteSpace(table) ? new Imported<BalanceRow>([], [])
            : BalancesFile.Read(TextTable.Csv("结转数", table));
        if (read.Faults is [var fault, ..])
        {
            return await ShowAsync(
                new Refusal(
                    "table-broken", $"结转数有{read.Faults.Count}处有误，第一处：{fault}", "table",
                    "请更正后重新提交。"),
                ct);
        }

        return await request.GoOnAsync(
            new OpenBalances(
                request.Sign(),
                asked with { Through = day, Balances = [.. read.Rows.Select(row => row.Balance)] }, null),
            Links.Balances(request.District), refusal => ShowAsync(refusal, ct), ct);
    }

    private static string Table(IReadOnlyList<Balance> balances) => string.Join(
        '\n', balances.Select(one => CsvRow.Of(
            [
                one.Unit, BalanceWords.InPrint(one.Of), one.Name, one.Period,
                Exact.Trim(one.Amount).ToString(CultureInfo.InvariantCulture),
            ])).Prepend("unit,of,name,period,amount"));
}
