namespace Evaluation.Server.Kit.Pages;

public static partial class Style
{
    // The sealed bulletin on a screen: a sheet of paper with a red head.
    private const string Circular = """

        .paper { max-width: 1200px; margin: 2rem auto; background: var(--paper); padding: 3.5rem 3.5rem 4rem;
          border: 1px solid var(--line); }
        .phrase { display: inline-block; }
        .redhead { text-align: center; font-family: var(--serif); }
        .redhead .issuer { color: var(--red); font-size: clamp(1.625rem, 3.6vw, 2.75rem); font-weight: 700;
          line-height: 1.3;
          letter-spacing: .06em; text-wrap: balance; }
        .redhead .imprint { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 2rem;
          margin-top: 1.75rem;
          padding: 0 .25rem .5rem; border-bottom: 3px solid var(--red); position: relative; }
        .redhead .imprint::after { content: ""; position: absolute; left: 0; right: 0; bottom: -7px;
          border-bottom: 1px solid var(--red); }
        .redhead h1 { font-size: clamp(1.375rem, 2.6vw, 1.875rem); margin: 2.75rem 0 .5rem; font-weight: 700; }
        .redhead .dates { margin-bottom: 2.25rem; }
        .paper h2 { font-size: 1.1875rem; margin: 2.25rem 0 .75rem; }
        .prose { font-family: var(--serif); font-size: 1.0625rem; line-height: 1.9; text-indent: 2em;
          text-align: justify; }
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
        .sheet summary .unit { font-weight: 600; flex: 1; }
        .sheet summary .count { color: var(--muted); font-size: .875rem; }
        .sheet summary .n { font-variant-numeric: tabular-nums; min-width: 5em; }
        .sheet > div { padding: 0 .25rem 1rem; } .back { font-size: .875rem; padding-top: .5rem; }
        @media screen and (max-width: 700px) {
          .paper { margin: 0; padding: 1.75rem 1rem 3rem; border: 0; }
          .redhead .imprint { font-size: .875rem; } .redhead h1 { margin-top: 2rem; }
          .changes thead .n { white-space: normal; width: 6.5em; } .changes tbody th { width: 6.5em; }
          .named, .notes dl { display: block; } dd { margin-bottom: .625rem; }
          .ranking th, .ranking td { padding: .4375rem .375rem; }
          .ranking { min-width: calc(19.25rem + var(--pairs) * 4.5rem); }
          .ranking col.year { width: 5.75rem; } .ranking col.week { width: 3.75rem; } .ranking col.unit { width: 7rem; }
          .ranking td.place { padding-left: .5rem; }
          .ranking th.unit { box-shadow: 1px 0 0 var(--line); }
          .totals { min-width: calc(var(--columns) * 5.5rem); }
        }

        """;
}
