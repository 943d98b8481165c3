using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.House;

/// <summary>Whatever is answered has a type.</summary>
public sealed class AnswerTests
{
    [Fact]
    public void Every_answer_has_a_type() => AnswerRules.Nameless(SourceFile.All).Should().BeEmpty();

    [Theory]
    [InlineData("src/a.cs", "class C { object M() => Results.Ok(new { Week = 1 }); }", false)]
    [InlineData("src/a.cs", "class C { object M() => Results.Ok(new Answer { Week = 1 }); }", true)]
    [InlineData("src/a.razor", "@code { object M() => new { Week = 1 }; }", false)]
    [InlineData("src/Evaluation.Server/a.cs", "class C { object M() => new JsonObject { [\"week\"] = 1 }; }", false)]
    [InlineData("tests/a.cs", "class C { object M() => new { Week = 1 }; }", true)]
    public void An_object_without_a_type_is_found(string path, string code, bool fits) =>
        AnswerRules.Nameless([SourceFile.Of(path, code)]).Should().Equal(fits ? [] : [$"{path}:1"]);

    [Fact]
    public void Every_address_is_bound_when_it_is_asked_for() =>
        AnswerRules.BoundEarly(SourceFile.All).Should().BeEmpty();

    [Theory]
    [InlineData("src/Evaluation.Server/Claims/a.cs", "class C { void M() => app.MapGet(\"/a\", Answer); }", false)]
    [InlineData("src/Evaluation.Server/Claims/a.cs", "class C { void M() => app.Get(\"/a\", Answer); }", true)]
    [InlineData("src/Evaluation.Server/Kit/Web/a.cs", "class C { void M() => app.MapGet(\"/a\", Answer); }", true)]
    public void An_address_that_is_bound_at_each_start_is_found(string path, string code, bool fits) =>
        AnswerRules.BoundEarly([SourceFile.Of(path, code)]).Should().Equal(fits ? [] : [$"{path}:1"]);
}
