using System.Xml.Linq;
using Evaluation.Server.Kit.Store;
using Marten;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Npgsql;
using Weasel.Postgresql.Tables;

namespace Evaluation.Server.Accounts;

/// <summary>
/// The keys that protect forms, in the database: what a page was given holds after a restart and on every server.
/// </summary>
/// <param name="databases">The databases; the first one has the table.</param>
internal sealed class ProtectionKeys(Databases databases) : IXmlRepository
{
    private const string Keys = $"{StoreSetup.AccountSchema}.protection_key";
    private const string Select = $"select xml from {Keys}";
    private const string Insert = $"""
        insert into {Keys} (name, xml, at) values ($1, $2, now()) on conflict (name) do update set xml = excluded.xml
        """;

    /// <summary>Makes the store create the table.</summary>
    public static void AddTo(StoreOptions options)
    {
        var table = new Table(Keys);
        table.AddColumn("name", "text").AsPrimaryKey();
        table.AddColumn("xml", "text").NotNull();
        table.AddColumn("at", "timestamp with time zone").NotNull();
        options.Storage.ExtendedSchemaObjects.Add(table);
    }

    /// <summary>Makes a server use them.</summary>
    public static void AddTo(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("evaluation");
        services.AddOptions<KeyManagementOptions>().Configure<Databases>(
            (options, databases) => options.XmlRepository = new ProtectionKeys(databases));
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var command = databases.All[0].Command(Select);
        using var reader = command.ExecuteReader();
        var all = new List<XElement>();
        while (reader.Read())
        {
            all.Add(XElement.Parse(reader.GetString(0)));
        }

        return all;
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        using var command = databases.All[0].Command(Insert);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = friendlyName });
        command.Parameters.Add(
            new NpgsqlParameter<string> { TypedValue = element.ToString(SaveOptions.DisableFormatting) });
        command.ExecuteNonQuery();
    }
}
