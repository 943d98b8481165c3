using Evaluation.Rulebooks.Words;

namespace Evaluation.Server.Kit.Store;

/// <summary>A command whose transaction may have been stored although its answer never came.</summary>
/// <param name="inner">How the connection ended.</param>
public sealed class PerhapsStoredException(Exception inner)
    : Exception("The connection ended while the command was being stored.", inner)
{
    /// <summary>Stores something.</summary>
    /// <exception cref="PerhapsStoredException">The connection broke meanwhile.</exception>
    public static async Task WatchAsync(Func<Task> store)
    {
        try
        {
            await store();
        }
        catch (Exception lost) when (DatabaseFailures.IsConnectionLost(lost))
        {
            throw new PerhapsStoredException(lost);
        }
    }
}

/// <summary>What people are told when the database itself is in trouble.</summary>
public static class DatabaseTrouble
{
    /// <summary>The code of a command that may have been stored.</summary>
    public const string PerhapsStored = "perhaps-stored";

    /// <summary>What to say about a failure; null when it is not the database's.</summary>
    public static Refusal? RefusalOf(Exception e) => e switch
    {
        PerhapsStoredException => Perhaps("数据库在保存时断开"),
        _ => DatabaseFailures.StateOf(e) switch
        {
            DatabaseState.Away => Unavailable(
                "database-away", "数据库暂时连接不上。", "请稍后重试；持续不成请告知管理员。"),
            DatabaseState.Full => Unavailable(
                "database-full", "数据库的空间已满。", "请告知管理员清理或扩充空间，之后重试。"),
            DatabaseState.Crowded => Unavailable(
                "database-crowded", "数据库正忙，暂时不能办理。", "请稍后重试；持续不成请告知管理员。"),
            _ => null,
        },
    };

    /// <summary>What to say about a command of which nobody knows whether it was stored.</summary>
    /// <param name="why">What happened to the database, half a sentence.</param>
    public static Refusal Perhaps(string why) => Unavailable(
        PerhapsStored, $"{why}，所提交的内容可能已经保存，也可能没有。",
        "请稍后查询；没有查到的可以原样再提交一次，已保存的不会重复登记。");

    private static Refusal Unavailable(string code, string what, string remedy) =>
        new(code, what, "database", remedy) { Kind = RefusalKind.Unavailable };
}
