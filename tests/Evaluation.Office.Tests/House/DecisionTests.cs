using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.House;

/// <summary>The index of the decisions is the decisions.</summary>
public sealed class DecisionTests
{
    private const string Sound =
        """
        ### Rules

        | id | decision | state |
        |---|---|---|
        | [D-001](#d-001) | One | in force |
        | [D-003](#d-003) | Three | superseded by [D-004](#d-004) |

        ### Store

        | [D-004](#d-004) | Four | in force |

        ### <a id="d-001"></a>D-001 · One

        2026-11-23 · in force

        ### <a id="d-003"></a>D-003 · Three

        2026-11-23 · superseded by [D-004](#d-004)

        ### <a id="d-004"></a>D-004 · Four

        2026-11-23 · in force
        """;

    [Fact]
    public void Each_decision_stands_once_in_the_index_with_its_title_and_state_in_order() =>
        DecisionRules.Violations(File.ReadAllText(Path.Combine(Sample.Root(), "src", "DECISIONS.md")))
            .Should().BeEmpty();

    [Theory]
    [InlineData("| Four |", "| Fore |", "index: D-004 is not the entry", "D-004 is not in the index")]
    [InlineData("| One | in force |", "| One | superseded by [D-003](#d-003) |", "index: D-001", "D-001 is not in")]
    [InlineData("D-001](#d-001)", "D-005](#d-005)", "index: D-005", "D-001 is not in", "D-003 stands after D-005")]
    [InlineData("D-001](#d-001)", "D-001](#d-003)", "D-001 is not in")]
    [InlineData("id=\"d-001\"", "id=\"d-002\"", "D-001 has no anchor", "index: D-001")]
    [InlineData("One\n\n2026-11-23 · ", "One\n\n", "D-001 has no anchor", "index: D-001")]
    [InlineData("### Store\n\n", "### Store\n\n| [D-001](#d-001) | One | in force |\n", "D-001 is in the index twice")]
    [InlineData("One\n\n2026-11-23", "One\n\n2026-13-23", "D-001 is of 2026-13-23")]
    [InlineData("by [D-004](#d-004)", "by [D-003](#d-003)", "D-003 is superseded by [D-003]")]
    [InlineData("by [D-004](#d-004)", "by [D-009](#d-009)", "D-003 names D-009")]
    [InlineData("superseded by [D-004](#d-004)", "gone", "D-003 is gone")]
    public void What_differs_is_found(string sound, string planted, params string[] found) =>
        DecisionRules.Violations(Sound.Replace(sound, planted, StringComparison.Ordinal)).Should()
            .SatisfyRespectively(found.Select(
                begins => (Action<string>)(said => said.Should().StartWith(begins))));
}
