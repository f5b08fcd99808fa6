/**
 * What the load asked for and what it was promised. An entry is made before its first byte is sent; from the
 * acknowledgement on it must be there, once, for ever. Not here: finding out whether it is (audit).
 */

export const KINDS = ['form', 'ticket', 'patch', 'note', 'reply', 'push', 'mail'] as const
export type Kind = (typeof KINDS)[number]

export type Entry = {
  kind: Kind
  /** A word that is nowhere else: in the text of what is made. */
  token: string
  /** Where it belongs, once that is known. */
  ticket: string | null
  isAcknowledged: boolean
  /** Times it was sent, first one included. */
  sends: number
  /** Version the acknowledgement named; null when it names none of its own. */
  version: number | null
  /** Of a reply: the id that makes its Message-ID. */
  sendId: string | null
}

/** The last of one writer's own values on a ticket nobody else changes this way. */
export type Owned = { ticket: string; subject: string; tags: string[]; token: string }

export type Defect = { kind: 'missing' | 'twice' | 'refused' | 'stuck' | 'other'; words: string }

export type Ledger = {
  entries: readonly Entry[]
  owned: ReadonlyMap<string, Owned>
  defects: readonly Defect[]
  begin(kind: Kind, ticket?: string): Entry
  own(owned: Owned): void
  defect(kind: Defect['kind'], words: string): void
  /** The promise was heard. */
  acknowledge(entry: Entry): void
  /** Acknowledgements heard so far, those of mail apart: mail is taken while the server is down. */
  heard: { mail: number; server: number }
  /** Resolves with the very acknowledgement that makes it so many more from the server. */
  hears(more: number): Promise<void>
  /** Acknowledgements beyond the entries: of letters typed into drafts. */
  letters: { sent: number; acknowledged: number }
}

export const TOKEN_PATTERN = /\bzq[0-9a-f]{4}n[0-9]+x\b/g

export function makeLedger(seed: number): Ledger {
  const entries: Entry[] = []
  const owned = new Map<string, Owned>()
  const defects: Defect[] = []
  const heard = { mail: 0, server: 0 }
  let waiting: { count: number; resolve: () => void }[] = []
  const mark = (seed & 0xffff).toString(16).padStart(4, '0')
  return {
    entries,
    owned,
    defects,
    letters: { sent: 0, acknowledged: 0 },
    begin(kind, ticket) {
      const entry: Entry = {
        kind,
        token: `zq${mark}n${entries.length}x`,
        ticket: ticket ?? null,
        isAcknowledged: false,
        sends: 0,
        version: null,
        sendId: null,
      }
      entries.push(entry)
      return entry
    },
    heard,
    acknowledge(entry) {
      if (entry.isAcknowledged) return
      entry.isAcknowledged = true
      heard[entry.kind === 'mail' ? 'mail' : 'server'] += 1
      for (const one of waiting) if (heard.server >= one.count) one.resolve()
      waiting = waiting.filter((one) => heard.server < one.count)
    },
    hears: (more) =>
      new Promise((resolve) => void waiting.push({ count: heard.server + more, resolve })),
    own: (value) => void owned.set(value.ticket, value),
    defect: (kind, words) => void defects.push({ kind, words }),
  }
}
