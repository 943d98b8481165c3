namespace Evaluation.Server.Kit.Pages;

/// <summary>The one style of all pages, written into each document so that stored pages stand alone.</summary>
public static class Style
{
    // Words: colours reach a contrast of 4.5 to 1 on the grounds that they are used on.
    // Circular: the sealed bulletin on a screen, a sheet of paper with a red head.
    // Live: what only the pages of the running system have, as bar, week, cards and forms.
    // Paper: every page on A4; sheets that the reader did not open are left out.
    // Desk, beside them: forms and lists of the pages on which the office works.
    // Charts, beside both: drawings, and the overview on a telephone.
    private static readonly string[] Parts = ["Words", "Tables", "Circular", "Live", "Paper"];

    /// <summary>The whole style sheet. Sealed pages carry it, so that every byte of it is theirs.</summary>
    public static readonly string Css = "\n" + string.Join("\n\n", Parts.Select(Read));

    /// <summary>The style sheet of live pages, with what no sealed page has.</summary>
    public static readonly string Live = Css + "\n\n" + Read("Desk");

    /// <summary>The style sheet of pages with drawings.</summary>
    public static readonly string Charts = Live + "\n\n" + Read("Charts");

    private static string Read(string part)
    {
        using var file = typeof(Style).Assembly.GetManifestResourceStream($"{part}.css")
            ?? throw new InvalidOperationException($"The style {part}.css is missing from this program.");
        using var reader = new StreamReader(file);
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd('\n');
    }
}
