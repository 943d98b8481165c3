using Evaluation.Server.Kit;
using Microsoft.OpenApi;

namespace Evaluation.Server.Interface;

/// <summary>The description of the interface for programs: a document in OpenAPI and a page to read.</summary>
public sealed class InterfaceSlice : Slice
{
    /// <inheritdoc/>
    public override void AddTo(IServiceCollection services)
    {
        services.AddOpenApi(InterfaceBook.Version, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = InterfaceWords.Describes;
            options.AddSchemaTransformer(InterfaceWords.Number);
            options.AddOperationTransformer(InterfaceWords.Operation);
            options.AddDocumentTransformer(InterfaceWords.Document);
        });
        services.AddSingleton<InterfaceBook>();
    }

    /// <inheritdoc/>
    public override void Map(Routes routes) => InterfacePages.Map(routes.App);
}
