using Evaluation.Office.Decisions;
using Evaluation.Office.Firms;
using Evaluation.Office.Projects;
using Evaluation.Office.Units;
using FluentAssertions;
using Xunit;

namespace Evaluation.Office.Tests.Decisions;

/// <summary>What somebody or something is called shows all that it consists of.</summary>
public sealed class NamingTests
{
    private static readonly DateOnly Day = new(2023, 1, 1);

    // A text, and whether something may be called so.
    public static TheoryData<string, string, bool> Texts => new()
    {
        { "plain", "坑口街道", true },
        { "with a blank", "坑口 街道", true },
        { "latin with a mark", "Cafe\u0301", true },
        { "a form chosen of a character", "葛\U000E0100城", true },
        { "a form chosen of nothing", "\U000E0100葛城", false },
        { "two forms chosen", "葛\U000E0100\U000E0101城", false },
        { "zero width space", "坑口\u200B街道", false },
        { "zero width joiner", "坑口\u200D街道", false },
        { "a picture of several", "👨\u200D👩\u200D👧", true },
        { "a joint at the beginning", "\u200D坑口", false },
        { "joined Latin", "ABC\u200DD", false },
        { "soft hyphen", "坑口\u00AD街道", false },
        { "byte order mark", "\uFEFF坑口街道", false },
        { "word joiner", "坑口街道\u2060", false },
        { "annotation", "坑\uFFF9口\uFFFA街\uFFFB道", false },
        { "object replaced", "坑口\uFFFC街道", true },
        { "right to left", "坑口\u202E街道", false },
        { "filler of Hangul", "坑口\u3164街道", false },
        { "empty braille", "坑口\u2800街道", false },
        { "tag", "坑口\U000E0041街道", false },
        { "arabic number sign", "坑口\u0600街道", false },
    };

    [Theory, MemberData(nameof(Texts))]
    public void A_name_shows_all_of_itself(string what, string text, bool taken)
    {
        object[] named =
        [
            new UnitEntered("坑口", text, "镇街", "镇街", Day), new UnitEntered(text, "坑口街道", "镇街", "镇街", Day),
            new UnitRenamed("坑口", text, Day), new LeaderAppointed("坑口", text, "top", Day),
            new UnitSplit("坑口", [new SplitPart("东", text, "镇街", "镇街", 1m)], Day, "编1号", "调整"),
            new UnitsMerged(["坑口"], "新", text, "镇街", "镇街", Day, "编1号", "调整"),
            new DistrictFounded("keng", text, DayOfWeek.Monday, TimeSpan.FromHours(8), "考评办"),
            new FirmFiled("甲", text, null, "新材料", false), new FirmFiled(text, "甲公司", null, "新材料", false),
            new AliasAdded("甲", text), new FirmRenamed("甲", text, Day, "变更"),
            new ProjectFiled("P1", text, "甲", "新材料", null, 1m, 1m), new ProjectRenamed("P1", text, Day, "变更"),
            new ProjectPartFiled("P2", text, "P1", "甲", "新材料", 1m, 1m, null, [], []),
        ];

        named.Select(one => (one.GetType().Name, Bounds.Check(one)?.Code)).Should()
            .OnlyContain(one => one.Code == (taken ? null : "text-wrong"), what);
    }

    [Fact]
    public void It_is_said_which_character_and_where() =>
        Bounds.Check(new UnitRenamed("坑口", "坑口\u200B街道", Day)).Should().BeEquivalentTo(
            new { Code = "text-wrong", What = "名称含有看不见的字符 U+200B。", Where = "name" });

    [Fact]
    public void A_sentence_may_hold_what_a_name_may_not() =>
        Bounds.Check(new FirmRenamed("甲", "甲公司", Day, "见附件\u200B一")).Should().BeNull();
}
