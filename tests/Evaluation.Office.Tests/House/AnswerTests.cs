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
}
