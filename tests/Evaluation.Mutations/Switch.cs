using System.Reflection;
using Evaluation.Rulebooks.Scoring;

namespace Evaluation.Mutations;

/// <summary>Turns faults of the mutated library on and off, and runs cases under them.</summary>
internal static class Switch
{
    private const BindingFlags Hidden = BindingFlags.Static | BindingFlags.NonPublic;
    private const long StepsToSpare = 300_000;
    private const int TimesLonger = 5;

    // Only a case that runs away without passing another fault gets here.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private static readonly Type Mutant = typeof(
        Scorer).Assembly.GetType("Evaluation.Rulebooks.Mutant", throwOnError: true)!;
    private static readonly FieldInfo ActiveField = Mutant.GetField("Active")!;
    private static readonly FieldInfo StepsField = Mutant.GetField("Steps")!;
    private static readonly FieldInfo MostField = Mutant.GetField("Most")!;

    // Scoring plans are cached; a fault in making them shows only when they are made again.
    private static readonly object Plans = typeof(
        Scorer).Assembly.GetType("Evaluation.Rulebooks.Scoring.ScoringPlan", throwOnError: true)!
        .GetField("Plans", Hidden)!.GetValue(null)!;
    private static readonly MethodInfo Forget = Plans.GetType().GetMethod("Clear")!;

    /// <summary>What the last case that noticed something said.</summary>
    public static string Said { get; private set; } = "";

    /// <summary>Which faults were passed since this was last cleared.</summary>
    public static bool[] Reached { get; } = (bool[])Mutant.GetField("Reached")!.GetValue(null)!;

    /// <summary>How many questions were asked in the last case.</summary>
    public static long Steps => (long)StepsField.GetValue(null)!;

    /// <summary>The fault that is on; -1 for none.</summary>
    public static void Turn(int fault) => ActiveField.SetValue(null, fault);

    /// <summary>Whether a case notices something.</summary>
    /// <param name="steps">How many questions it asks without a fault; null for no limit.</param>
    public static bool Notices(Case one, long? steps)
    {
        Forget.Invoke(Plans, null);
        StepsField.SetValue(null, 0L);
        MostField.SetValue(null, steps is { } usual ? (usual * TimesLonger) + StepsToSpare : long.MaxValue);
        var noticed = false;
        var thread = new Thread(() => noticed = Fails(one), 64 << 20) { IsBackground = true };
        thread.Start();
        if (thread.Join(steps is null ? Timeout.InfiniteTimeSpan : Longest))
        {
            return noticed;
        }

        // This process is of no use any more; the one that started it counts the fault as noticed.
        Environment.Exit(3);
        return true;
    }

    private static bool Fails(Case one)
    {
#pragma warning disable CA1031 // Whatever it is that a fault makes a case throw, it was noticed.
        try
        {
            one.Run();
            return false;
        }
        catch (Exception e)
        {
            Said = (e.InnerException ?? e).Message.Split('\n')[0];
            return true;
        }
#pragma warning restore CA1031
    }
}
