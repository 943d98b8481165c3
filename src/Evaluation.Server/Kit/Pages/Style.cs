namespace Evaluation.Server.Kit.Pages;

/// <summary>The one style of all pages, written into each document so that stored pages stand alone.</summary>
public static partial class Style
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
        html { -webkit-text-size-adjust: 100%; }
        body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.7 var(--sans);
          overflow-wrap: break-word; }
        a { color: var(--link); text-underline-offset: .2em; text-decoration-thickness: 1px; }
        a:focus-visible, summary:focus-visible, button:focus-visible, .scroll:focus-visible, input:focus-visible,
          select:focus-visible {
          outline: 2px solid var(--link); outline-offset: 2px; }
        h1, h2, h3 { line-height: 1.35; text-wrap: balance; }
        p { margin: 0; }
        .sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
          white-space: nowrap; }
        .remark, .hint { color: var(--muted); font-size: .875rem; }
        .fact, .hash { font-family: var(--mono); font-size: .8125rem; color: var(--muted); overflow-wrap: anywhere; }

        """;

    private const string Tables = """

        .scroll { overflow-x: auto; position: relative; margin: .75rem 0 .5rem; }
        table { border-collapse: collapse; width: 100%; font-size: .875rem; line-height: 1.45;
          font-variant-numeric: tabular-nums; }
        caption { text-align: left; font-size: 1.0625rem; font-weight: 600; padding: .25rem 0 .625rem; }
        caption span { position: sticky; left: 0; display: inline-block; }
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

        .ranking { table-layout: fixed; min-width: calc(24rem + var(--pairs) * 4.25rem); }
        .ranking col.year { width: 6.25rem; } .ranking col.week { width: 4rem; } .ranking col.unit { width: 10.5rem; }
        .ranking col.points { width: 3.75rem; }
        .ranking thead th { text-align: center; text-wrap: balance; }
        .ranking thead th.unit { text-align: left; }
        .ranking thead th.unit { border-bottom: 1px solid var(--strong-line); }
        .ranking thead th small { display: block; }
        .ranking thead tr:nth-child(2) th { white-space: nowrap; padding-left: 0; padding-right: 0;
          font-weight: 400; font-size: .8125rem; color: var(--muted); }
        .ranking .pair { border-left: 1px solid var(--line); }
        .ranking .part { font-weight: 400; }
        .ranking .pair.part { border-left-style: dotted; border-left-color: var(--strong-line); }
        .ranking .n { text-align: center; white-space: nowrap; padding-left: .125rem; padding-right: .125rem; }
        .ranking td.place { white-space: nowrap; text-align: left; padding-left: .75rem; padding-right: 0; }
        .ranking th.unit { position: sticky; left: 0; background: var(--paper); }
        .ranking thead th.unit { background: var(--tint); }
        .ranking th.unit a { color: inherit; text-decoration-color: var(--strong-line); }
        .ranking tbody tr:hover > * { background: var(--tint); }
        .ranking tbody tr:target > * { background: var(--amber-ground); }
        .rank { font-size: 1.0625rem; font-weight: 600; display: inline-block; min-width: 1.2em; }
        td.week .rank { font-weight: 400; font-size: .9375rem; }
        .first .rank { color: var(--red); }
        .joint { font-size: .6875rem; color: var(--muted); border: 1px solid var(--line); border-radius: 2px;
          padding: 0 .2em; vertical-align: .1em; }
        .move { font-size: .8125rem; display: inline-block; min-width: 1.75em; color: var(--muted); }
        .move.up { color: var(--red); } .move.down { color: var(--green); } .move.new { color: var(--link); }

        .totals th:first-child { white-space: nowrap; position: sticky; left: 0; background: var(--paper); }
        .totals thead th { text-wrap: balance; } .totals thead th:first-child { background: var(--tint); }
        .totals th, .totals td, .totals thead th { text-align: center; }
        .totals td { font-size: 1rem; }
        .lines { font-size: .9375rem; }
        .lines td { vertical-align: top; }
        .lines .day { white-space: nowrap; color: var(--muted); }
        .lines .because { color: var(--muted); font-size: .875rem; }
        .lines tfoot > tr > * { border-bottom: 0; }
        .changes { margin: .75rem 0 .5rem; } .changes td, .changes tbody th { vertical-align: top; }
        .changes th small { display: block; } .changes thead .n { white-space: nowrap; }
        .hint { display: none; }
        @media screen and (max-width: 960px) { .hint { display: block; } }

        """;
}
