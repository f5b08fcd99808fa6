/** The scores of the corpus as a table in words: a line a collection, ours beside the best of the others. */

/** By collection and check: how many of how many. */
export type Scores = Record<string, Record<string, [number, number]>>

const COLUMNS: readonly { title: string; checks: readonly string[] }[] = [
  { title: 'read', checks: ['no_crash', 'reply_no_crash', 'tnef_no_crash'] },
  { title: 'from', checks: ['from_addr'] },
  { title: 'subject', checks: ['subject'] },
  { title: 'text', checks: ['body_text', 'body_html', 'body_words_98', 'body_substring'] },
  { title: 'file names', checks: ['att_names', 'tnef_names'] },
  { title: 'file bytes', checks: ['att_content', 'tnef_content'] },
  { title: 'visible reply', checks: ['reply_exact', 'reply_constraints'] },
  { title: 'visible HTML', checks: ['reply_html_exact'] },
  { title: 'bounce', checks: ['bounce_recall'] },
  { title: 'no bounce', checks: ['bounce_specificity'] },
  { title: 'failed recipient', checks: ['bounce_recipients'] },
  { title: 'auto-reply', checks: ['auto_reply', 'feedback'] },
]

/** A cell is `right/all`, then the best other in brackets: its right ones and its name. */
export function sayTable(ours: Scores, peers: ReadonlyMap<string, Scores>): string {
  const collections = Object.keys(ours).toSorted()
  const rows = [
    ['collection', ...COLUMNS.map((column) => column.title)],
    ...collections.map((name) => rowOf(name, [name], ours, peers)),
    rowOf('all', collections, ours, peers),
  ]
  const widths = rows[0]?.map((_cell, at) =>
    Math.max(...rows.map((row) => [...(row[at] ?? '')].length)),
  )
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths?.[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function rowOf(
  title: string,
  collections: readonly string[],
  ours: Scores,
  peers: ReadonlyMap<string, Scores>,
): string[] {
  return [title, ...COLUMNS.map((column) => cellOf(collections, column.checks, ours, peers))]
}

function cellOf(
  collections: readonly string[],
  checks: readonly string[],
  ours: Scores,
  peers: ReadonlyMap<string, Scores>,
): string {
  const [right, all] = sumOf(ours, collections, checks)
  if (all === 0) return '–'
  let best: { name: string; right: number } | null = null
  for (const [name, scores] of peers) {
    const [peerRight, peerAll] = sumOf(scores, collections, checks)
    // Only who was asked the same questions can be compared.
    if (peerAll !== all) continue
    if (best === null || peerRight > best.right) best = { name, right: peerRight }
  }
  return `${right}/${all}${best === null ? '' : ` (${best.right} ${best.name})`}`
}

function sumOf(
  scores: Scores,
  collections: readonly string[],
  checks: readonly string[],
): [number, number] {
  let right = 0
  let all = 0
  for (const name of collections)
    for (const check of checks) {
      const pair = scores[name]?.[check]
      right += pair?.[0] ?? 0
      all += pair?.[1] ?? 0
    }
  return [right, all]
}
