using Evaluation.Rulebooks.Kinds;

namespace Evaluation.Rulebooks.Tests.SecondCount;

/// <summary>What a formula may speak of in its place.</summary>
/// <param name="Fields">Fields of the fact; none when a period is judged.</param>
/// <param name="Measures">Measures; used when a period is judged.</param>
/// <param name="Numbers">Parameters that are numbers.</param>
/// <param name="Lists">Parameters that are lists.</param>
/// <param name="Weekly">Whether a week is judged.</param>
internal sealed record Speech(
    IReadOnlyList<FieldDefinition> Fields, IReadOnlyList<string> Measures, IReadOnlyList<string> Numbers,
    IReadOnlyList<string> Lists, bool Weekly = false)
{
    public bool Judging => Fields.Count == 0;

    /// <summary>The measures that count facts.</summary>
    public IReadOnlyList<string> Counted { get; init; } = Measures;

    /// <summary>Whether the clause has a weight.</summary>
    public bool Weighted { get; init; }

    /// <summary>Whether the points of the period may be used.</summary>
    public bool Points { get; init; }

    /// <summary>Whether the group and the periods before may be looked at.</summary>
    public bool Groupwise { get; init; }

    /// <summary>The clauses whose points for the same fact may be used.</summary>
    public IReadOnlyList<string> Credited { get; init; } = [];

    /// <summary>The kinds of which other facts may be looked for.</summary>
    public IReadOnlyList<KindDefinition> Kinds { get; init; } = [];

    /// <summary>Parameters that are tables.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>Parameters that are tables of lists.</summary>
    public IReadOnlyList<string> Shelves { get; init; } = [];

    /// <summary>Intermediate results of the clause.</summary>
    public IReadOnlyList<string> Let { get; init; } = [];

    /// <summary>The clauses and articles whose points may be used.</summary>
    public IReadOnlyList<string> Pointed { get; init; } = [];

    /// <summary>Whether earlier periods may be looked at.</summary>
    public bool Comparing { get; init; }

    /// <summary>For a list: the lists that may be used.</summary>
    public IReadOnlyList<string> Honours { get; init; } = [];
}

/// <summary>Makes formulas of every form, each of the required type.</summary>
internal sealed class FormulaMaker(Chance chance, Speech speech)
{
    public static readonly string[] Words = ["甲", "乙", "甲、乙", "丙", "新材料", "电子信息", "started", "top", "镇街",
        "2022-12-31"];

    private static readonly FieldType[] Numeric = [FieldType.Integer, FieldType.Decimal, FieldType.Money];

    private static readonly string[] Literals =
        ["0", "1", "2", "3", "0.5", "1.25", "0.07", "10%", "7", "30", "1亿", "3000万", "99999999999亿"];

    private static readonly string[] Divisors = ["2", "3", "7", "0.5", "10%", "1亿", "1000万", "(1 + 2)", "-4"];
    private static readonly string[] Roundings =
        ["round", "round_half_up", "round_half_even", "round_up", "round_down"];

    private static readonly string[] Comparisons = ["=", "!=", "<", "<=", ">", ">="];

    /// <summary>A formula in double quotation marks, as the text holds it.</summary>
    public string Number() => Quoted(Number(chance.Between(0, 3)));

    public string Flag() => Quoted(Flag(chance.Between(0, 2)));

    /// <summary>A text and words that it may be.</summary>
    public (string Text, IReadOnlyList<string> Words) Choice()
    {
        var text = Text(1);
        var choices = speech.Fields.FirstOrDefault(field => field.Name == text)?.Choices ?? default;
        return (Quoted(text), choices.IsDefault ? Words : [.. choices.Select(choice => choice.Word)]);
    }

    /// <summary>A number that is not the same for all facts, where there is one.</summary>
    public string Figure() =>
        NumberNames() is { Count: > 0 } names && chance.Of100(70) ? chance.Pick(names) : Number(2);

    public static string Quoted(string formula) => $"\"{formula}\"";

    private string Number(int depth)
    {
        if (depth == 0)
        {
            return NumberNames() is { Count: > 0 } names && chance.Of100(65)
                ? chance.Pick(names) : chance.Pick(Literals);
        }

        if (chance.Of100(speech.Groupwise ? 35 : 15) && Beyond(depth) is { } beyond)
        {
            return beyond;
        }

        return chance.Between(0, 19) switch
        {
            19 => $"items({Text(0)})",
            15 => Power(depth),
            16 => chance.Of100(50) ? $"sqrt(abs({Number(depth - 1)}))" : Power(depth),
            17 => Lookup(depth),
            18 => Earlier() ?? Number(depth - 1),
            0 => $"{Number(depth - 1)} + {Number(depth - 1)}",
            1 => $"{Number(depth - 1)} - {Number(depth - 1)}",
            2 => $"({Number(depth - 1)}) * ({Number(depth - 1)})",
            3 => $"{Number(depth - 1)} * {chance.Pick("2", "0.3", "10%", "-1", "-0.5")}",
            4 => $"({Number(depth - 1)}) / {chance.Pick(Divisors)}",
            5 => $"min({Number(depth - 1)}, {Number(depth - 1)})",
            6 => $"max({Number(depth - 1)}, {Number(depth - 1)}, {Number(0)})",
            7 => $"whole({Number(depth - 1)} / {chance.Pick(Divisors)})",
            8 => Rounded(depth, chance.Between(0, 19)),
            9 => $"abs({Number(depth - 1)})",
            10 => $"part({Number(depth - 1)}, {Number(depth - 1)}, {Number(0)})",
            11 => $"if({Flag(depth - 1)}, {Number(depth - 1)}, {Number(depth - 1)})",
            12 => $"-({Number(depth - 1)})",
            13 => $"days({Text(0)}, {Text(0)})",
            _ => Number(0),
        };
    }

    private string Rounded(int depth, int drawn) =>
        $"{Roundings[drawn / 4]}({Number(depth - 1)}, {drawn % 4})";

    // Mostly of numbers that have a value, small enough.
    private string Power(int depth)
    {
        var number = Number(depth - 1);
        return chance.Between(0, 6) switch
        {
            0 => $"power({number}, {chance.Pick("2", "3", "0.5", "-1", "1.5", "2/3", "-0.25")})",
            1 => $"power(abs({number}), {chance.Pick("0.5", "1.5", "0.1", "-0.3")})",
            2 => $"exp(min(5, {number}))",
            3 => $"ln(max(0.1, {number}))",
            4 => $"log(1 + abs({number}), {chance.Pick("10", "2", "0.5", "1.5")})",
            5 => $"root(max(0, {number}), {chance.Pick("2", "3", "5")})",
            _ => $"{chance.Pick("sqrt", "ln", "exp")}({number})",
        };
    }

    private string Lookup(int depth)
    {
        if (speech.Tables.Count == 0)
        {
            return Number(depth - 1);
        }

        var key = chance.Of100(50) ? Text(1) : Number(depth - 1);
        return $"lookup({chance.Pick(speech.Tables)}, {key}{(chance.Of100(30) ? $", {Number(0)}" : "")})";
    }

    // Of an earlier period only what is counted is known; null where none may be looked at.
    private string? Earlier()
    {
        if (!speech.Comparing || speech.Measures.Count == 0)
        {
            return null;
        }

        var (one, other) = (chance.Pick(speech.Counted), chance.Pick(speech.Counted));
        var figure = chance.Of100(60) ? one : $"part({one}, {other}, {chance.Pick(Literals)})";
        return $"{chance.Pick("previous", "last_year")}({figure})";
    }

    // What looks beyond the fact or period itself; null where nothing does.
    private string? Beyond(int depth) =>
        speech.Credited.Count > 0 ? $"credited('{chance.Pick(speech.Credited)}')"
        : !speech.Groupwise ? null
        : speech.Pointed.Count > 0 && chance.Of100(15) ? $"points('{chance.Pick(speech.Pointed)}')"
        : chance.Of100(5) ? "points"
        : speech.Honours.Count > 0 && chance.Of100(25) ? $"streak('{chance.Pick(speech.Honours)}')"
        : speech.Honours.Count == 0 && chance.Of100(35) ? $"streak({Flag(depth - 1)})"
        : $"{chance.Pick("best", "worst", "mean", "rank", "low_rank")}"
            + $"({Compared(depth)}"
            + $"{(chance.Of100(20) ? ", all" : "")})";

    private string Compared(int depth) =>
        chance.Of100(20) && speech.Measures.Count > 0 ? RankOfRanks()
        : chance.Of100(60) ? chance.Pick([.. speech.Measures, "points"])
        : OfEach().Number(depth - 1);

    private string RankOfRanks() =>
        $"rank({chance.Pick(speech.Measures)}) + low_rank({chance.Pick([.. speech.Measures, "points"])})";

    /// <summary>The same with an intermediate result.</summary>
    public FormulaMaker With(string let) => new(chance, speech with { Let = [.. speech.Let, let] });

    // Of each unit of the group its own figures are compared.
    private FormulaMaker OfEach() => new(
        chance, speech with { Groupwise = false, Weighted = false, Points = true, Let = [], Comparing = false });

    private string Flag(int depth)
    {
        if (depth == 0)
        {
            return SimpleFlag();
        }

        return chance.Between(0, 5) switch
        {
            0 => $"{Flag(depth - 1)} and {Flag(depth - 1)}",
            1 => $"({Flag(depth - 1)} or {Flag(depth - 1)})",
            2 => $"not ({Flag(depth - 1)})",
            3 => $"{Number(depth - 1)} {chance.Pick(Comparisons)} {Number(depth - 1)}",
            4 => $"{Text(depth)} {chance.Pick(Comparisons)} {Text(depth)}",
            _ => SimpleFlag(),
        };
    }

    // Of a text: one of several values, a word within it, on the list of a key.
    private string OfText() => chance.Between(0, 3) switch
    {
        > 1 when speech.Shelves.Count > 0 =>
            $"listed({Text(0)}, {chance.Pick(speech.Shelves)}, {(chance.Of100(70) ? Text(1) : Number(1))})",
        0 or 2 => $"includes({Text(0)}, {Word()})",
        _ => $"mentions({Text(0)}, {Word()})",
    };

    private string Word() => speech.Lists.Count > 0 && chance.Of100(50) ? chance.Pick(speech.Lists) : Text(1);

    private string SimpleFlag()
    {
        if (chance.Of100(speech.Shelves.Count > 0 ? 20 : 10))
        {
            return OfText();
        }

        var flags = speech.Fields.Where(field => field.Type == FieldType.Flag).Select(field => field.Name).ToList();
        return chance.Between(0, speech.Groupwise || speech.Kinds.Count > 0 ? 9 : 7) switch
        {
            >= 8 when speech.Kinds.Count > 0 => Other() ?? $"{Number(0)} > 1",
            8 => $"{Beyond(1)} {chance.Pick(Comparisons)} {chance.Between(1, 3)}",
            0 when flags.Count > 0 => chance.Pick(flags),
            1 when speech.Fields.Count > 0 => $"given({chance.Pick(speech.Fields).Name})",
            2 when speech.Judging && speech.Measures.Count > 0 => $"has_target({chance.Pick(speech.Measures)})",
            3 when speech.Weekly => "nil_report",
            4 when speech.Lists.Count > 0 => $"{Text(0)} in {chance.Pick(speech.Lists)}",
            5 => $"{Text(0)} in ('{chance.Pick(Words)}', {Text(0)})",
            6 when speech.Weekly => $"report {chance.Pick("=", "!=")} '{chance.Pick("late", "missing", "on_time")}'",
            _ => $"{Number(0)} {chance.Pick(Comparisons)} {Number(0)}",
        };
    }

    // Another fact that names the same; null where the kind has no field in common.
    private string? Other()
    {
        var kind = chance.Pick(speech.Kinds);
        var fields = RulebookMaker.FieldsOf(kind);
        var common = speech.Fields.Select(field => field.Name).Intersect(fields.Select(field => field.Name)).ToList();
        var further = fields.Where(field => field.Type is FieldType.Choice or FieldType.Text).ToList();
        if (common.Count == 0)
        {
            return null;
        }

        var only = "";
        if (further.Count > 0 && chance.Of100(40))
        {
            var field = chance.Pick(further);
            only = $", {field.Name}, '{(field.Choices.IsDefault ? chance.Pick(Words)
                : chance.Pick(field.Choices.Select(choice => choice.Word).ToList()))}'";
        }

        return $"exists('{kind.Name}', {chance.Pick(common)}{only})";
    }

    private string Text(int depth)
    {
        if (depth > 0 && chance.Of100(30))
        {
            return $"'{chance.Pick(Words)}'";
        }

        return chance.Of100(75) && TextNames() is { Count: > 0 } names ? chance.Pick(names)
            : chance.Pick("unit", "group", "unit_kind");
    }

    private List<string> NumberNames() =>
    [
        .. speech.Fields.Where(field => Numeric.Contains(field.Type)).Select(field => field.Name),
        .. speech.Numbers,
        .. speech.Judging
            ? speech.Measures.Concat(speech.Measures).Concat(speech.Measures.Select(name => $"target({name})"))
                .Append("elapsed").Append("elapsed(month)").Append("judged")
            : ["part"],
        .. speech.Weighted ? ["weight", "weight"] : Array.Empty<string>(),
        .. speech.Points ? ["points", "points"] : Array.Empty<string>(),
        .. speech.Groupwise && chance.Of100(20) ? ["units"] : Array.Empty<string>(),
        .. speech.Credited.Select(clause => $"credited('{clause}')"), .. speech.Let, .. speech.Let,
    ];

    private List<string> TextNames() =>
    [
        .. speech.Fields.Where(field => field.Type != FieldType.Flag && !Numeric.Contains(field.Type))
            .Select(field => field.Name),
        .. speech.Judging ? Array.Empty<string>() : ["occurred_on"],
        .. speech.Weekly ? ["report"] : Array.Empty<string>(),
    ];
}
