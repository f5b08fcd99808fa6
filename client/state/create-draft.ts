/**
 * The draft of the reply on screen: opened when asked for, closed with the screen, opened anew for the next round once a
 * reply has gone. Not here: the editor that is bound to it (parts/reply-editor).
 */
import { createEffect, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import { isDraftEmpty } from '../../shared/ticket/draft-text.ts'
import type { OpenDraft } from '../replica/api.ts'
import type { Desk } from './replica-context.tsx'

export type DraftSignals = {
  draft: Accessor<OpenDraft | null>
  isSaved: Accessor<boolean>
  /** False: what was typed is only in memory. */
  isStored: Accessor<boolean>
  isEmpty: Accessor<boolean>
}

export function createDraft(
  desk: Desk,
  options: { ticket: Accessor<string>; isWanted: Accessor<boolean>; round: Accessor<number> },
): DraftSignals {
  const [draft, setDraft] = createSignal<OpenDraft | null>(null)
  const [isSaved, setSaved] = createSignal(true)
  const [isStored, setStored] = createSignal(true)
  const [isEmpty, setEmpty] = createSignal(true)
  createEffect(
    on([options.ticket, options.isWanted, options.round], ([ticket, isWanted]) => {
      setDraft(null)
      setEmpty(true)
      if (!isWanted) return
      let opened: OpenDraft | null = null
      let isOver = false
      const open = async () => {
        const fresh = await desk.replica.openDraft(ticket)
        if (isOver) return fresh.close()
        opened = fresh
        const look = () => {
          setSaved(fresh.isSaved())
          setStored(fresh.isStored())
          setEmpty(isDraftEmpty(fresh.doc))
        }
        stop = fresh.onChange(look)
        look()
        setDraft(fresh)
      }
      let stop = () => {}
      void open()
      onCleanup(() => {
        isOver = true
        stop()
        opened?.close()
      })
    }),
  )
  return { draft, isSaved, isStored, isEmpty }
}
