using System.Data.Common;
using JasperFx;
using JasperFx.Events;
using Weasel.Core;
using Weasel.Storage;
using IStorageOperation = Weasel.Storage.IStorageOperation;

namespace Evaluation.Server.Kit.Store;

/// <summary>
/// Holds a stream that a decision looked at without writing to it: when the session saves, it must still be at the
/// version seen, and nobody appends to it before the transaction has ended. Marten's own check of such a stream takes
/// no lock, so that both transactions could pass it.
/// </summary>
/// <remarks>Many may hold one stream so at the same time; whoever appends to it waits for them.</remarks>
/// <param name="district">The tenant of the stream.</param>
/// <param name="stream">Its name.</param>
/// <param name="version">The version seen, from 1.</param>
internal sealed class SeenAt(string district, string stream, long version) : IStorageOperation
{
    /// <inheritdoc/>
    public Type DocumentType => typeof(IEvent);

    /// <inheritdoc/>
    public OperationRole Role() => OperationRole.Other;

    /// <inheritdoc/>
    public void ConfigureCommand(ICommandBuilder builder, IStorageSession session)
    {
        builder.Append($"select true from {MartenTables.Streams} where tenant_id = ");
        builder.AppendParameter(district);
        builder.Append(" and id = ");
        builder.AppendParameter(stream);
        builder.Append(" and version = ");
        builder.AppendParameter(version);
        builder.Append(" for share");
    }

    /// <inheritdoc/>
    public async Task PostprocessAsync(DbDataReader reader, IList<Exception> exceptions, CancellationToken token)
    {
        if (!await reader.ReadAsync(token))
        {
            exceptions.Add(new ConcurrencyException(typeof(IEvent), stream));
        }
    }
}
