using Evaluation.Rulebooks.Words;
using Wolverine;

namespace Evaluation.Server.Kit.Store;

/// <summary>Sends commands from the edges (web, command line, importer) to their handlers.</summary>
public static class CommandBus
{
    /// <summary>Sends a command to its handler in a district; too many lost races become a refusal.</summary>
    public static async Task<Outcome> AskAsync(
        this IMessageBus bus, string district, object command, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(district))
        {
            return Outcome.Refused(Refusal.Unknown("district", "考评单位范围", district, "请指明所属范围。"));
        }

        return await Telemetry.CommandAsync(
            district, command.GetType().Name, () => SendAsync(bus, district, command, ct));
    }

    private static async Task<Outcome> SendAsync(
        IMessageBus bus, string district, object command, CancellationToken ct)
    {
        try
        {
            return await bus.InvokeForTenantAsync<Outcome>(district, command, ct);
        }
        catch (Exception lost) when (DatabaseFailures.IsLost(lost))
        {
            return Outcome.Busy(command.GetType().Name);
        }
        catch (Exception unwritable) when (DatabaseFailures.IsUnwritableText(unwritable))
        {
            return Outcome.Refused(new Refusal(
                "text-wrong", "内容含有无法保存的控制字符。", command.GetType().Name,
                "请删去不可见的字符后重新提交。"));
        }
    }
}
