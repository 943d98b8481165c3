using Evaluation.Office.Publication;
using Evaluation.Server.Kit.Pages;

namespace Evaluation.Server.Papers;

/// <summary>The forms of a sealed bulletin.</summary>
/// <param name="Frame">Outside every district: the page is open to whom the bulletin is.</param>
/// <param name="Bulletin">The sealed record.</param>
/// <param name="Recipients">The usual recipients.</param>
/// <param name="Chat">The text for a group chat.</param>
/// <param name="Sha256">The hash of the record.</param>
public sealed record PapersView(FrameView Frame, Bulletin Bulletin, string Recipients, string Chat, string Sha256)
{
    /// <summary>The address of the bulletin, without the ending of a form.</summary>
    public string Address => Links.Bulletin(Bulletin.District, Bulletin.Week);

    /// <summary>What asks for the paper for everybody where there is another one; empty elsewhere.</summary>
    public string Query => Bulletin.Paper is null ? "" : Links.PublicPaper("");
}
