/**
 * Whose turn it is with the draft on screen, as it stands by the server's clock now: one timer until the turn ends, and keys
 * told so often that it does not end while its holder types. Not here: the rules (shared/ticket/draft-turn), how it looks
 * (parts/turn-line).
 */
import { createEffect, createMemo, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import { LIMITS } from '../../shared/kit/limits.ts'
import {
  endOfTurn,
  endTurn,
  keepTurn,
  lockDraft,
  readTurn,
  reviewOf,
  takeOver,
  writerNow,
  type Review,
  type Writer,
} from '../../shared/ticket/draft-turn.ts'
import type { OpenDraft } from '../replica/api.ts'

export type TurnSignals = {
  /** Who has the turn; null: nobody, or it ended. */
  writer: Accessor<Writer | null>
  /** A colleague's lock: here nothing is typed and nothing sent. */
  lock: Accessor<Writer | null>
  review: Accessor<Review>
  toggleLock(): void
  takeOver(): void
  /** A key was pressed in the words. */
  typed(): void
  /** The holder is done: what they send is nobody's turn any more. */
  end(): void
}

const NOT_ASKED: Review = { state: 'none' }
const sameAs = <T>(a: T, b: T) => JSON.stringify(a) === JSON.stringify(b)

/** @param desk  `now` is the server's time */
export function createTurn(
  desk: { replica: { me: { id: string }; now(): number } },
  draft: Accessor<Pick<OpenDraft, 'doc' | 'onChange'> | null>,
): TurnSignals {
  const me = desk.replica.me.id
  const now = () => desk.replica.now()
  const [writer, setWriter] = createSignal<Writer | null>(null, { equals: sameAs })
  const [review, setReview] = createSignal<Review>(NOT_ASKED, { equals: sameAs })
  let endTimer: ReturnType<typeof setTimeout> | undefined
  let keyTimer: ReturnType<typeof setTimeout> | undefined
  let keyAt = 0

  function look() {
    const opened = draft()
    clearTimeout(endTimer)
    const has = opened ? writerNow(readTurn(opened.doc), now()) : null
    setWriter(has)
    setReview(opened ? reviewOf(opened.doc) : NOT_ASKED)
    if (has) endTimer = setTimeout(look, Math.max(0, endOfTurn(has) - now()))
  }

  createEffect(
    on(draft, (opened) => {
      look()
      const stop = opened?.onChange(look)
      onCleanup(() => {
        stop?.()
        clearTimeout(endTimer)
        clearTimeout(keyTimer)
        keyTimer = undefined
      })
    }),
  )

  const change = (act: (doc: OpenDraft['doc']) => void) => {
    const opened = draft()
    if (opened) act(opened.doc)
    look()
  }
  const isMine = () => writer()?.by === me
  return {
    writer,
    lock: createMemo(() => {
      const has = writer()
      return has?.isLocked && has.by !== me ? has : null
    }),
    review,
    toggleLock: () =>
      change((doc) =>
        isMine() && writer()?.isLocked ? endTurn(doc, me) : lockDraft(doc, me, now()),
      ),
    takeOver: () => change((doc) => takeOver(doc, me, now())),
    typed() {
      keyAt = now()
      if (!isMine()) return
      keyTimer ??= setTimeout(() => {
        keyTimer = undefined
        change((doc) => keepTurn(doc, me, keyAt))
      }, LIMITS.turnKeyMs)
    },
    end: () => change((doc) => endTurn(doc, me)),
  }
}
