namespace Evaluation.Server.Web.Pages;

/// <summary>The one style of all pages, written into each document so that stored pages stand alone.</summary>
public static class Style
{
    /// <summary>The whole style sheet.</summary>
    public static readonly string Css = Words + Tables + Circular + Live + Paper;

    // Colours reach a contrast of 4.5 to 1 on the grounds that they are used on.
    private const string Words = """

        :root {
          --ink: #22262b; --muted: #5c6168; --red: #b0151f; --green: #1b6b40; --link: #1c4e80;
          --ground: #f3f1ec; --paper: #fff; --tint: #f8f6f1; --line: #ddd8ce; --strong-line: #a39c8e;
          --amber: #7a4b00; --amber-ground: #fdf3dc;
          --serif: "Songti SC", "STSong", "Source Han Serif SC", "Noto Serif CJK SC", "SimSun", serif;
          --sans: "PingFang SC", "Microsoft YaHei", "Source Han Sans SC", "Noto Sans CJK SC", sans-serif;
          --mono: ui-monospace, Consolas, "Noto Sans Mono CJK SC", monospace;
        }
        *, *::before, *::after { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
        body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.7 var(--sans); overflow-wrap: break-word; }
        a { color: var(--link); text-underline-offset: .2em; text-decoration-thickness: 1px; }
        a:focus-visible, summary:focus-visible, button:focus-visible, .scroll:focus-visible, input:focus-visible, select:focus-visible {
          outline: 2px solid var(--link); outline-offset: 2px; }
        h1, h2, h3 { line-height: 1.35; text-wrap: balance; }
        p { margin: 0; }
        .sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        .remark, .hint { color: var(--muted); font-size: .875rem; }
        .fact, .hash { font-family: var(--mono); font-size: .8125rem; color: var(--muted); overflow-wrap: anywhere; }

        """;

    private const string Tables = """

        .scroll { overflow-x: auto; position: relative; margin: .75rem 0 .5rem; }
        table { border-collapse: collapse; width: 100%; font-size: .875rem; line-height: 1.45; font-variant-numeric: tabular-nums; }
        caption { text-align: left; font-size: 1.0625rem; font-weight: 600; padding: .25rem 0 .625rem; }
        th, td { padding: .5rem .5rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: middle; }
        thead th { background: var(--tint); font-weight: 600; vertical-align: bottom; }
        thead tr:first-child th { border-top: 2px solid var(--ink); }
        thead tr:last-child th { border-bottom: 1px solid var(--strong-line); }
        tbody tr:last-child > * { border-bottom: 2px solid var(--ink); }
        th small { font-weight: 400; color: var(--muted); font-size: .75rem; white-space: nowrap; }
        .n { text-align: right; }
        .zero { color: var(--muted); }
        .total { font-weight: 600; }
        .keep { white-space: nowrap; }

        .ranking thead th { text-align: center; }
        .ranking thead th.unit { text-align: left; }
        .ranking thead th small { display: block; }
        .ranking tr:nth-child(2) th { font-weight: 400; font-size: .8125rem; color: var(--muted); }
        .ranking .pair { border-left: 1px solid var(--line); }
        .ranking .part { font-weight: 400; }
        .ranking .pair.part { border-left-style: dotted; border-left-color: var(--strong-line); }
        .ranking .n { text-align: center; }
        .ranking td.place { white-space: nowrap; text-align: left; padding-left: .75rem; }
        .ranking td.week { text-align: center; padding-left: .5rem; }
        .ranking th.unit { min-width: 7.5em; position: sticky; left: 0; background: var(--paper); }
        .ranking thead th.unit { background: var(--tint); }
        .ranking th.unit a { color: inherit; text-decoration-color: var(--strong-line); }
        .ranking tbody tr:hover > * { background: var(--tint); }
        .ranking tbody tr:target > * { background: var(--amber-ground); }
        .rank { font-size: 1.0625rem; font-weight: 600; display: inline-block; min-width: 1.2em; }
        td.week .rank { font-weight: 400; font-size: .9375rem; min-width: 0; }
        .first .rank { color: var(--red); }
        .joint { font-size: .6875rem; color: var(--muted); border: 1px solid var(--line); border-radius: 2px; padding: 0 .2em; margin-left: .2em; }
        .move { font-size: .8125rem; margin-left: .35em; color: var(--muted); }
        .move.up { color: var(--red); } .move.down { color: var(--green); } .move.new { color: var(--link); }

        .totals th, .totals td, .totals thead th { text-align: center; }
        .totals td { font-size: 1rem; }
        .lines { font-size: .9375rem; }
        .lines td { vertical-align: top; }
        .lines .day { white-space: nowrap; color: var(--muted); }
        .lines .because { color: var(--muted); font-size: .875rem; }
        .lines tfoot > tr > * { border-bottom: 0; }
        .changes td, .changes th { vertical-align: top; min-width: 5.5em; }
        .hint { display: none; }
        @media (max-width: 960px) { .hint { display: block; } }

        """;

    private const string Circular = """

        .paper { max-width: 1200px; margin: 2rem auto; background: var(--paper); padding: 3.5rem 3.5rem 4rem;
          border: 1px solid var(--line); }
        .redhead { text-align: center; font-family: var(--serif); }
        .redhead .issuer { color: var(--red); font-size: clamp(1.625rem, 3.6vw, 2.75rem); font-weight: 700; line-height: 1.3;
          letter-spacing: .06em; text-wrap: balance; }
        .redhead .imprint { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 2rem; margin-top: 1.75rem;
          padding: 0 .25rem .5rem; border-bottom: 3px solid var(--red); position: relative; }
        .redhead .imprint::after { content: ""; position: absolute; left: 0; right: 0; bottom: -7px; border-bottom: 1px solid var(--red); }
        .redhead h1 { font-size: clamp(1.375rem, 2.6vw, 1.875rem); margin: 2.75rem 0 .5rem; font-weight: 700; }
        .redhead .dates { margin-bottom: 2.25rem; }
        .paper h2 { font-size: 1.1875rem; margin: 2.25rem 0 .75rem; }
        .prose { font-family: var(--serif); font-size: 1.0625rem; line-height: 1.9; text-indent: 2em; text-align: justify; }
        .named, .notes dl { margin: 0; display: grid; grid-template-columns: max-content 1fr; gap: .375rem 1.25rem; }
        dt { font-weight: 600; } dd { margin: 0; grid-column: 2; min-width: 0; }
        .notes { font-size: .9375rem; } .notes dt { font-weight: 400; color: var(--muted); }
        .carried { margin: .5rem 0; padding-left: 1.5em; }
        .signature { margin-top: 2.5rem; text-align: right; font-family: var(--serif); font-size: 1.0625rem; }
        .signature span { display: block; }
        .appendix { margin-top: 3rem; border-top: 1px solid var(--strong-line); }
        .sheet { border-bottom: 1px solid var(--line); }
        .sheet summary { display: flex; align-items: baseline; gap: .75rem; padding: .625rem .25rem; cursor: pointer; }
        .sheet summary::before { content: "＋"; color: var(--muted); }
        .sheet[open] summary::before { content: "－"; }
        .sheet summary::-webkit-details-marker { display: none; }
        .sheet summary .unit { font-weight: 600; flex: 1; } .sheet summary .count { color: var(--muted); font-size: .875rem; }
        .sheet summary .n { font-variant-numeric: tabular-nums; min-width: 5em; }
        .sheet > div { padding: 0 .25rem 1rem; } .back { font-size: .875rem; padding-top: .5rem; }
        @media (max-width: 700px) {
          .paper { margin: 0; padding: 1.75rem 1rem 3rem; border: 0; }
          .redhead .imprint { font-size: .875rem; } .redhead h1 { margin-top: 2rem; }
          .named, .notes dl { display: block; } dd { margin-bottom: .625rem; }
          .ranking th, .ranking td { padding: .4375rem .375rem; }
          .ranking th.unit { min-width: 0; width: 6.5em; max-width: 6.5em; box-shadow: 1px 0 0 var(--line); }
        }

        """;

    private const string Live = "";

    private const string Paper = """

        @page { size: A4; margin: 18mm 16mm; }
        @page across { size: A4 landscape; margin: 14mm; }
        @media print {
          body { background: none; font-size: 10.5pt; }
          .paper { margin: 0; padding: 0; border: 0; max-width: none; }
          .screen, .hint, details:not([open]) { display: none; }
          .wide { page: across; }
          .scroll { overflow: visible; }
          .ranking { font-size: 8pt; } .ranking th, .ranking td { padding: 3pt 2pt; }
          .ranking th.unit { min-width: 0; position: static; } .rank { font-size: 9.5pt; }
          .move, .joint { font-size: 6.5pt; margin-left: 1pt; }
          thead { display: table-header-group; } tr, h2, caption, .signature { break-inside: avoid; } h2, caption { break-after: avoid; }
          thead th { background: none; } a { color: inherit; text-decoration: none; }
        }
        """;
}
