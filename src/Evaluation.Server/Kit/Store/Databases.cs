using Marten;
using Npgsql;
using Weasel.Postgresql.Tables;
using SessionOptions = Marten.Services.SessionOptions;

namespace Evaluation.Server.Kit.Store;

/// <summary>
/// Which database holds which district. Today one holds all of them; every query goes through here, so that only this
/// type has to know when they live in several.
/// </summary>
/// <param name="source">The pool of the one database.</param>
/// <param name="store">The store; built only for a session, since that takes half a second.</param>
public sealed class Databases(NpgsqlDataSource source, Func<IDocumentStore> store)
{
    private readonly StoreDatabase only = new(source);
    private readonly Lazy<IReadOnlyList<TableShape>> tables =
        new(() => [.. store().Storage.AllObjects().OfType<Table>().Select(TableShape.Of)]);

    /// <summary>Every database, for what concerns all districts.</summary>
    public IReadOnlyList<StoreDatabase> All => [only];

    /// <summary>The database of a district; also of one that does not exist yet.</summary>
    public StoreDatabase For(string district) => only;

    /// <summary>The tables that the program makes.</summary>
    public IReadOnlyList<TableShape> Tables => tables.Value;

    /// <summary>A session that reads a district.</summary>
    public IQuerySession Session(string district) => store().QuerySession(district);

    /// <summary>A session that may write to a district.</summary>
    public IDocumentSession WriteSession(string district) => store().LightweightSession(district);

    /// <summary>The same inside a transaction, which the caller commits.</summary>
    public IDocumentSession WriteSession(string district, NpgsqlTransaction transaction)
    {
        var options = SessionOptions.ForTransaction(transaction);
        options.Tracking = DocumentTracking.None;
        options.TenantId = district;
        return store().OpenSession(options);
    }

    /// <summary>A session over what belongs to the installation and to no district.</summary>
    public IDocumentSession InstallationSession() => store().LightweightSession(StoreSetup.Installation);
}
