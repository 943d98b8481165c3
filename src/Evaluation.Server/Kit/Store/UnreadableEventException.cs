using System.Globalization;
using Evaluation.Rulebooks.Words;
using JasperFx.Events;

namespace Evaluation.Server.Kit.Store;

/// <summary>
/// The log holds an event that this program cannot read: it is of a later one, or was changed by hand.
/// </summary>
/// <param name="position">Its position in the log.</param>
/// <param name="inner">What was wrong with it.</param>
public sealed class UnreadableEventException(long position, Exception inner)
    : InvalidOperationException(
        $"The event at position {position.ToString(CultureInfo.InvariantCulture)} cannot be read: {inner.Message}",
        inner)
{
    /// <summary>The code of the answer.</summary>
    public const string Code = "unreadable-event";

    private long Position { get; } = position;

    /// <summary>What people are told of a failure, whoever read the log; null for another failure.</summary>
    public static Refusal? RefusalOf(Exception? e) => e switch
    {
        null => null,
        UnreadableEventException own => Of($"第{own.Position.ToString(CultureInfo.InvariantCulture)}号事件"),
        EventDeserializationFailureException or UnknownEventTypeException => Of("一条事件"),
        _ => RefusalOf(e.InnerException),
    };

    private static Refusal Of(string which) => new(
        Code, $"{which}读不出，要用到它的内容无法显示，也无法办理。", "log",
        "请告知管理员：由其用 verify 查明是哪一条，换用能读它的程序版本，或从备份恢复。")
    {
        Kind = RefusalKind.Fault,
    };
}
