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

        .ranking { table-layout: fixed; min-width: calc(23rem + var(--pairs) * 5.25rem); }
        .ranking col.year { width: 7rem; } .ranking col.week { width: 4.5rem; } .ranking col.unit { width: 11.5rem; }
        .ranking col.points { width: 4rem; }
        .ranking thead th { text-align: center; text-wrap: balance; }
        .ranking thead th.unit { text-align: left; }
        .ranking thead th small { display: block; }
        .ranking thead tr:nth-child(2) th { font-weight: 400; font-size: .8125rem; color: var(--muted); }
        .ranking .pair { border-left: 1px solid var(--line); }
        .ranking .part { font-weight: 400; }
        .ranking .pair.part { border-left-style: dotted; border-left-color: var(--strong-line); }
        .ranking .n { text-align: center; white-space: nowrap; padding-left: .125rem; padding-right: .125rem; }
        .ranking td.place { white-space: nowrap; text-align: left; padding-left: 1.25rem; }
        .ranking td.week { padding-left: 1rem; }
        .ranking th.unit { position: sticky; left: 0; background: var(--paper); }
        .ranking thead th.unit { background: var(--tint); }
        .ranking th.unit a { color: inherit; text-decoration-color: var(--strong-line); }
        .ranking tbody tr:hover > * { background: var(--tint); }
        .ranking tbody tr:target > * { background: var(--amber-ground); }
        .rank { font-size: 1.0625rem; font-weight: 600; display: inline-block; min-width: 1.2em; }
        td.week .rank { font-weight: 400; font-size: .9375rem; }
        .first .rank { color: var(--red); }
        .joint { font-size: .6875rem; color: var(--muted); border: 1px solid var(--line); border-radius: 2px; padding: 0 .2em; vertical-align: .1em; }
        .move { font-size: .8125rem; display: inline-block; min-width: 1.75em; color: var(--muted); }
        .move.up { color: var(--red); } .move.down { color: var(--green); } .move.new { color: var(--link); }

        .totals tbody th { white-space: nowrap; }
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
        .phrase { display: inline-block; }
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
          .ranking { min-width: calc(17rem + var(--pairs) * 5.25rem); }
          .ranking col.year { width: 5.75rem; } .ranking col.week { width: 3.75rem; } .ranking col.unit { width: 7rem; }
          .ranking td.place { padding-left: .5rem; }
          .ranking th.unit { box-shadow: 1px 0 0 var(--line); }
          .totals { min-width: calc(var(--columns) * 5.5rem); }
        }

        """;

    private const string Live = """

        .skip { position: absolute; left: -999rem; } .skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .5rem; }
        .bar { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.5rem; padding: .75rem 2rem; background: var(--paper);
          border-bottom: 3px solid var(--red); font-size: .9375rem; }
        .bar nav { display: flex; gap: 1.25rem; } .bar a { text-decoration: none; } .bar a:hover { text-decoration: underline; }
        .brand { font-family: var(--serif); font-weight: 700; } .brand a { color: var(--red); font-size: 1.1875rem; }
        .brand span { margin-left: .75em; font-weight: 400; }
        .viewer { margin-left: auto; display: flex; align-items: center; gap: .75rem; color: var(--muted); }
        .page { max-width: 1200px; margin: 0 auto; padding: 1.5rem 2rem 4rem; }
        .page h1 { font-size: 1.5rem; margin: 1.25rem 0 .75rem; } h1 small { font-size: 1rem; font-weight: 400; color: var(--muted); margin-left: .5em; }
        .page h2 { font-size: 1.0625rem; margin: 0 0 .5rem; }
        .card { background: var(--paper); border: 1px solid var(--line); border-radius: 4px; padding: 1.25rem 1.5rem; margin: 0 0 1rem; }
        .weeks { display: grid; grid-template-columns: 1fr auto 1fr; gap: .25rem 1rem; align-items: baseline; font-size: .9375rem; }
        .weeks p { text-align: center; } .weeks p span { color: var(--muted); } .weeks > :last-child { text-align: right; }
        .banner, .refusal { padding: .625rem 1rem; border-left: 4px solid; border-radius: 2px; margin: 0 0 1rem; font-size: .9375rem; }
        .banner { background: var(--amber-ground); border-color: #c98a00; color: var(--amber); }
        .banner a { color: inherit; }
        .refusal { background: #fbeceb; border-color: var(--red); } .refusal strong { color: var(--red); } .refusal .where { color: var(--muted); }
        .tag { display: inline-block; font-size: .8125rem; font-weight: 400; line-height: 1.4; padding: .1em .5em; border-radius: 2px;
          border: 1px solid var(--strong-line); color: var(--muted); vertical-align: .15em; }
        .tag.provisional, .tag.reported, .tag.returned { color: var(--amber); background: var(--amber-ground); border-color: #d9b25c; }
        .tag.verified { color: var(--green); border-color: var(--green); }
        .tag.refused, .tag.reversed { color: var(--red); border-color: var(--red); }
        .actions { margin: 0 0 1rem; }
        button, .button { font: inherit; font-size: .9375rem; line-height: 1.5; padding: .375rem 1rem; min-height: 2.5rem; border-radius: 3px;
          border: 1px solid var(--link); background: var(--link); color: #fff; cursor: pointer; text-decoration: none; display: inline-block; }
        button.plain, .button.plain { background: var(--paper); color: var(--link); }
        button.danger { color: var(--red); border-color: var(--red); }
        button:disabled { background: var(--ground); border-color: var(--line); color: var(--muted); cursor: not-allowed; }
        .viewer button { min-height: 2rem; padding: .125rem .75rem; }
        input, select { font: inherit; padding: .375rem .5rem; min-height: 2.5rem; width: 100%; border: 1px solid #8a857b; border-radius: 3px;
          background: var(--paper); color: var(--ink); }
        .figures { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: 0 0 1rem; }
        .figures dt { font-weight: 400; color: var(--muted); font-size: .875rem; } .figures dd { font-size: 1.125rem; font-weight: 600; margin: 0; }
        blockquote { margin: .375rem 0; padding-left: .75rem; border-left: 2px solid var(--line); color: var(--muted); font-size: .875rem; }
        .events { font-size: .875rem; margin-top: .25rem; } .events summary { color: var(--link); cursor: pointer; width: max-content; }
        .events ol { margin: .25rem 0; padding-left: 1.5em; }
        .filter { display: flex; flex-wrap: wrap; gap: .5rem; margin: 0 0 1rem; }
        .filter a { padding: .25rem .75rem; border: 1px solid var(--line); border-radius: 2rem; background: var(--paper); text-decoration: none; font-size: .9375rem; }
        .filter a[aria-current] { background: var(--ink); border-color: var(--ink); color: #fff; }
        .claim header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; } .claim .because { color: var(--amber); }
        .decide { display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: end; margin-top: .75rem; padding-top: .75rem; border-top: 1px solid var(--line); }
        .decide label { flex: 1 1 16rem; font-size: .8125rem; color: var(--muted); }
        .entry { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr)); gap: 1rem 1.5rem; }
        .entry > p { grid-column: 1 / -1; margin: 0; } .field label { font-weight: 600; font-size: .9375rem; }
        .refused input, .refused select { border-color: var(--red); box-shadow: 0 0 0 1px var(--red); }
        .checks, .issues, .actors { list-style: none; margin: 0; padding: 0; }
        .checks > li { padding: .625rem 0; border-top: 1px solid var(--line); } .checks > li > p { display: flex; gap: .625rem; }
        .checks .result { margin-left: auto; } .ok .mark, .ok .result { color: var(--green); } .open .mark, .open .result { color: var(--red); }
        .checks ul { margin: .25rem 0 0; padding-left: 2.75em; font-size: .9375rem; }
        .issues { margin: .5rem 0 1rem; } .issues li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; padding: .375rem 0; border-top: 1px solid var(--line); }
        .actors { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); gap: 1rem; }
        .actors button { width: 100%; text-align: left; color: var(--ink); background: var(--paper); border-color: var(--line); display: grid; height: 100%; }
        .actors form { height: 100%; } .actors button:hover { border-color: var(--link); }
        @media (max-width: 700px) {
          .bar { padding: .625rem 1rem; } .bar .viewer { margin-left: 0; width: 100%; justify-content: space-between; }
          .page { padding: 1rem 1rem 3rem; } .card { padding: 1rem; }
          .weeks { grid-template-columns: 1fr 1fr; } .weeks p { grid-column: 1 / -1; grid-row: 1; text-align: left; }
        }

        """;

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
          .ranking { min-width: 0; } .ranking th.unit { position: static; }
          .ranking col.year { width: 15mm; } .ranking col.week { width: 11mm; } .ranking col.unit { width: 26mm; }
          .ranking td.place { padding-left: 2pt; } .rank { font-size: 9.5pt; }
          .move, .joint { font-size: 6.5pt; margin-left: 1pt; }
          thead { display: table-header-group; } tr, h2, caption, .signature { break-inside: avoid; } h2, caption { break-after: avoid; }
          thead th { background: none; } a { color: inherit; text-decoration: none; }
        }
        """;
}
