using Microsoft.AspNetCore.Components;

namespace Evaluation.Server.Kit.Pages;

/// <summary>A page of the running system: one view record in, one document out.</summary>
public abstract class LivePage<TView> : ComponentBase
    where TView : class
{
    /// <summary>What the page shows.</summary>
    [Parameter, EditorRequired]
    public required TView View { get; set; }
}
