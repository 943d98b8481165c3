namespace Evaluation.Server.Kit.Store;

/// <summary>
/// Every name of Marten's that our own SQL uses; no other file of the server spells one. What an upgrade of Marten may
/// change is compared here (<see cref="LogLayout"/>).
/// </summary>
public static class MartenTables
{
    /// <summary>The log: one row an event.</summary>
    public const string Events = $"{StoreSetup.EventSchema}.mt_events";

    /// <summary>One row a stream, with its version.</summary>
    public const string Streams = $"{StoreSetup.EventSchema}.mt_streams";

    /// <summary>Gives the positions of the log.</summary>
    public const string EventSequence = $"{StoreSetup.EventSchema}.mt_events_sequence";

    /// <summary>How far each projection has come.</summary>
    public const string Progression = $"{StoreSetup.EventSchema}.mt_event_progression";

    /// <summary>The row of the progress up to which positions are settled.</summary>
    public const string HighWaterMark = "HighWaterMark";

    /// <summary>Positions that will never hold an event, passed over by the projections.</summary>
    public const string SkippedPositions = $"{StoreSetup.EventSchema}.mt_high_water_skips";

    /// <summary>The stream of the placeholders for appends that failed.</summary>
    public const string TombstoneStream = "mt_tombstone";

    /// <summary>The sealed issues.</summary>
    public const string SealedBulletins = $"{StoreSetup.DocumentSchema}.mt_doc_sealedbulletin";

    /// <summary>What lists of bulletins show.</summary>
    public const string BulletinHeadings = $"{StoreSetup.DocumentSchema}.mt_doc_bulletinheading";

    /// <summary>The turns of the sealed issues.</summary>
    public const string IssueTurns = $"{StoreSetup.DocumentSchema}.mt_doc_issueturn";

    /// <summary>The accounts, and the tokens of programs and persons.</summary>
    public const string Accounts = $"{StoreSetup.AccountSchema}.mt_doc_account",
        AccessTokens = $"{StoreSetup.AccountSchema}.mt_doc_accesstoken";

    /// <summary>What was done and read beside the logs.</summary>
    public const string AuditRecords = $"{StoreSetup.AccountSchema}.mt_doc_auditrecord";

    /// <summary>The channel on which projections learn that something was appended.</summary>
    public const string AppendedChannel = "mt_events_appended";

    /// <summary>The column of the log that holds the CLR name of an event's type.</summary>
    public const string DotNetType = "mt_dotnet_type";

    /// <summary>The version of Marten for which events are written past it: major and minor.</summary>
    public static readonly Version MadeFor = new(9, 59);

    /// <summary>The columns of the two tables then, in order of name.</summary>
    public static readonly IReadOnlyList<(string Table, IReadOnlyList<string> Columns)> Columns =
    [
        (Events,
        [
            "bdata bytea",
            "causation_id character varying",
            "correlation_id character varying",
            "data jsonb not null",
            "headers jsonb",
            "id uuid not null",
            "is_archived boolean",
            "mt_dotnet_type character varying",
            "seq_id bigint not null",
            "stream_id character varying",
            "tenant_id character varying",
            "timestamp timestamp with time zone not null",
            "type character varying(500) not null",
            "user_name character varying",
            "version bigint not null",
        ]),
        (Streams,
        [
            "compacted_version bigint not null",
            "created timestamp with time zone not null",
            "id character varying not null",
            "is_archived boolean",
            "tenant_id character varying not null",
            "timestamp timestamp with time zone not null",
            "type character varying",
            "version bigint",
        ]),
    ];
}
