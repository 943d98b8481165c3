using System.CommandLine;
using Evaluation.Server.Kit;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;

namespace Evaluation.Server.Imports;

/// <summary>Histories and files of claims taken in at once.</summary>
public sealed class ImportsSlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(StoreParts store) => store.Marten(UploadBook.AddTo);

    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services)
    {
        services.AddScoped<HistoryLoader>();
        services.AddSingleton<ClaimStore>().AddSingleton<FileRemarks>().AddSingleton<ClaimChecker>()
            .AddSingleton<UploadBook>().AddSingleton<UploadDesk>().AddScoped<UploadPageMaker>();
    }

    /// <inheritdoc/>
    public override void Map(Routes routes)
    {
        UploadEndpoints.Map(routes.Api);
        UploadPages.Map(routes.Pages);
    }

    /// <inheritdoc/>
    public override IEnumerable<Command> Verbs(Shell shell) =>
        [SeedVerb.Make(shell), Steps("claim", ImportVerb.Make(shell))];
}
