namespace Evaluation.Server.Kit.Pages;

public static partial class Style
{
    // What only the pages of the running system have: bar, week, cards, forms.
    private const string Live = """

        .skip { position: absolute; left: -999rem; }
        .skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .5rem; }
        .bar { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.5rem; padding: .75rem 2rem;
          background: var(--paper);
          border-bottom: 3px solid var(--red); font-size: .9375rem; }
        .bar nav { display: flex; gap: 1.25rem; } .bar a { text-decoration: none; }
        .bar a:hover { text-decoration: underline; }
        .brand { font-family: var(--serif); font-weight: 700; } .brand a { color: var(--red); font-size: 1.1875rem; }
        .brand span { margin-left: .75em; font-weight: 400; }
        .viewer { margin-left: auto; display: flex; align-items: center; gap: .75rem; color: var(--muted); }
        .page { max-width: 1200px; margin: 0 auto; padding: 1.5rem 2rem 4rem; }
        .page h1 { font-size: 1.5rem; margin: 1.25rem 0 .75rem; }
        h1 small { font-size: 1rem; font-weight: 400; color: var(--muted); margin-left: .5em; }
        .page h2 { font-size: 1.0625rem; margin: 0 0 .5rem; }
        .card { background: var(--paper); border: 1px solid var(--line); border-radius: 4px; padding: 1.25rem 1.5rem;
          margin: 0 0 1rem; }
        .weeks { display: grid; grid-template-columns: 1fr auto 1fr; gap: .25rem 1rem; align-items: baseline;
          font-size: .9375rem; }
        .weeks p { text-align: center; } .weeks p span { color: var(--muted); }
        .weeks > :last-child { text-align: right; }
        .banner, .refusal { padding: .625rem 1rem; border-left: 4px solid; border-radius: 2px; margin: 0 0 1rem;
          font-size: .9375rem; }
        .banner { background: var(--amber-ground); border-color: #c98a00; color: var(--amber); }
        .banner a { color: inherit; }
        .refusal { background: #fbeceb; border-color: var(--red); } .refusal strong { color: var(--red); }
        .refusal .where { color: var(--muted); }
        .tag { display: inline-block; font-size: .8125rem; font-weight: 400; line-height: 1.4; padding: .1em .5em;
          border-radius: 2px;
          border: 1px solid var(--strong-line); color: var(--muted); vertical-align: .15em; }
        .tag.provisional, .tag.reported, .tag.returned { color: var(--amber); background: var(--amber-ground);
          border-color: #d9b25c; }
        .tag.verified { color: var(--green); border-color: var(--green); }
        .tag.refused, .tag.reversed { color: var(--red); border-color: var(--red); }
        .actions { margin: 0 0 1rem; } .card > .actions { margin: .75rem 0 0; }
        .card > form > button { margin-top: .75rem; }
        button, .button { font: inherit; font-size: .9375rem; line-height: 1.5; padding: .375rem 1rem;
          min-height: 2.5rem; border-radius: 3px;
          border: 1px solid var(--link); background: var(--link); color: #fff; cursor: pointer; text-decoration: none;
            display: inline-block; }
        button.plain, .button.plain { background: var(--paper); color: var(--link); }
        button.danger { color: var(--red); border-color: var(--red); }
        button:disabled { background: var(--ground); border-color: var(--line); color: var(--muted);
          cursor: not-allowed; }
        .viewer button { min-height: 2rem; padding: .125rem .75rem; }
        input, select { font: inherit; padding: .375rem .5rem; min-height: 2.5rem; width: 100%;
          border: 1px solid #8a857b; border-radius: 3px;
          background: var(--paper); color: var(--ink); }
        .figures { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: 0 0 1rem; }
        .figures dt { font-weight: 400; color: var(--muted); font-size: .875rem; }
        .figures dd { font-size: 1.125rem; font-weight: 600; margin: 0; }
        blockquote { margin: .375rem 0; padding-left: .75rem; border-left: 2px solid var(--line); color: var(--muted);
          font-size: .875rem; }
        .events { font-size: .875rem; margin-top: .25rem; }
        .events summary { color: var(--link); cursor: pointer; width: max-content; }
        .events ol { margin: .25rem 0; padding-left: 1.5em; }
        .moves { font-size: .9375rem; margin-top: .75rem; }
        .moves summary { color: var(--link); cursor: pointer; width: max-content; }
        .moves ul { margin: .5rem 0 0; padding-left: 1.5em; } .moves li { padding: .125rem 0; }
        .move-told { margin: 0 0 1rem; }
        .filter { display: flex; flex-wrap: wrap; gap: .5rem; margin: 0 0 1rem; }
        .filter a { padding: .25rem .75rem; border: 1px solid var(--line); border-radius: 2rem;
          background: var(--paper); text-decoration: none; font-size: .9375rem; }
        .filter a[aria-current] { background: var(--ink); border-color: var(--ink); color: #fff; }
        .claim header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; }
        .claim .because { color: var(--amber); }
        .decide { display: flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: end; margin-top: .75rem;
          padding-top: .75rem; border-top: 1px solid var(--line); }
        .decide label { flex: 1 1 16rem; font-size: .8125rem; color: var(--muted); }
        .entry { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr));
          gap: 1rem 1.5rem; }
        .entry > p { grid-column: 1 / -1; margin: 0; } .field label { font-weight: 600; font-size: .9375rem; }
        .refused input, .refused select { border-color: var(--red); box-shadow: 0 0 0 1px var(--red); }
        .checks, .issues, .actors { list-style: none; margin: 0; padding: 0; }
        .checks > li { padding: .625rem 0; border-top: 1px solid var(--line); }
        .checks > li > p { display: flex; gap: .625rem; }
        .checks .result { margin-left: auto; } .ok .mark, .ok .result { color: var(--green); }
        .open .mark, .open .result { color: var(--red); }
        .checks ul { margin: .25rem 0 0; padding-left: 2.75em; font-size: .9375rem; }
        .issues { margin: .5rem 0 1rem; }
        .issues li { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; padding: .375rem 0;
          border-top: 1px solid var(--line); }
        .actors { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); gap: 1rem; }
        .actors button { width: 100%; text-align: left; color: var(--ink); background: var(--paper);
          border-color: var(--line); display: grid;
          align-content: start; height: 100%; }
        .actors form { height: 100%; } .actors button:hover { border-color: var(--link); }
        @media screen and (max-width: 700px) {
          .bar { padding: .625rem 1rem; } .bar .viewer { margin-left: 0; width: 100%; justify-content: space-between; }
          .page { padding: 1rem 1rem 3rem; } .card { padding: 1rem; }
          .weeks { grid-template-columns: 1fr 1fr; } .weeks p { grid-column: 1 / -1; grid-row: 1; text-align: left; }
        }

        """;
}
