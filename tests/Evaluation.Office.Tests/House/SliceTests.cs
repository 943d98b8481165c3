using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.House;

/// <summary>No slice of the server reaches into another one.</summary>
public sealed class SliceTests
{
    [Fact]
    public void No_slice_uses_the_handlers_routes_pages_and_verbs_of_another() =>
        SliceRules.Violations(SourceFile.All).Should().BeEmpty();

    [Theory]
    [InlineData("ReportClaimHandler.Bind(command)", "ReportClaimHandler")]
    [InlineData("ClaimEndpoints.Map(api)", "ClaimEndpoints")]
    [InlineData("ClaimVerbs.Make()", "ClaimVerbs")]
    [InlineData("Server.Claims.ClaimVerbs.Make()", "ClaimVerbs")]
    [InlineData("Page<ClaimsPage>()", "ClaimsPage")]
    [InlineData("page.ListAsync(new ClaimPageMaker())", "ClaimPageMaker")]
    [InlineData("Part<ClaimCard>()", "ClaimCard")]
    public void What_another_slice_keeps_to_itself_is_found(string code, string name) =>
        SliceRules.Violations(
        [
            Of("Claims/ReportClaim.cs", "record ReportClaim;\nstatic class ReportClaimHandler;"),
            Of("Claims/ClaimEndpoints.cs", "static class ClaimEndpoints;"),
            Of("Claims/ClaimVerbs.cs", "static class ClaimVerbs;"),
            Of("Claims/ClaimPageMaker.cs", "class ClaimPageMaker;"), Of("Claims/ClaimsPage.razor", "<ClaimCard />"),
            Of("Claims/ClaimCard.razor", "<p></p>"),
            Of("Imports/Import.cs", $"class Import\n{{\n    object Of(ReportClaim command) => {code};\n}}"),
        ]).Should().Equal($"src/Evaluation.Server/Imports/Import.cs:3: {name} of Claims");

    [Theory]
    [InlineData("public static Task<Outcome> Handle(ReportClaim command) => null!;")]
    [InlineData("public static void AddTo(IEndpointRouteBuilder api) { }")]
    [InlineData("public async Task<IResult> ShowAsync() => null!;")]
    [InlineData("public static Command Built(Shell shell) => null!;")]
    public void What_does_the_work_of_a_handler_route_page_or_verb_is_kept_whatever_its_name(string member) =>
        SliceRules.Violations(
        [
            Of("Claims/Clever.cs", $"class Clever {{ {member} }}"),
            Of("Imports/Import.cs", "class Import { object Of => Clever.Any(); }"),
        ]).Should().Equal("src/Evaluation.Server/Imports/Import.cs:1: Clever of Claims");

    [Fact]
    public void A_component_is_shared_only_with_those_who_are_named() =>
        SliceRules.Violations([Of("Board/LinesTable.razor", "<table></table>"),
            Of("Publication/BulletinPage.razor", "<LinesTable />"), Of("Claims/ClaimsPage.razor", "<LinesTable />")])
            .Should().Equal("src/Evaluation.Server/Claims/ClaimsPage.razor:1: LinesTable of Board");

    [Fact]
    public void Beside_the_slices_the_host_may_name_them() =>
        SliceRules.Violations([Of("Claims/ClaimVerbs.cs", "static class ClaimVerbs;"),
            Of("CommandLine.cs", "class CommandLine { object Of => ClaimVerbs.Make(); }")])
            .Should().BeEmpty();

    private static SourceFile Of(string path, string text)
    {
        var folder = Path.GetDirectoryName(path)!.Replace('/', '.');
        return SourceFile.Of($"src/Evaluation.Server/{path}", path.EndsWith(".cs", StringComparison.Ordinal)
            && folder.Length > 0 ? $"namespace Evaluation.Server.{folder}; {text}" : text);
    }
}
