using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Evaluation.Server.Interface;

/// <summary>The description of the interface, made once: addresses change only with the program.</summary>
/// <param name="services">Where the framework keeps what writes it.</param>
public sealed class InterfaceBook(IServiceProvider services)
{
    /// <summary>The version of the interface; a change that breaks programs gets another one.</summary>
    public const string Version = "v1";

    private readonly Lazy<Task<OpenApiDocument>> document = new(
        () => services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Version).GetOpenApiDocumentAsync());

    // Anybody may ask for it, so that asking costs nothing.
    private Task<string>? json;

    /// <summary>The description as an object.</summary>
    public Task<OpenApiDocument> DocumentAsync() => document.Value;

    /// <summary>The description as JSON.</summary>
    public Task<string> JsonAsync() => json ??= MakeAsync();

    private async Task<string> MakeAsync() =>
        await (await DocumentAsync()).SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1);
}
