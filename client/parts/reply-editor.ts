/**
 * The editor of a reply: ProseMirror bound to the draft's shared text, so that several people may type at once. Knows no
 * Solid and no ticket. A lazy chunk: nothing of it is in what the inbox loads.
 */
import {
  baseKeymap,
  chainCommands,
  exitCode,
  setBlockType,
  toggleMark,
  wrapIn,
} from 'prosemirror-commands'
import { inputRules, textblockTypeInputRule, wrappingInputRule } from 'prosemirror-inputrules'
import { keymap } from 'prosemirror-keymap'
import { Fragment, Slice, type Node, type NodeType } from 'prosemirror-model'
import { liftListItem, sinkListItem, splitListItem, wrapInList } from 'prosemirror-schema-list'
import { EditorState, Selection, type Command, type Transaction } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import type { Awareness } from 'y-protocols/awareness'
import {
  initProseMirrorDoc,
  redo,
  undo,
  yCursorPlugin,
  ySyncPlugin,
  ySyncPluginKey,
  yUndoPlugin,
} from 'y-prosemirror'
import type { Y } from '../../shared/ticket/ticket-doc.ts'
import { assert } from '../../shared/kit/fault.ts'
import { authorTint } from './reply-tint.ts'
import { makePictureView, type PictureView, type Pictures } from './reply-picture.ts'
import { isWordStart } from '../state/typing.ts'
import { hashIn, isSafeHref, replySchema } from './reply-schema.ts'

export const FORMATS = [
  'strong',
  'em',
  'underline',
  'strike',
  'link',
  'bullets',
  'numbers',
  'quote',
  'code',
  'codeBlock',
] as const
export type Format = (typeof FORMATS)[number]

export type ReplyEditor = {
  focus(): void
  /** The same with the caret behind the last word. */
  focusEnd(): void
  format(format: Format, href?: string): void
  /** Puts words in at the caret, as if typed. */
  insert(text: string): void
  /** The same with an empty line between paragraphs. */
  insertParagraphs(text: string): void
  /** Puts words in the place of so many characters before the caret; none takes those out. */
  replaceBefore(count: number, text: string): void
  /** Attributes of the text for whoever is read to; undefined takes one away. */
  describe(attributes: Readonly<Record<string, string | undefined>>): void
  /** Puts a file of the draft where the caret is, as a picture. */
  insertPicture(hash: string): void
  /** Takes it out of the text wherever it stands; undo brings it back. */
  removePicture(hash: string): void
  /** Files have arrived, or their names: pictures that could not be shown may be now. */
  refreshPictures(): void
  /** While true nobody writes here but who writes elsewhere: their words still come. */
  setReadOnly(isReadOnly: boolean): void
  /** Puts the caret where something was dropped. */
  placeCaret(at: { left: number; top: number }): void
  /** True when the selection carries a link already. */
  hasLink(): boolean
  destroy(): void
}

export type ReplyEditorOptions = {
  host: HTMLElement
  fragment: Y.XmlFragment
  awareness: Awareness
  label: string
  placeholder: string
  pictures: Pictures
  onSend(isSolving: boolean): void
  /** The key for sending and letting the ticket sleep; without it, that key is the browser's. */
  onSendSnooze?(): void
  onLeave(): void
  onLink(): void
  /** `/` where a word would begin; without it, that is a character like any other. */
  onMacro?(): void
  /**
   * After every change of the words or the caret.
   *
   * @param before   the words of the paragraph up to the caret; null: nothing is written there, for something is selected,
   *                 the caret is away or in code, or the text is locked
   * @param isTyped  somebody typed here just now
   */
  onCaret?(before: string | null, isTyped: boolean): void
  /** True: the key was that of a list shown beside the caret. */
  takeKey?(event: KeyboardEvent): boolean
  /** After every change of what is written, whoever made it. */
  onDocument?(doc: Node): void
  /** Which formats hold at the caret, after every change of the selection. */
  onFormats(active: ReadonlySet<Format>): void
  onTyping(): void
}

/** Name flags fade this long after their owner's last move. */
const FLAG_FADES_MS = 2_000

const { nodes, marks } = replySchema

export function openReplyEditor(options: ReplyEditorOptions): ReplyEditor {
  const { doc: shared, mapping } = initProseMirrorDoc(options.fragment, replySchema)
  // Without a paragraph the selection is “all”, and stays “all” when a colleague's first words arrive: the next key
  // here would then replace them.
  const doc = shared.childCount > 0 ? shared : replySchema.topNodeType.createAndFill()
  assert(doc, 'an empty reply has a paragraph')
  const shown = new Set<PictureView>()
  let isReadOnly = false
  const view = new EditorView(options.host, {
    state: EditorState.create({
      doc,
      schema: replySchema,
      plugins: [
        ySyncPlugin(options.fragment, { mapping }),
        yCursorPlugin(options.awareness, { cursorBuilder: makeFlag }),
        yUndoPlugin(),
        authorTint(options.fragment, options.awareness),
        inputRules({
          rules: [
            wrappingInputRule(/^\s*([-*])\s$/, nodes.bullet_list),
            wrappingInputRule(/^\s*1\.\s$/, nodes.ordered_list),
            wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
            textblockTypeInputRule(/^```$/, nodes.code_block),
          ],
        }),
        keymap(keysOf(options)),
        keymap(baseKeymap),
      ],
    }),
    attributes: {
      class: 'reply-text',
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': options.label,
      dir: 'auto',
      // It keeps the focus when a colleague locks it: the next key is no command.
      tabindex: '0',
    },
    editable: () => !isReadOnly,
    handleKeyDown: (_view, event) => options.takeKey?.(event) ?? false,
    handleDOMEvents: {
      blur() {
        options.onCaret?.(null, false)
        return false
      },
    },
    nodeViews: { image: (node) => makePictureView(hashIn(node.attrs), options.pictures, shown) },
    // Copied out of the reply on another ticket, a picture is no file of this one.
    transformPasted: ({ content, openStart, openEnd }) =>
      new Slice(keepOwn(content, options.pictures), openStart, openEnd),
    // Scripts in pasted text never get this far: only what the schema names is kept.
    dispatchTransaction(transaction) {
      // Awareness and timers of the binding may speak once more after the editor has gone.
      if (view.isDestroyed) return
      view.updateState(view.state.apply(transaction))
      showPlaceholder()
      options.onFormats(activeFormats(view.state))
      if (transaction.docChanged) options.onDocument?.(view.state.doc)
      if (transaction.docChanged && view.hasFocus()) options.onTyping()
      const isWriting = view.hasFocus() && !isReadOnly && !isInCode(view.state)
      const isTyped = transaction.docChanged && !isFromElsewhere(transaction)
      options.onCaret?.(isWriting ? wordsBefore(view.state) : null, isTyped)
    },
  })
  const showPlaceholder = () => {
    const { doc: now } = view.state
    const isBlank = now.content.size === 0 || (now.childCount === 1 && now.content.size <= 2)
    view.dom.classList.toggle('is-blank', isBlank)
  }
  view.dom.dataset['placeholder'] = options.placeholder
  showPlaceholder()
  return {
    focus: () => view.focus(),
    focusEnd() {
      view.dispatch(view.state.tr.setSelection(Selection.atEnd(view.state.doc)))
      view.focus()
    },
    format: (format, href) => {
      if (isReadOnly) return
      commandFor(format, href)(view.state, view.dispatch)
      view.focus()
    },
    insert(text) {
      if (!isReadOnly) view.dispatch(view.state.tr.insertText(text))
    },
    insertParagraphs(text) {
      if (isReadOnly) return
      view.dispatch(view.state.tr.replaceSelection(paragraphsOf(text)).scrollIntoView())
    },
    replaceBefore(count, text) {
      if (isReadOnly) return
      const { pos } = view.state.selection.$from
      view.dispatch(view.state.tr.insertText(text, pos - count, pos).scrollIntoView())
    },
    describe(attributes) {
      for (const [name, value] of Object.entries(attributes))
        if (value === undefined) view.dom.removeAttribute(name)
        else view.dom.setAttribute(name, value)
    },
    insertPicture(hash) {
      if (isReadOnly || options.pictures.find(hash) === null) return
      const picture = nodes.image.create({ hash })
      view.dispatch(view.state.tr.replaceSelectionWith(picture, false).scrollIntoView())
    },
    removePicture(hash) {
      if (isReadOnly) return
      const { tr, doc } = view.state
      doc.descendants((node, at) => {
        if (node.type !== nodes.image || hashIn(node.attrs) !== hash) return
        tr.delete(tr.mapping.map(at), tr.mapping.map(at + node.nodeSize))
      })
      view.dispatch(tr)
    },
    refreshPictures() {
      for (const picture of shown) picture.refresh()
    },
    setReadOnly(next) {
      if (next === isReadOnly) return
      isReadOnly = next
      view.setProps({})
      view.dom.setAttribute('aria-readonly', String(next))
      if (next) options.onCaret?.(null, false)
    },
    placeCaret(at) {
      const found = view.posAtCoords(at)
      if (!found) return
      const near = Selection.near(view.state.doc.resolve(found.pos))
      view.dispatch(view.state.tr.setSelection(near))
    },
    hasLink: () => activeFormats(view.state).has('link'),
    destroy: () => view.destroy(),
  }
}

/** Open at both ends: the first goes on where the caret is, and what stood behind it goes on after the last. */
function paragraphsOf(text: string): Slice {
  const paragraphs = text.split(/\n{2,}/).map((part) => {
    const lines = part
      .split('\n')
      .flatMap((line, at) => [
        ...(at > 0 ? [nodes.hard_break.create()] : []),
        ...(line === '' ? [] : [replySchema.text(line)]),
      ])
    return nodes.paragraph.create(null, lines)
  })
  return new Slice(Fragment.from(paragraphs), 1, 1)
}

/** Without pictures that are no files of the draft. */
function keepOwn(content: Fragment, pictures: Pictures): Fragment {
  const kept: Fragment[] = []
  content.forEach((node) => {
    if (node.type === nodes.image && pictures.find(hashIn(node.attrs)) === null) return
    kept.push(Fragment.from(node.isLeaf ? node : node.copy(keepOwn(node.content, pictures))))
  })
  return kept.reduce((all, one) => all.append(one), Fragment.empty)
}

/** One character for whatever is no letter, so that its length counts places. Null: something is selected. */
function wordsBefore({ selection: { $from, empty } }: EditorState): string | null {
  return empty ? $from.parent.textBetween(0, $from.parentOffset, null, ' ') : null
}

/** In code a sign is a sign. */
function isInCode({ selection: { $from }, storedMarks }: EditorState): boolean {
  return (
    $from.parent.type.spec.code === true ||
    marks.code.isInSet(storedMarks ?? $from.marks()) !== undefined
  )
}

/** The binding's own: a colleague's words, or an undo. */
function isFromElsewhere(transaction: Transaction): boolean {
  return transaction.getMeta(ySyncPluginKey) !== undefined
}

function keysOf(options: ReplyEditorOptions): Record<string, Command> {
  const breakLine: Command = (state, dispatch) => {
    dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView())
    return true
  }
  const tell =
    (act: () => void): Command =>
    () => {
      act()
      return true
    }
  const insertMacro: Command = (state) => {
    // In code it is a slash.
    const before = state.selection.$from.parent.type.spec.code ? null : wordsBefore(state)
    if (!options.onMacro || before === null || !isWordStart(before)) return false
    options.onMacro()
    return true
  }
  return {
    '/': insertMacro,
    'Mod-z': (state) => undo(state),
    'Mod-y': (state) => redo(state),
    'Mod-Shift-z': (state) => redo(state),
    'Mod-b': toggleMark(marks.strong),
    'Mod-i': toggleMark(marks.em),
    'Mod-u': toggleMark(marks.underline),
    'Mod-Shift-x': toggleMark(marks.strike),
    'Mod-e': toggleMark(marks.code),
    'Mod-Enter': tell(() => options.onSend(false)),
    'Mod-Shift-Enter': tell(() => options.onSend(true)),
    ...(options.onSendSnooze ? { 'Mod-Alt-Enter': tell(options.onSendSnooze) } : {}),
    Escape: tell(() => options.onLeave()),
    Enter: splitListItem(nodes.list_item),
    'Shift-Enter': chainCommands(exitCode, breakLine),
    // Tab leaves the editor unless it has a list to indent: no keyboard trap (WCAG 2.1.2).
    Tab: sinkListItem(nodes.list_item),
    'Shift-Tab': liftListItem(nodes.list_item),
  }
}

function commandFor(format: Format, href: string | undefined): Command {
  switch (format) {
    case 'strong':
    case 'em':
    case 'underline':
    case 'strike':
    case 'code':
      return toggleMark(marks[format])
    case 'link':
      return linkCommand(href)
    case 'bullets':
      return toggleList(nodes.bullet_list)
    case 'numbers':
      return toggleList(nodes.ordered_list)
    case 'quote':
      return wrapIn(nodes.blockquote)
    case 'codeBlock':
      return toggleCodeBlock
  }
}

/** Marks the selection as a link, or puts the address in as text when nothing is selected. */
function linkCommand(href: string | undefined): Command {
  if (href === undefined || !isSafeHref(href)) return toggleMark(marks.link)
  return (state, dispatch) => {
    const mark = marks.link.create({ href })
    const { from, to, empty } = state.selection
    const change = empty
      ? state.tr.replaceSelectionWith(replySchema.text(href, [mark]), false)
      : state.tr.addMark(from, to, mark)
    dispatch?.(change.scrollIntoView())
    return true
  }
}

function toggleList(type: NodeType): Command {
  return (state, dispatch) =>
    wrapInList(type)(state, dispatch) || liftListItem(nodes.list_item)(state, dispatch)
}

const toggleCodeBlock: Command = (state, dispatch) =>
  setBlockType(nodes.code_block)(state, dispatch) || setBlockType(nodes.paragraph)(state, dispatch)

function activeFormats(state: EditorState): Set<Format> {
  const active = new Set<Format>()
  const { $from, from, to, empty } = state.selection
  for (const name of ['strong', 'em', 'underline', 'strike', 'code', 'link'] as const) {
    const mark = marks[name]
    const isOn = empty
      ? mark.isInSet(state.storedMarks ?? $from.marks()) !== undefined
      : state.doc.rangeHasMark(from, to, mark)
    if (isOn) active.add(name)
  }
  for (let depth = $from.depth; depth > 0; depth--) {
    const { type } = $from.node(depth)
    if (type === nodes.bullet_list) active.add('bullets')
    if (type === nodes.ordered_list) active.add('numbers')
    if (type === nodes.blockquote) active.add('quote')
    if (type === nodes.code_block) active.add('codeBlock')
  }
  return active
}

/** A colleague's caret with their name, which fades. */
function makeFlag(user: { name?: string; color?: string }): HTMLElement {
  const caret = document.createElement('span')
  caret.className = 'peer-caret'
  caret.style.setProperty('--person', user.color ?? '#555')
  const flag = document.createElement('span')
  flag.className = 'peer-flag'
  flag.textContent = user.name ?? ''
  flag.style.animationDelay = `${FLAG_FADES_MS}ms`
  // Word joiners keep the caret on the line of the text before it.
  caret.append('\u2060', flag, '\u2060')
  return caret
}
