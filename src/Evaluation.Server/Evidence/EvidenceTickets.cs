using System.Security.Cryptography;
using System.Text.Json;
using Evaluation.Office.Claims;
using Evaluation.Rulebooks.Words;
using Evaluation.Server.Kit.Store;
using Microsoft.AspNetCore.DataProtection;

namespace Evaluation.Server.Evidence;

/// <summary>A file that was sent and belongs to no claim yet.</summary>
/// <param name="Ticket">By what its sender refers to it.</param>
/// <param name="File">The file, whose content is kept.</param>
public sealed record SentFile(string Ticket, EvidenceFile File);

/// <summary>
/// What somebody who sent a file shows to refer to it later: a hash alone would let everybody who learns one have a
/// file of another unit for the own claim, and read it there.
/// </summary>
/// <param name="protection">Seals the tickets; every server opens them.</param>
/// <param name="clock">They hold for some hours.</param>
public sealed class EvidenceTickets(IDataProtectionProvider protection, TimeProvider clock)
{
    // Shorter than the day after which an unnamed content is swept.
    private static readonly TimeSpan Valid = TimeSpan.FromHours(12);

    private readonly IDataProtector protector = protection.CreateProtector("evidence");

    /// <summary>A ticket for a file.</summary>
    /// <param name="file">The file, which is kept.</param>
    /// <param name="district">The district for whose claims it was sent.</param>
    /// <param name="account">Who sent it.</param>
    public SentFile Of(EvidenceFile file, string district, string account) => new(
        protector.Protect(JsonSerializer.Serialize(
            new Content(file, district, account, clock.GetUtcNow() + Valid), EventJson.Options)),
        file);

    /// <summary>The file of a ticket, or why the ticket does not hold.</summary>
    /// <param name="ticket">What was handed out for the file.</param>
    /// <param name="district">The district of the claim.</param>
    /// <param name="account">Who shows it.</param>
    public Result<EvidenceFile> Read(string ticket, string district, string account)
    {
        try
        {
            var content = JsonSerializer.Deserialize<Content>(protector.Unprotect(ticket), EventJson.Options);
            return content is { } read && read.District == district && read.Account == account
                && read.Until > clock.GetUtcNow() ? read.File : Expired();
        }
        catch (Exception forged) when (forged is CryptographicException or JsonException or FormatException)
        {
            return Expired();
        }
    }

    /// <summary>The refusal of a file that was sent too long ago, or is not there any more.</summary>
    public static Refusal Expired() =>
        new("file-expired", "之前上传的文件已失效。", "files", "请重新选择这个文件后提交。");

    private sealed record Content(EvidenceFile File, string District, string Account, DateTimeOffset Until);
}
