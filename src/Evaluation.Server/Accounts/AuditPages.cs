using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Pages;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Mvc;

namespace Evaluation.Server.Accounts;

/// <summary>The audit of the installation for its administrators, and of a district for its auditors.</summary>
public static class AuditPages
{
    /// <summary>Maps the routes.</summary>
    public static void Map(IEndpointRouteBuilder app, IEndpointRouteBuilder pages)
    {
        app.Get(Links.Audit, Show).OnlyAdministrators().Discloses(Disclosed.Audit);
        app.Get($"{Links.Audit}.csv", Export).OnlyAdministrators().Discloses(Disclosed.AuditExport);
        pages.Get("/audit", ShowOf).Only(Roles.Auditor, Roles.Admin).Discloses(Disclosed.Audit);
        pages.Get("/audit.csv", ExportOf).Only(Roles.Auditor, Roles.Admin).Discloses(Disclosed.AuditExport);
    }

    private static Task<IResult> Show(
        [FromQuery] string? who, [FromQuery] string? district, [FromQuery] string? what, [FromQuery] string? from,
        [FromQuery] string? to, [FromQuery] string? before, AuditPageMaker page, CancellationToken ct) =>
        page.ShowAsync(new AuditQuery(who, district, what, from, to), null, before, ct);

    private static Task<IResult> Export(
        [FromQuery] string? who, [FromQuery] string? district, [FromQuery] string? what, [FromQuery] string? from,
        [FromQuery] string? to, AuditPageMaker page, CancellationToken ct) =>
        page.ExportAsync(new AuditQuery(who, district, what, from, to), ct);

    private static Task<IResult> ShowOf(
        string district, [FromQuery] string? who, [FromQuery] string? what, [FromQuery] string? from,
        [FromQuery] string? to, [FromQuery] string? before, AuditPageMaker page, CancellationToken ct) =>
        page.ShowAsync(new AuditQuery(who, null, what, from, to), district, before, ct);

    private static Task<IResult> ExportOf(
        string district, [FromQuery] string? who, [FromQuery] string? what, [FromQuery] string? from,
        [FromQuery] string? to, AuditPageMaker page, CancellationToken ct) =>
        page.ExportAsync(new AuditQuery(who, district, what, from, to), ct);
}
