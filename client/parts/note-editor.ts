/**
 * The editor of a note: that of a reply over a text of its own, which nobody shares, and what is written in it as the words
 * and formats that a note may have. A lazy chunk like the reply's. Not here: what a note may hold (shared/ticket/formatted-note).
 */
import type { Mark as EditorMark, Node } from 'prosemirror-model'
import { Awareness } from 'y-protocols/awareness'
import { prosemirrorToYXmlFragment } from 'y-prosemirror'
import { LIMITS } from '../../shared/kit/limits.ts'
import {
  blocksOf,
  isHref,
  isPlain,
  MARKS,
  plainOf,
  proseOf,
  readFormatted,
  refuseFormatted,
  typedIn,
  writeFormatted,
  type Block,
  type Mark,
  type NoteWords,
  type Run,
} from '../../shared/ticket/formatted-note.ts'
import { Y } from '../../shared/ticket/ticket-doc.ts'
import { openReplyEditor, type ReplyEditor, type ReplyEditorOptions } from './reply-editor.ts'
import { replySchema } from './reply-schema.ts'

/** What is written. `prose`: its words without code, for who is mentioned in it. */
export type WrittenNote = NoteWords & { prose: string; isTooLong: boolean }

export type NoteEditorOptions = Omit<
  ReplyEditorOptions,
  'fragment' | 'awareness' | 'pictures' | 'onDocument' | 'onTyping'
> & {
  note: NoteWords
  /** Once when it opens, and after every change. */
  onWritten(note: WrittenNote): void
}

const { nodes, marks } = replySchema
const MARK_NAMES = { b: 'strong', i: 'em', u: 'underline', s: 'strike', c: 'code' } as const

/** A note shows no pictures among its words: its files stand below them. */
const NO_PICTURES = { find: () => null, load: () => Promise.resolve(null) }

export function openNoteEditor({ note, onWritten, ...options }: NoteEditorOptions): ReplyEditor {
  const doc = new Y.Doc()
  const fragment = doc.getXmlFragment('note')
  const awareness = new Awareness(doc)
  const begun = docOf(note)
  if (begun) prosemirrorToYXmlFragment(begun, fragment)
  const editor = openReplyEditor({
    ...options,
    fragment,
    awareness,
    pictures: NO_PICTURES,
    onDocument: (now) => onWritten(writtenIn(now)),
    onTyping: () => {},
  })
  // As it is read now: what was kept by an earlier version may have been written in other ways.
  if (begun) onWritten(writtenIn(begun))
  return {
    ...editor,
    destroy() {
      editor.destroy()
      awareness.destroy()
      doc.destroy()
    },
  }
}

/** @returns without formats when there are none: then it is a note as it always was */
export function writtenIn(doc: Node): WrittenNote {
  const blocks = blocksIn(doc)
  const text = plainOf(blocks)
  const formatted = isPlain(blocks) || text === '' ? undefined : writeFormatted(trimmed(blocks))
  return {
    text: formatted === undefined ? typedIn(blocks) : text,
    formatted,
    prose: proseOf(blocks),
    // Lists that lie too deep in each other are as little taken.
    isTooLong: text.length > LIMITS.noteTextChars || refuseFormatted({ text, formatted }) !== null,
  }
}

/** Without empty lines before and after: there the editor keeps one to go on in. */
function trimmed(blocks: readonly Block[]): readonly Block[] {
  const isSaid = (block: Block) => block.kind !== 'p' || block.runs.length > 0
  return blocks.slice(blocks.findIndex(isSaid), blocks.findLastIndex(isSaid) + 1)
}

function blocksIn(parent: Node): Block[] {
  return parent.children.flatMap((node): Block[] => {
    switch (node.type) {
      case nodes.code_block:
        return [{ kind: 'pre', text: whole(node.textContent) }]
      case nodes.blockquote:
        return [{ kind: 'blockquote', blocks: blocksIn(node) }]
      case nodes.bullet_list:
      case nodes.ordered_list: {
        const kind = node.type === nodes.bullet_list ? 'ul' : 'ol'
        return [{ kind, items: node.children.map(blocksIn) }]
      }
      default:
        return [{ kind: 'p', runs: runsIn(node) }]
    }
  })
}

/** Neighbours with the same formats are one run; a break is a letter without any. */
function runsIn(paragraph: Node): Run[] {
  const runs: Run[] = []
  for (const node of paragraph.children) {
    const last = runs.at(-1)
    const isBreak = node.type === nodes.hard_break
    const text = isBreak ? '\n' : whole(node.text ?? '')
    if (text === '') continue
    const worn = isBreak ? [] : node.marks
    const run = { text, marks: marksOf(worn), href: hrefOf(worn) }
    if (last && last.href === run.href && last.marks.join() === run.marks.join())
      runs[runs.length - 1] = { ...last, text: last.text + text }
    else runs.push(run)
  }
  return runs
}

const marksOf = (some: readonly EditorMark[]): Mark[] =>
  MARKS.filter((mark) => some.some(({ type }) => type === marks[MARK_NAMES[mark]]))

/** An address that a note may not lead to is left out, and its words stay. */
function hrefOf(some: readonly EditorMark[]): string | null {
  const href: unknown = some.find(({ type }) => type === marks.link)?.attrs['href']
  return typeof href === 'string' && isHref(href) ? href : null
}

/** Half of a character is none: it would not be the same words once it was sent. */
const whole = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD')

function docOf(note: NoteWords): Node | null {
  const blocks = readFormatted(note) ?? blocksOf(note.text)
  if (blocks.length === 0) return null
  return nodes.doc.createChecked(null, blocks.map(nodeOf))
}

function nodeOf(block: Block): Node {
  switch (block.kind) {
    case 'p':
      return nodes.paragraph.create(null, block.runs.flatMap(nodesOfRun))
    case 'pre':
      return nodes.code_block.create(null, block.text === '' ? [] : replySchema.text(block.text))
    case 'blockquote':
      return nodes.blockquote.create(null, block.blocks.map(nodeOf))
    case 'ul':
    case 'ol': {
      const list = block.kind === 'ul' ? nodes.bullet_list : nodes.ordered_list
      return list.create(
        null,
        block.items.map((item) => nodes.list_item.create(null, item.map(nodeOf))),
      )
    }
  }
}

function nodesOfRun({ text, marks: letters, href }: Run): Node[] {
  const worn = [
    ...(href === null ? [] : [marks.link.create({ href })]),
    ...letters.map((mark) => marks[MARK_NAMES[mark]].create()),
  ]
  return text
    .split('\n')
    .flatMap((line, at) => [
      ...(at > 0 ? [nodes.hard_break.create()] : []),
      ...(line === '' ? [] : [replySchema.text(line, worn)]),
    ])
}
