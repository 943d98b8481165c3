using System.Reflection;
using Evaluation.Office.Tests;
using Evaluation.Rulebooks.Rules;
using Evaluation.Rulebooks.Tests.SecondCount;
using Evaluation.Rulebooks.Text;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Evaluation.Mutations;

/// <summary>Something that notices a fault, or does not: a random pair counted twice, or a case of a test.</summary>
/// <param name="Name">What it is.</param>
/// <param name="IsPair">Whether the second count is asked.</param>
/// <param name="Run">Throws when it notices something.</param>
internal sealed record Case(string Name, bool IsPair, Action Run)
{
    /// <summary>Where the draws begin; printed with every run.</summary>
    public const int FirstSeed = 20_230_101;

    /// <summary>How many pairs are tried.</summary>
    public const int Pairs = 600;

    private const int FactsPerRulebook = 6;

    // Besides the properties, whose draws differ from run to run: what takes pairs and histories by thousands, or reads
    // the house's own files.
    private static readonly string[] LeftOut =
    [
        "House", "Imports", "Verification", "SecondCountTests", "TwoAxesTests",
        "The_issue_in_force_and_the_corrections_after_it_add_up_to_what_is_known",
    ];

    /// <summary>All of them, the pairs first.</summary>
    public static List<Case> All() => [.. OfPairs().Take(Pairs), .. OfTests()];

    private static IEnumerable<Case> OfPairs()
    {
        for (var seed = FirstSeed; ; seed++)
        {
            var maker = new PairMaker(seed);
            var editions = maker.Editions();
            var read = editions.ConvertAll(one => RulebookReader.Read(one.ToString()).Rulebook);
            if (read.Contains(null))
            {
                continue;
            }

            var rules = new RuleSet([.. read.OfType<Rulebook>()]);
            for (var i = 0; i < FactsPerRulebook; i++)
            {
                var pair = maker.With(editions);
                yield return new Case($"seed {seed}, facts {i}", true, () =>
                {
                    if (Comparison.Difference(pair, rules) is { } difference)
                    {
                        throw new InvalidOperationException(difference);
                    }
                });
            }
        }
    }

    private static IEnumerable<Case> OfTests() =>
        from assembly in new[] { typeof(PairMaker).Assembly, typeof(AWeek).Assembly }
        from type in assembly.GetTypes()
        where type is { IsClass: true, IsAbstract: false }
        && !type.Name.EndsWith("Properties", StringComparison.Ordinal)
        orderby type.FullName
        from method in type.GetMethods()
        where method.IsDefined(typeof(FactAttribute), inherit: true)
            && !Array.Exists(LeftOut, $"{type.FullName}.{method.Name}".Split('.').Contains)
        orderby method.Name
        from row in Rows(method).Select((values, i) => (values, i))
        select new Case(
            $"{type.Name}.{method.Name}{(row.i == 0 ? "" : $", row {row.i + 1}")}", false,
            () => Call(type, method, row.values));

    private static List<object?[]> Rows(MethodInfo method)
    {
        var sources = method.GetCustomAttributes().OfType<IDataAttribute>().ToList();

        // Rows that are kept in a member are looked for in the test's own type only when that is said.
        sources.OfType<MemberDataAttribute>().ToList().ForEach(source => source.MemberType ??= method.DeclaringType);
        List<object?[]> rows = sources.Count == 0 ? [[]]
            : [.. sources.SelectMany(source => source.GetData(method, new DisposalTracker()).AsTask().Result)
                .Select(row => row.GetData())];
        return rows.Count > 0 ? rows
            : throw new InvalidOperationException($"{method.DeclaringType}.{method.Name} has no rows.");
    }

    private static void Call(Type type, MethodInfo method, object?[] values)
    {
        var test = Activator.CreateInstance(
            type, [.. type.GetConstructors()[0].GetParameters().Select(_ => Silent.Output)]);
        try
        {
            var all = method.GetParameters()
                .Select((parameter, i) => i < values.Length ? values[i] : parameter.DefaultValue).ToArray();
            (method.Invoke(test, all) as Task)?.GetAwaiter().GetResult();
        }
        finally
        {
            (test as IDisposable)?.Dispose();
        }
    }

    private sealed class Silent : ITestOutputHelper
    {
        public static readonly Silent Output = new();

        string ITestOutputHelper.Output => "";

        public void Write(string message)
        {
        }

        public void Write(string format, params object[] args)
        {
        }

        public void WriteLine(string message)
        {
        }

        public void WriteLine(string format, params object[] args)
        {
        }
    }
}
