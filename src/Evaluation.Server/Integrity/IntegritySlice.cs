using System.CommandLine;
using Evaluation.Server.Board.Live;
using Evaluation.Server.Kit;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Integrity;

/// <summary>Looking after what is stored: by command, and by the server itself at night.</summary>
public sealed class IntegritySlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(StoreParts store) => store.Marten(VerifiedRuns.AddTo);

    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services)
    {
        services.AddSingleton<LogCheck>();
        services.AddSingleton<LogFold>();
        services.AddSingleton<SealedCheck>();
        services.AddSingleton<EvidenceCheck>();
        services.AddSingleton<Verifier>();
        services.AddSingleton<VerifiedRuns>();
        services.AddHealthChecks().AddLimited<VerificationCheck>("verified");
    }

    /// <inheritdoc/>
    public override IEnumerable<Command> Verbs(Shell shell) => [VerifyVerb.Make(shell)];

    /// <summary>Makes a process that serves verify itself at night.</summary>
    internal static void AddNights(IServiceCollection services, QuietHours? hours) =>
        services.AddSingleton(new Nights(hours is not null)).AddHostedService(provider => new NightlyVerification(
            hours, provider.GetRequiredService<Verifier>(), provider.GetRequiredService<VerifiedRuns>(),
            provider.GetRequiredService<Databases>(), provider.GetRequiredService<Districts>(),
            provider.GetRequiredService<BoardReader>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<NightlyVerification>>()));
}
