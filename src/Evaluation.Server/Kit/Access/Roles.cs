using Evaluation.Office.Mandates;

namespace Evaluation.Server.Kit.Access;

/// <summary>What a person may be in a district.</summary>
public static class Roles
{
    /// <summary>填报员: reports for one unit.</summary>
    public const string Reporter = "reporter";

    /// <summary>核验员: decides claims.</summary>
    public const string Verifier = "verifier";

    /// <summary>考评办经办: closes weeks, keeps the roster.</summary>
    public const string Closer = "closer";

    /// <summary>签发人: seals bulletins.</summary>
    public const string Sealer = "sealer";

    /// <summary>委员会: adopts rulebooks, decides adjustments.</summary>
    public const string Committee = "committee";

    /// <summary>审计: reads everything, changes nothing.</summary>
    public const string Auditor = "auditor";

    /// <summary>管理员: founds districts.</summary>
    public const string Admin = "admin";

    /// <summary>Everybody who may look at the district's running figures.</summary>
    public static readonly string[] All = [Reporter, Verifier, Closer, Sealer, Committee, Auditor, Admin];

    /// <summary>Those who act for the office or the committee and not for a unit.</summary>
    public static readonly string[] Office = [Verifier, Closer, Sealer, Committee, Auditor, Admin];

    /// <summary>A role in the office's words.</summary>
    public static string LabelOf(string role) => MandateRoll.LabelOf(role);
}
