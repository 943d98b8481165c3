using System.CommandLine;
using Evaluation.Office.Mandates;
using Evaluation.Server.Kit;
using Evaluation.Server.Kit.Cli;
using Evaluation.Server.Kit.Store;
using Marten;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Evaluation.Server.Accounts;

/// <summary>Who is signed in: accounts of the installation, and what the districts say that they are.</summary>
public sealed class AccountsSlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(StoreParts store) => store.State<MandateRoll>(MandateRoll.Evolve).Marten(options =>
    {
        ProtectionKeys.AddTo(options);
        Kept<Account>(options).UseNumericRevisions(true)
            .Metadata(metadata => metadata.Revision.MapTo(account => account.Version));
        Kept<AccountSession>(options).Index(session => session.Account);
        Kept<OneTimeLink>(options).UseNumericRevisions(true)
            .Metadata(metadata => metadata.Revision.MapTo(link => link.Version));
        Kept<AccessToken>(options).Index(token => token.Account!);
        Kept<Passkey>(options).UseNumericRevisions(true).Index(passkey => passkey.Account)
            .Metadata(metadata => metadata.Revision.MapTo(passkey => passkey.Version));
        Kept<ProviderIdentity>(options).Index(identity => identity.Account);
        Kept<SpentOnce>(options);
        var records = Kept<AuditRecord>(options).Index(record => record.About);
        foreach (var (name, _) in AuditIndexes.OfRecords)
        {
            records.IgnoreIndex(name);
        }

        options.Events.IgnoreIndex(AuditIndexes.OfLog);
    });

    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services)
    {
        services.AddSingleton<DevelopmentActors>();
        services.AddSingleton<PersonNames>();
        services.AddSingleton<AccountBook>();
        services.AddSingleton<AccountDesk>();
        services.AddSingleton<AuditBook>();
        services.AddSingleton<Devices>();
        services.AddHostedService<TriedCounts>();
        services.AddHostedService<AuditIndexes>();
        services.AddSingleton<TokenDesk>();
        services.AddSingleton<ICallers, Callers>();
        services.AddSingleton<AuditReader>();
        services.AddSingleton<SignIns>();
        services.AddSingleton<OwnAccount>();
        services.TryAddSingleton(new SignInSettings());
        services.AddSingleton<SiteAddress>();
        services.AddSingleton<PasskeyDesk>();
        services.AddSingleton<BriefCookies>();
        services.AddSingleton<PasskeyExaminer>();
        services.AddScoped<PasskeyPageMaker>();
        services.AddSingleton<ProviderDesk>();
        services.AddSingleton<ProviderLinks>();
        services.AddScoped<SignInPages>();
        services.AddScoped<AccountPageMaker>();
        services.AddScoped<PeoplePageMaker>();
        services.AddSingleton<DistrictChoices>();
        services.AddScoped<AuditPageMaker>();
        services.AddScoped<TokenPageMaker>();
    }

    /// <inheritdoc/>
    public override void Map(Routes routes)
    {
        SignInEndpoints.Map(routes.App);
        AccountPages.Map(routes.App);
        PasskeyPages.Map(routes.App);
        ProviderPages.Map(routes.App);
        PeoplePages.Map(routes.App);
        AuditPages.Map(routes.App, routes.Pages);
        TokenPages.Map(routes.App);
        if (routes.Development)
        {
            SignInEndpoints.MapActors(routes.App);
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Command> Verbs(Shell shell) => [AccountVerbs.Make(shell), AuditVerb.Make(shell)];

    // They belong to no district.
    private static MartenRegistry.DocumentMappingExpression<T> Kept<T>(StoreOptions options) where T : notnull =>
        options.Schema.For<T>().DatabaseSchemaName(StoreSetup.AccountSchema).SingleTenanted();
}
