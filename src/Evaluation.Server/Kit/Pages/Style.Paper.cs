namespace Evaluation.Server.Kit.Pages;

public static partial class Style
{
    // Every page on A4. Sheets that the reader did not open are left out.
    private const string Paper = """

        @page { size: A4; margin: 14mm 16mm; }
        @page across { size: A4 landscape; margin: 14mm; }
        @media print {
          body { background: none; font-size: 10.5pt; line-height: 1.6; }
          .paper { margin: 0; padding: 0; border: 0; max-width: none; }
          .screen, .hint, details:not([open]), .appendix:not(:has(details[open])), .bar, .weeks,
            .actions { display: none; }
          .wide { page: across; }
          .scroll { overflow: visible; margin: .375rem 0; }
          .redhead .issuer { font-size: 24pt; } .redhead .imprint { margin-top: 1rem; }
          .redhead h1 { font-size: 16pt; margin: 1.5rem 0 .25rem; } .redhead .dates { margin-bottom: 1rem; }
          .paper h2 { font-size: 12pt; margin: 1.125rem 0 .375rem; } .prose { font-size: 11pt; line-height: 1.7; }
          table { font-size: 9pt; } th, td { padding: 3pt; } caption { font-size: 10.5pt; }
          .totals td { font-size: 9.5pt; }
          .ranking { font-size: 8pt; min-width: 0; } .ranking th, .ranking td { padding: 2pt 1pt; }
          .ranking col.year { width: 16mm; } .ranking col.week { width: 12mm; } .ranking col.unit { width: 30mm; }
          .ranking col.points { width: 11mm; }
          .ranking th.unit { position: static; }
          .ranking td.place { padding-left: 3pt; }
          .ranking thead tr:nth-child(2) th { font-size: 7pt; } th small { font-size: 7pt; }
          .rank, td.week .rank { font-size: 9pt; } .move, .joint { font-size: 6.5pt; } .joint { border: 0; padding: 0; }
          .notes, .named, .notes dl { font-size: 9.5pt; line-height: 1.5; gap: 1pt 1em; }
          .signature { margin-top: 1.25rem; font-size: 11pt; }
          .lines { font-size: 9.5pt; } .lines .because { font-size: 9pt; } .fact, .hash { font-size: 7.5pt; }
          thead { display: table-header-group; } tr, h2, caption, .signature, .changes { break-inside: avoid; }
          h2, caption, thead, summary { break-after: avoid; }
          thead th, .ranking thead th.unit, .totals thead th:first-child { background: none; position: static; }
          a { color: inherit; text-decoration: none; }
          .signature { break-before: avoid; }
        }
        """;
}
