using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Evaluation.Server.Interface;

/// <summary>
/// The description of the interface, made once: addresses change only with the program, and anybody may ask for it, so
/// that asking costs nothing.
/// </summary>
public sealed class InterfaceBook
{
    /// <summary>The version of the interface; a change that breaks programs gets another one.</summary>
    public const string Version = "v1";

    private readonly Lazy<Task<OpenApiDocument>> document;
    private readonly Lazy<Task<string>> json;

    /// <summary>Describes the interface that these services serve.</summary>
    public InterfaceBook(IServiceProvider services)
    {
        document = new(
            () => services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Version).GetOpenApiDocumentAsync());
        json = new(async () =>
            await (await DocumentAsync()).SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1));
    }

    /// <summary>The description as an object.</summary>
    public Task<OpenApiDocument> DocumentAsync() => document.Value;

    /// <summary>The description as JSON.</summary>
    public Task<string> JsonAsync() => json.Value;
}
