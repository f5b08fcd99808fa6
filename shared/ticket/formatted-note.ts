/**
 * The formats of a note: a short list of blocks and runs, written as JSON beside its plain words. What may stand in one is
 * listed here and nowhere else; the server and every device read it by this list, and whatever is not on it is no note.
 * How its plain words follow from it is part of what devices and servers agree on (decision 25). Pure.
 */
import { LIMITS } from '../kit/limits.ts'

/** Bold, italic, underlined, struck, code: each letter once and in this order; code stands alone. */
export const MARKS = ['b', 'i', 'u', 's', 'c'] as const
export type Mark = (typeof MARKS)[number]

/** Words with the same formats. A break within a paragraph is a line feed. */
export type Run = { text: string; marks: readonly Mark[]; href: string | null }
export type Block =
  | { kind: 'p'; runs: readonly Run[] }
  | { kind: 'pre'; text: string }
  | { kind: 'blockquote'; blocks: readonly Block[] }
  | { kind: 'ul' | 'ol'; items: readonly (readonly Block[])[] }

export type NoteWords = { text: string; formatted?: string | undefined }

const MARKS_WRITTEN = /^(?:b?i?u?s?|c)$/
const HREF = /^(?:https?:\/\/|mailto:)[^\s\p{C}"<>\\]+$/iu

/** Where a link may lead: to a page or an address, and to nothing that runs. */
export const isHref = (href: string): boolean =>
  href.length <= LIMITS.noteHrefChars && HREF.test(href)

/** Why these formats are not taken, in words; null: they are fine. */
export function refuseFormatted({ text, formatted }: NoteWords): string | null {
  if (formatted === undefined) return null
  if (formatted.length > LIMITS.noteFormattedChars) return 'the formats of the note are too long'
  const blocks = parse(formatted)
  if (!blocks) return 'the formats of the note are none that we know'
  // One way to write it: nothing is carried in spaces, escapes or what nobody reads.
  if (writeFormatted(blocks) !== formatted) return 'the formats of the note are written otherwise'
  return plainOf(blocks) === text
    ? null
    : 'the formats of the note say something else than its words'
}

/** Null: without formats, or with some that no server of ours took. Then its plain words are what it says. */
export function readFormatted(note: NoteWords): readonly Block[] | null {
  return note.formatted === undefined || refuseFormatted(note) !== null
    ? null
    : parse(note.formatted)
}

function parse(formatted: string): readonly Block[] | null {
  let value: unknown
  try {
    value = JSON.parse(formatted)
  } catch {
    return null
  }
  let left: number = LIMITS.noteBlocks
  const all = <T>(values: readonly unknown[], read: (one: unknown) => T | null): T[] | null => {
    const found: T[] = []
    for (const one of values) {
      const made = left-- > 0 ? read(one) : null
      if (made === null) return null
      found.push(made)
    }
    return found
  }
  const readBlocks = (value: unknown, depth: number): Block[] | null =>
    Array.isArray(value) && value.length > 0 && depth < LIMITS.noteDepth
      ? all(value, (one) => readBlock(one, depth))
      : null
  /** It begins with words, as in the editor: a list in a list stands below those of its item. */
  const readItem = (value: unknown, depth: number): Block[] | null => {
    const blocks = readBlocks(value, depth)
    return blocks?.[0]?.kind === 'p' ? blocks : null
  }
  const readBlock = (value: unknown, depth: number): Block | null => {
    if (!Array.isArray(value)) return null
    const [kind, ...rest]: unknown[] = value
    switch (kind) {
      case 'p': {
        const runs = all(rest, readRun)
        return runs && { kind, runs }
      }
      case 'pre': {
        const [text] = rest
        return rest.length === 1 && typeof text === 'string' ? { kind, text } : null
      }
      case 'blockquote': {
        const blocks = readBlocks(rest, depth + 1)
        return blocks && { kind, blocks }
      }
      case 'ul':
      case 'ol': {
        const items = rest.length > 0 ? all(rest, (item) => readItem(item, depth + 1)) : null
        return items && { kind, items }
      }
      default:
        return null
    }
  }
  return readBlocks(value, 0)
}

function readRun(value: unknown): Run | null {
  if (typeof value === 'string') return value === '' ? null : { text: value, marks: [], href: null }
  if (!Array.isArray(value) || value.length < 2 || value.length > 3) return null
  const [text, letters, href]: unknown[] = value
  if (typeof text !== 'string' || text === '' || typeof letters !== 'string') return null
  if (!MARKS_WRITTEN.test(letters)) return null
  const marks = MARKS.filter((mark) => letters.includes(mark))
  if (value.length === 2) return { text, marks, href: null }
  const isLink = typeof href === 'string' && letters !== 'c' && isHref(href)
  return isLink ? { text, marks, href } : null
}

export function writeFormatted(blocks: readonly Block[]): string {
  return JSON.stringify(blocks.map(toJson))
}

type Json = string | readonly Json[]

function toJson(block: Block): Json {
  switch (block.kind) {
    case 'p':
      return ['p', ...block.runs.map(runToJson)]
    case 'pre':
      return ['pre', block.text]
    case 'blockquote':
      return ['blockquote', ...block.blocks.map(toJson)]
    case 'ul':
    case 'ol':
      return [block.kind, ...block.items.map((item) => item.map(toJson))]
  }
}

function runToJson({ text, marks, href }: Run): Json {
  if (href !== null) return [text, marks.join(''), href]
  return marks.length > 0 ? [text, marks.join('')] : text
}

/** True when plain words say all of it. */
export const isPlain = (blocks: readonly Block[]): boolean =>
  blocks.every(
    (block) =>
      block.kind === 'p' &&
      block.runs.every(({ marks, href }) => marks.length === 0 && href === null),
  )

/** What it says without formats: what search, excerpts, notices and earlier versions of the app read. */
export const plainOf = (blocks: readonly Block[]): string => typedIn(blocks).trim()

/** The same with the spaces at both ends, which are somebody's who goes on writing. */
export const typedIn = (blocks: readonly Block[]): string => saidIn(blocks, '\n\n')

function saidIn(blocks: readonly Block[], between: string): string {
  return blocks.map(said).filter(Boolean).join(between)
}

function said(block: Block): string {
  switch (block.kind) {
    case 'p':
      return saidInLine(block.runs)
    case 'pre':
      return block.text
    case 'blockquote':
      return prefixed(saidIn(block.blocks, '\n\n'), '> ', '> ')
    case 'ul':
    case 'ol':
      return block.items
        .map((item, at) => {
          const mark = block.kind === 'ol' ? `${at + 1}. ` : '- '
          return prefixed(saidIn(item, '\n'), mark, ' '.repeat(mark.length))
        })
        .filter(Boolean)
        .join('\n')
  }
}

function prefixed(text: string, first: string, next: string): string {
  if (text === '') return ''
  return text
    .split('\n')
    .map((line, at) => `${at === 0 ? first : next}${line}`.trimEnd())
    .join('\n')
}

/** A link says where it leads, unless its words do: nobody is told one address and shown another. */
function saidInLine(runs: readonly Run[]): string {
  let line = ''
  let shown = ''
  for (const [at, { text, href }] of runs.entries()) {
    line += text
    if (href === null) continue
    shown += text
    if (runs[at + 1]?.href === href) continue
    if (shown !== href && `mailto:${shown}` !== href) line += ` <${href}>`
    shown = ''
  }
  return line
}

/** Its words without those in code, in which a sign is a sign and nobody is mentioned. */
export function proseOf(blocks: readonly Block[]): string {
  return blocks
    .map((block) => {
      switch (block.kind) {
        case 'p':
          return block.runs.map(({ text, marks }) => (marks.includes('c') ? '\n' : text)).join('')
        case 'pre':
          return ''
        case 'blockquote':
          return proseOf(block.blocks)
        case 'ul':
        case 'ol':
          return block.items.map(proseOf).join('\n')
      }
    })
    .join('\n')
}

/** Plain words as blocks: an empty line parts paragraphs, any other break stays one. */
export const blocksOf = (text: string): Block[] =>
  text
    .split(/\n{2,}/)
    .filter(Boolean)
    .map((part) => ({ kind: 'p', runs: [{ text: part, marks: [], href: null }] }))

/** More words at the end of a note that is being written, in lines of their own. */
export function withMoreWords(note: NoteWords, more: string): NoteWords {
  const blocks = readFormatted(note)
  if (!blocks) return { text: [note.text.trimEnd(), more].filter(Boolean).join('\n\n') }
  const all = [...blocks, ...blocksOf(more)]
  return { text: plainOf(all), formatted: writeFormatted(all) }
}
