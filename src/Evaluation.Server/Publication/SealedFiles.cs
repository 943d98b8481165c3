using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Evaluation.Office.Mandates;
using Evaluation.Server.Kit.Store;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Evaluation.Server.Publication;

/// <summary>The issue of a week or period in force.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Papers">For whom it and those before it are printed, one of <see cref="PaperScope"/>.</param>
public sealed record IssueInForce(int Number, string Papers);

/// <summary>A file of a sealed issue.</summary>
public enum SealedPart
{
    /// <summary>The canonical JSON record.</summary>
    Record,

    /// <summary>The page, HTML.</summary>
    Page,

    /// <summary>The ranking, CSV.</summary>
    Table,
}

/// <summary>
/// The files of sealed issues, ready to be sent. Their bytes never change and are kept in memory. Which issue is in
/// force is believed for <see cref="Lease"/> after the database was asked, and an approval is answered only when that
/// time is over: once a new issue was announced, no server shows the one before.
/// </summary>
public sealed class SealedFiles : IDisposable
{
    /// <summary>How many bytes are kept at most.</summary>
    public const long MostBytes = 64 << 20;

    /// <summary>How long an answer of the database is believed, from before it was asked.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMilliseconds(200);

    private readonly Databases databases;
    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = MostBytes });
    private readonly ConcurrentDictionary<(string District, string Week), Head> heads = new();
    private readonly SharedReads<(string District, string Week), IssueInForce?> inForce;

    /// <summary>Keeps the files of a store.</summary>
    public SealedFiles(Databases databases)
    {
        this.databases = databases;
        inForce = new(LastIssueAsync);
    }

    /// <summary>The issue in force; null for a week that was not sealed.</summary>
    public ValueTask<IssueInForce?> InForceAsync(string district, string week)
    {
        var key = (district, week);
        if (!heads.TryGetValue(key, out var head) || head.Age >= Lease)
        {
            return new ValueTask<IssueInForce?>(inForce.AskAsync(key));
        }

        // One caller has it asked again in good time, so that under load nobody waits.
        if (head.Age > Lease / 2 && head.IsFirstToAskAgain())
        {
            _ = inForce.AskAsync(key);
        }

        return new ValueTask<IssueInForce?>(head.Issue);
    }

    /// <summary>A file of an issue that was sealed; null if its bytes were taken away past the program.</summary>
    /// <param name="id">The name under which the paper is stored.</param>
    /// <param name="part">Which file.</param>
    /// <param name="ct">Gives up.</param>
    public async ValueTask<SealedFile?> OfAsync(string district, string id, SealedPart part, CancellationToken ct)
    {
        var key = (district, id, part);
        if (cache.TryGetValue(key, out SealedFile? known))
        {
            return known;
        }

        await using var session = databases.Session(district);
        if (await session.LoadAsync<SealedBulletin>(key.Item2, ct) is not { } stored)
        {
            return null;
        }

        var file = SealedFile.Of(stored, part);
        cache.Set(key, file, new MemoryCacheEntryOptions { Size = file.Size });
        return file;
    }

    /// <inheritdoc/>
    public void Dispose() => cache.Dispose();

    // An unsealed week is not cached: sealing it need not wait, and made-up names take no memory.
    private async Task<IssueInForce?> LastIssueAsync((string District, string Week) asked)
    {
        var before = Stopwatch.GetTimestamp();
        await using var session = databases.Session(asked.District);
        if (await session.LoadAsync<BulletinHeading>(asked.Week) is not { } heading)
        {
            return null;
        }

        var issue = new IssueInForce(heading.Issue, heading.Papers ?? PaperScope.Public);
        heads[asked] = new Head(issue, before);
        return issue;
    }

    private sealed class Head(IssueInForce issue, long asked)
    {
        private int again;

        public IssueInForce Issue => issue;

        public TimeSpan Age => Stopwatch.GetElapsedTime(asked);

        public bool IsFirstToAskAgain() => Interlocked.Exchange(ref again, 1) == 0;
    }
}

/// <summary>A file as it is sent: plain and compressed.</summary>
public sealed class SealedFile
{
    // In the order of preference; the plain one is the last.
    private readonly Form[] forms;
    private readonly string type;

    private SealedFile(string text, string sha256, string type)
    {
        this.type = type;
        var plain = Encoding.UTF8.GetBytes(text);
        forms =
        [
            new("br", Packed(plain, to => new BrotliStream(to, CompressionLevel.Optimal)), $"\"{sha256}-br\""),
            new("gzip", Packed(plain, to => new GZipStream(to, CompressionLevel.Optimal)), $"\"{sha256}-gzip\""),
            new(null, plain, $"\"{sha256}\""),
        ];
    }

    /// <summary>How many bytes it takes.</summary>
    public long Size => forms.Sum(form => form.Bytes.LongLength);

    /// <summary>What it says.</summary>
    public string Text => Encoding.UTF8.GetString(forms[^1].Bytes);

    /// <summary>Makes a part of a bulletin ready.</summary>
    public static SealedFile Of(SealedBulletin stored, SealedPart part) => part switch
    {
        SealedPart.Record => new(stored.Record, stored.RecordSha256, "application/json; charset=utf-8"),
        SealedPart.Page => new(stored.Page, stored.PageSha256, "text/html; charset=utf-8"),
        _ => new(stored.Table, stored.TableSha256, "text/csv; charset=utf-8"),
    };

    /// <summary>
    /// Answers in the form that the caller understands best. A cache always asks whether it is still there; each form
    /// has a tag of its own, as its bytes are others.
    /// </summary>
    /// <param name="alike">Whether everybody gets the same; else nobody keeps it for another.</param>
    public async Task SendAsync(HttpContext http, bool alike)
    {
        var (accepted, known) = (http.Request.Headers.AcceptEncoding, http.Request.Headers.IfNoneMatch);
        var form = accepted.Count == 0 ? forms[^1]
            : forms.First(one => one.Encoding is null || Accepts(accepted, one.Encoding));
        var response = http.Response;
        response.Headers.CacheControl = alike ? "public, no-cache" : "private, no-cache";
        response.Headers.Vary = alike ? HeaderNames.AcceptEncoding
            : $"{HeaderNames.AcceptEncoding}, {HeaderNames.Cookie}, {HeaderNames.Authorization}";
        response.Headers.ETag = form.Tag;
        if (known.Count > 0 && Knows(known, form.Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = type;
        response.ContentLength = form.Bytes.Length;
        if (form.Encoding is not null)
        {
            response.Headers.ContentEncoding = form.Encoding;
        }

        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await response.Body.WriteAsync(form.Bytes, http.RequestAborted);
        }
    }

    private static bool Accepts(StringValues accepted, string encoding) =>
        StringWithQualityHeaderValue.TryParseList(accepted, out var all)
        && all.Any(one => one.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && one.Quality is not 0);

    // For the question whether something is new, a tag that became weak on its way is as good.
    private static bool Knows(StringValues known, string tag) =>
        EntityTagHeaderValue.TryParseList(known, out var all)
        && all.Any(one => one.Equals(EntityTagHeaderValue.Any) || one.Tag == tag);

    private static byte[] Packed(byte[] plain, Func<Stream, Stream> packer)
    {
        using var packed = new MemoryStream();
        using (var packing = packer(packed))
        {
            packing.Write(plain);
        }

        return packed.ToArray();
    }

    private sealed record Form(string? Encoding, byte[] Bytes, string Tag);
}
