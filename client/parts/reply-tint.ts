/**
 * Who typed what in a reply that several people write: words of colleagues who are in it now wear their colour. Read from the
 * client ids that the shared text has anyway, and from awareness, which says whose they are; decorations alone, so that
 * nothing of it is in the draft, or sent. Not here: carets and name flags (y-prosemirror), the text itself.
 */
import type { Node } from 'prosemirror-model'
import { Plugin, PluginKey } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import type { Awareness } from 'y-protocols/awareness'
import { parseWith, v } from '../../shared/kit/schema.ts'
import { colorOf } from '../../shared/ticket/person-color.ts'
import { Y } from '../../shared/ticket/ticket-doc.ts'
import { makeMovedWords, type MovedWords } from './moved-words.ts'

/** The server has put in who it really is. */
const State = v.object({ user: v.object({ id: v.string(), name: v.string() }) })
type Person = { id: string; name: string }

/** Typed by one client without a gap, in positions of the editor's document. */
type Run = { from: number; to: number; client: number }

const NONE = DecorationSet.empty

const key = new PluginKey<DecorationSet>('reply-tint')

export function authorTint(fragment: Y.XmlFragment, awareness: Awareness): Plugin<DecorationSet> {
  /** A tab that was opened anew has another client id; what its person typed before stays theirs. */
  const known = new Map<number, Person>()
  const moved = makeMovedWords()

  function others(): Set<string> {
    const here = new Set<string>()
    for (const [client, value] of awareness.getStates()) {
      const state = parseWith(State, value)
      if (!state.ok) continue
      known.set(client, state.value.user)
      here.add(state.value.user.id)
    }
    const me = known.get(awareness.clientID)
    if (me) here.delete(me.id)
    return here
  }

  function tintFor(doc: Node): DecorationSet {
    const here = others()
    if (here.size === 0) return NONE
    const runs = runsIn({ doc, fragment, authorOf: moved.authorOf }) ?? []
    const tinted = runs.flatMap(({ from, to, client }) => {
      const person = known.get(client)
      return person && here.has(person.id) ? [tintOf(from, to, person)] : []
    })
    return tinted.length === 0 ? NONE : DecorationSet.create(doc, tinted)
  }

  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => NONE,
      apply(transaction, shown, _before, { doc }) {
        const fresh: unknown = transaction.getMeta(key)
        if (fresh instanceof DecorationSet) return fresh
        return transaction.docChanged ? shown.map(transaction.mapping, doc) : shown
      },
    },
    props: { decorations: (state) => key.getState(state) },
    view(view) {
      let isDue = false
      const refresh = () => {
        isDue = false
        // Words that an input method is still putting together are not touched; taking them asks again.
        if (view.isDestroyed || view.composing) return
        const fresh = tintFor(view.state.doc)
        // What was typed beside them has moved them already.
        if (sayTint(fresh) === sayTint(key.getState(view.state) ?? NONE)) return
        view.dispatch(view.state.tr.setMeta(key, fresh))
      }
      // Once the shared text has what was typed here, and before it is painted.
      const ask = () => {
        if (isDue) return
        isDue = true
        queueMicrotask(refresh)
      }
      const onText = (_events: unknown, transaction: Y.Transaction) => {
        moved.note(transaction)
        ask()
      }
      fragment.observeDeep(onText)
      awareness.on('change', ask)
      ask()
      return {
        destroy() {
          fragment.unobserveDeep(onText)
          awareness.off('change', ask)
        },
      }
    },
  })
}

const tintOf = (from: number, to: number, { id, name }: Person): Decoration =>
  Decoration.inline(
    from,
    to,
    { class: 'peer-words', style: `--person: ${colorOf(id)}`, title: name },
    { id },
  )

/** To be compared. */
function sayTint(set: DecorationSet): string {
  const tinted = set.find().toSorted((a, b) => a.from - b.from)
  return JSON.stringify(tinted.map(({ from, to, spec }) => [from, to, spec]))
}

type Walk = { doc: Node; authorOf: MovedWords['authorOf']; runs: Run[] }

/** Null: the editor and the shared text do not say the same just now. */
function runsIn({ doc, fragment, authorOf }: Omit<Walk, 'runs'> & { fragment: Y.XmlFragment }) {
  const runs: Run[] = []
  return walk({ doc, authorOf, runs }, fragment, 0) === doc.content.size ? runs : null
}

/** @returns  where the content of `parent`, which begins at `start`, ends; -1: it is not the same in both */
function walk(into: Walk, parent: Y.XmlFragment, start: number): number {
  let at = start
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) at = walkText(into, child, at)
    else if (child instanceof Y.XmlElement) at = walkElement(into, child, at)
    else return -1
    if (at < 0) return -1
  }
  return at
}

function walkElement(into: Walk, element: Y.XmlElement, start: number): number {
  const node = start < into.doc.content.size ? into.doc.nodeAt(start) : null
  if (node?.type.name !== element.nodeName) return -1
  const end = start + node.nodeSize
  if (node.isLeaf) return end
  return walk(into, element, start + 1) === end - 1 ? end : -1
}

function walkText({ doc, authorOf, runs }: Walk, text: Y.XmlText, start: number): number {
  let at = start
  for (let item = text._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue
    if (!(item.content instanceof Y.ContentString)) return -1
    const { str } = item.content
    const end = at + str.length
    if (end > doc.content.size || doc.textBetween(at, end) !== str) return -1
    for (let n = 0; n < str.length; n++, at++) {
      const client = authorOf(item.id.client, item.id.clock + n)
      const last = runs.at(-1)
      if (last?.to === at && last.client === client) last.to++
      else runs.push({ from: at, to: at + 1, client })
    }
  }
  return at
}
