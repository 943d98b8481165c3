namespace Evaluation.Office.Tests.House;

/// <summary>The order of a project's namespaces: each may use those before it and none after it.</summary>
/// <param name="Root">The namespace of the project.</param>
/// <param name="Names">The namespaces below the root, bottom first; `` is the root itself.</param>
internal sealed record NamespaceOrder(string Root, string[] Names)
{
    public static readonly NamespaceOrder Rulebooks = new("Evaluation.Rulebooks",
    [
        "Words", "Units", "Kinds", "Formulas", "Rules", "SecondCount", "Text", "Checks.Prover", "Checks", "Scoring",
        "Ranking", "Examples", "Comparison",
    ]);

    public static readonly NamespaceOrder Office = new("Evaluation.Office",
    [
        "Decisions", "Units", "Mandates", "Firms", "Claims", "Projects", "Reports", "Adjustments", "Targets",
        "Adoption", "Weeks", "Balances", "Ledger", "Publication", "Progress", "Charts", "Lists", "Appeals",
        "Verification", "Publication.Gating", "Laboratory", "Imports",
    ]);

    public static readonly NamespaceOrder Server = new("Evaluation.Server",
    [
        "Kit.Store", "Kit.Access", "Kit.Pages", "Kit.Web", "Kit.Cli", "Kit", "Accounts", "Mandates",
        "Adoption", "Calendars", "Adjustments", "Board.Live", "Firms", "Projects", "Units", "Targets", "Balances",
        "Reports", "Verification", "Evidence", "Claims", "Board.Past", "Board.Views", "Board.Rebuilding", "Board",
        "Publication", "Papers", "Archive", "Integrity", "Backups", "Operations", "Interface", "Home", "Charts",
        "Appeals", "ClaimFiles", "VerifyQueue", "Laboratory", "Scoring", "Imports", "Founding", "",
    ]);

    public static readonly NamespaceOrder LocalPostgres = new("Evaluation.LocalPostgres", ["", "Backups"]);

    public static readonly NamespaceOrder Demonstration = new("Evaluation.Demonstration", [""]);

    /// <summary>The orders of all projects.</summary>
    public static readonly NamespaceOrder[] All = [Rulebooks, Office, LocalPostgres, Server, Demonstration];

    /// <summary>Projects of folders under `src` without an order, and orders without a project.</summary>
    public static IEnumerable<string> Unordered(IEnumerable<string> projects, IEnumerable<NamespaceOrder> orders)
    {
        var (there, ordered) = (projects.ToHashSet(), orders.Select(order => order.Root).ToHashSet());
        return there.Except(ordered).Select(name => $"{name} has no order")
            .Concat(ordered.Except(there).Select(name => $"{name} is no project"));
    }

    /// <summary>Namespaces that the order names and no file has.</summary>
    public IEnumerable<string> Gone(IEnumerable<SourceFile> files) => Names.Select(Full)
        .Except(files.Where(Contains).Select(file => file.Namespace));

    /// <summary>Uses against the order, and files that it does not know.</summary>
    public IEnumerable<string> Violations(IReadOnlyList<SourceFile> files)
    {
        var (uses, own) = (new NamespaceUses(files), files.Where(Contains).ToList());
        var ranks = Names.Select((name, i) => (Name: Full(name), Rank: i))
            .ToDictionary(one => one.Name, one => one.Rank);
        foreach (var file in own)
        {
            if (!ranks.TryGetValue(file.Namespace, out var rank))
            {
                yield return $"{file.Path}: {file.Namespace} is in no order";
                continue;
            }

            foreach (var use in uses.Of(file).Where(use => Below(use.Namespace) && ForEveryFile(file, use)))
            {
                yield return $"{file.Path}:{use.Line}: {use.By} is for every file";
            }

            foreach (var use in uses.Of(file).Where(use => Below(use.Namespace)
                && !(ranks.TryGetValue(use.Namespace, out var used) && used <= rank)))
            {
                yield return $"{file.Path}:{use.Line}: {Short(file.Namespace)} uses {Short(use.Namespace)} ({use.By})";
            }
        }
    }

    /// <summary>Whether the file belongs to the project.</summary>
    public bool Contains(SourceFile file) => file.Path.StartsWith($"src/{Root}/", StringComparison.Ordinal)
        && (file.IsCode || file.IsRazor)
        && (file.Namespace.Length > 0 || file.IsRazor);

    // What _Imports.razor or a global using takes in, every file could use against the order.
    private static bool ForEveryFile(SourceFile file, NamespaceUse use) =>
        file.Path.EndsWith("_Imports.razor", StringComparison.Ordinal)
        || file.Lines[use.Line - 1].TrimStart().StartsWith("global using", StringComparison.Ordinal);

    private bool Below(string name) => name == Root || name.StartsWith($"{Root}.", StringComparison.Ordinal);

    private string Full(string name) => name.Length == 0 ? Root : $"{Root}.{name}";

    private string Short(string name) => name.Length > Root.Length ? name[(Root.Length + 1)..] : "the root";
}
