using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Firms;

/// <summary>The pages of firms.</summary>
public static class FirmPages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.Get("/firms", (string? q, string? after, FirmPageMaker maker, CancellationToken ct) =>
            maker.ListAsync(q ?? "", after, new FormReading(null), null, ct)).OnlyMembers();
        pages.Get("/firms.csv", (string? q, FirmPageMaker maker, CancellationToken ct) =>
            maker.CsvAsync(q ?? "", ct)).OnlyMembers();
        pages.Get("/firms.xlsx", (string? q, FirmPageMaker maker, CancellationToken ct) =>
            maker.XlsxAsync(q ?? "", ct)).OnlyMembers();
        pages.Post("/firms", ([FromForm] IFormCollection form, FirmPageMaker maker, CancellationToken ct) =>
            maker.FileAsync(new FormReading(form), ct))
            .For(typeof(FileFirm)).Fields("enterprise", "name")
            .Further("credit_code", "industry", "aliases", "chain_leader", "do");
        pages.Get("/firms/{firm}", (
            [FromRoute] string firm, string? done, FirmPageMaker maker, CancellationToken ct) =>
            maker.ShowAsync(firm, new FormReading(null), null, done is not null, ct)).OnlyMembers();
        pages.Post("/firms/{firm}/aliases", (
            [FromRoute] string firm, [FromForm] IFormCollection form, FirmPageMaker maker, CancellationToken ct) =>
            maker.AddAsync(firm, new FormReading(form), ct))
            .For(typeof(AddAlias)).Fields("alias").Further("do");
        foreach (var entry in FirmForm.All)
        {
            pages.Get($"/firms/{{firm}}/{entry.Key}", (
                [FromRoute] string firm, FirmEntryPageMaker maker, CancellationToken ct) =>
                maker.FormAsync(entry, firm, ct)).For(entry.Command);
            pages.Post($"/firms/{{firm}}/{entry.Key}", (
                [FromRoute] string firm, [FromForm] IFormCollection form, FirmEntryPageMaker maker,
                CancellationToken ct) => maker.EnterAsync(entry, firm, new FormReading(form), ct))
                .For(entry.Command).Fields().Further([.. entry.Fields, "seen", "do"]);
        }
    }
}
