using Evaluation.Server.Kit.Pages;
using Microsoft.OpenApi;

namespace Evaluation.Server.Interface;

/// <summary>Makes the page from the document, so that both say the same.</summary>
internal static class InterfacePageMaker
{
    /// <summary>The page of a document.</summary>
    public static InterfaceView Make(OpenApiDocument document, FrameView frame) => new(
        frame, document.Info.Description!,
        [
            .. document.Paths
                .SelectMany(path => (path.Value.Operations ?? []).Select(one => (path.Key, one.Key.Method, one.Value)))
                .GroupBy(one => InterfaceWords.TagOf(one.Key))
                .Select(group => new AddressGroupView(
                    group.Key, [.. group.Select(one => Address(one.Method, one.Key, one.Value))])),
        ]);

    private static AddressView Address(string method, string path, OpenApiOperation operation) => new(
        operation.OperationId!, method, path, operation.Summary!, operation.Description!,
        [
            .. (operation.Parameters ?? []).Select(one =>
                new PartView(one.Name!, TypeOf(one.Schema), one.Required, one.Description ?? "")),
        ],
        FieldsOf(operation.RequestBody?.Content), FieldsOf(operation.Responses?["200"].Content),
        [
            .. (operation.Responses ?? []).Where(one => one.Key != "200")
                .Select(one => new PartView(one.Key, "", false, one.Value.Description ?? "")),
        ]);

    private static IReadOnlyList<PartView> FieldsOf(IDictionary<string, OpenApiMediaType>? content)
    {
        var (type, media) = content?.FirstOrDefault() ?? default;
        var schema = media?.Schema is { Items: { } items } ? items : media?.Schema;
        return schema?.Properties is { Count: > 0 } fields
            ? [.. fields.Select(one => new PartView(
                one.Key, TypeOf(one.Value), schema.Required?.Contains(one.Key) ?? false,
                one.Value.Description ?? ""))]
            : type is null ? [] : [new PartView(type, TypeOf(schema), true, "")];
    }

    private static string TypeOf(IOpenApiSchema? schema) => schema switch
    {
        null => "",
        OpenApiSchemaReference { Reference.Id: { } name } => name,
        { Items: { } items } => $"{TypeOf(items)} 的列表",
        { Enum: { Count: > 0 } words } => string.Join('、', words.Select(word => word?.ToString() ?? "null")),
        { OneOf: { Count: > 0 } some } => string.Join(" 或 ", some.Select(TypeOf).Where(one => one.Length > 0)),
        { AdditionalProperties: { } each } => $"字段到 {TypeOf(each)}",
        { Type: { } type } => (type & ~JsonSchemaType.Null) switch
        {
            JsonSchemaType.String => schema.Format is "date" ? "日期" : schema.Format is "date-time" ? "时刻" : "文字",
            JsonSchemaType.Integer => "整数",
            JsonSchemaType.Number => "数",
            JsonSchemaType.Boolean => "true 或 false",
            JsonSchemaType.Null => "",
            _ => "对象",
        },
        _ => "",
    };
}
