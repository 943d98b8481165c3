using Evaluation.Server.Kit.Access;
using Evaluation.Server.Kit.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Evaluation.Server.Interface;

/// <summary>What the routes alone do not tell: who may, what is refused how, that numbers are exact.</summary>
internal static class InterfaceWords
{
    private const string Refusal = "Refusal";
    private const string Token = "token";

    /// <summary>What every refusal looks like, by status.</summary>
    private static readonly (string Status, string Words, bool OnlyCommands)[] Refusals =
    [
        ("400", "请求无法识别：格式、参数或正文不对。", false),
        ("401", "没有登录，或令牌已失效。", false),
        ("403", "无权办理或查看。", false),
        ("404", "考评单位范围或所指的内容不存在。", false),
        ("409", "与已登记的内容冲突。", true),
        ("412", "If-Match 所写的版本已不是最新。", true),
        ("413", "正文过大。", true),
        ("415", "正文不是所要求的类型。", true),
        ("422", "内容不符合规定；where 指出哪一处。", false),
        ("429", "请求过密，请按 Retry-After 等候。", false),
        ("500", "本系统出错；number 可供查询。", false),
        ("503", "数据库暂不可用，请按 Retry-After 等候。", false),
    ];

    // The first part of an address, as officials call it.
    private static readonly Dictionary<string, string> Tags = new(StringComparer.Ordinal)
    {
        ["adjustments"] = "加减分", ["appeals"] = "申诉", ["balances"] = "结转", ["board"] = "得分和排名",
        ["calendar"] = "日历", ["claim-files"] = "上传事项表", ["claims"] = "事项", ["enterprises"] = "企业",
        ["evidence"] = "佐证材料", ["mandates"] = "职责", ["pipeline"] = "项目进展", ["projects"] = "项目",
        ["reports"] = "周报", ["rulebooks"] = "考评办法", ["simulations"] = "试算", ["targets"] = "目标任务",
        ["units"] = "单位", ["verification"] = "核实", ["visibility"] = "公开范围", ["weeks"] = "截止和签发",
    };

    /// <summary>Whether an address belongs to the interface.</summary>
    public static bool Describes(ApiDescription address) =>
        address.RelativePath?.StartsWith("api/{district}/", StringComparison.Ordinal) is true;

    /// <summary>What an address is about, as officials call it.</summary>
    /// <exception cref="KeyNotFoundException">Nobody has named it; a test looks at all of them.</exception>
    public static string TagOf(string path) => Tags[path.Split('/', StringSplitOptions.RemoveEmptyEntries)[2]];

    /// <summary>Numbers are numbers: exact decimals, and never texts.</summary>
    public static Task Number(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(decimal) || type == typeof(int) || type == typeof(long))
        {
            schema.Type &= ~JsonSchemaType.String;
            schema.Pattern = null;
            schema.Format = type == typeof(decimal) ? "decimal" : schema.Format;
        }

        return Task.CompletedTask;
    }

    /// <summary>Who may, and what is refused how.</summary>
    public static Task Operation(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var address = context.Description;
        var isCommand = address.HttpMethod == HttpMethods.Post;
        operation.Tags = new HashSet<OpenApiTagReference>
        {
            new(TagOf($"/{address.RelativePath}"), context.Document),
        };
        operation.Description = $"可由：{string.Join('、', RolesOf(address).Select(Roles.LabelOf))}。";
        operation.OperationId = NameOf(address);
        if (isCommand)
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = "If-Match",
                In = ParameterLocation.Header,
                Description = "所见的版本；之后已有人更改的，答 412，不作登记。不写则不核对。",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }

        if (address.ActionDescriptor.EndpointMetadata.OfType<FormFields>().LastOrDefault() is { } form)
        {
            operation.RequestBody = Form(form);
        }

        foreach (var (status, _, onlyCommands) in Refusals)
        {
            if (isCommand || !onlyCommands)
            {
                (operation.Responses ??= []).TryAdd(
                    status, new OpenApiResponseReference($"{Refusal}{status}", context.Document));
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>How to sign in, and what a refusal looks like.</summary>
    public static Task Document(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info = new OpenApiInfo
        {
            Title = "考评接口",
            Version = InterfaceBook.Version,
            Description = "填报、核验、查分、签发都可由程序办理，与网页同一规则、同一权限。"
                + "程序用管理员发给的令牌登录（Authorization: Bearer …）。数字不经舍入；日期写作 2023-01-31；"
                + "周次写作 2023-W05，期间写作 2023-06、2023-Q2、2023。未办理的都说明缘由、所在之处和办法。",
        };
        document.Servers = [];
        document.Tags = Tags.Values.Select(name => new OpenApiTag { Name = name }).ToHashSet();
        document.Paths = WithoutSlash(document.Paths);
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Token] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "管理员在“程序令牌”页发给。",
            },
        };
        document.Security =
            [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Token, document)] = [] }];
        document.AddComponent(Refusal, RefusalSchema());
        foreach (var (status, words, _) in Refusals)
        {
            document.AddComponent($"{Refusal}{status}", Refused(words, document));
        }

        return Task.CompletedTask;
    }

    private static IReadOnlyList<string> RolesOf(ApiDescription address) =>
        address.ActionDescriptor.EndpointMetadata.OfType<AuthorizationPolicy>()
            .SelectMany(policy => policy.Requirements).OfType<RoleInDistrict>().First().Roles;

    // The path in words, for example post_claims_claim_verify: generated clients name their methods so.
    private static string NameOf(ApiDescription address) => string.Join(
        '_',
        address.RelativePath!.TrimEnd('/').Split('/').Skip(2).Select(part => part.Trim('{', '}').Split(':')[0])
            .Prepend(address.HttpMethod!.ToLowerInvariant()));

    // The endpoint reads its form by itself, so that the framework does not see what may be in it.
    private static OpenApiRequestBody Form(FormFields form) => new()
    {
        Description = $"字段：{string.Join('、', form.Required.Concat(form.Many))}。",
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["multipart/form-data"] = new()
            {
                Schema = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    AdditionalProperties = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Array,
                        Items = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
                    },
                },
            },
        },
    };

    // The framework writes the address of a group itself with a slash that it does not have.
    private static OpenApiPaths WithoutSlash(OpenApiPaths described)
    {
        var paths = new OpenApiPaths();
        foreach (var (path, addresses) in described)
        {
            paths.Add(path.TrimEnd('/'), addresses);
        }

        return paths;
    }

    private static OpenApiResponse Refused(string words, OpenApiDocument document) => new()
    {
        Description = words,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Refusal, document) },
        },
    };

    private static OpenApiSchema RefusalSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "未办理的缘由（RFC 9457）。",
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "HTTP 状态。" },
            ["code"] = Text("不变的英文词，供程序判断。"),
            ["title"] = Text("缘由。"),
            ["detail"] = Text("办法。"),
            ["where"] = Text("哪个字段、哪一行。"),
        },
        Required = new HashSet<string> { "status", "title" },
    };

    private static OpenApiSchema Text(string words) => new() { Type = JsonSchemaType.String, Description = words };
}
