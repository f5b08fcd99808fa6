/** What an attached invitation or contact card holds, read once it is here, as a signal. */
import type { Cards } from './card-facts.ts'
import { createAnswer, type Answer } from './create-answer.ts'
import { readCards } from './read-cards.ts'
import { useDesk } from './replica-context.tsx'

/** Null while it is not to be had. */
export function createCards(props: {
  ticket: string
  file: { hash: string }
}): Answer<Cards | null> {
  const desk = useDesk()
  return createAnswer(
    () => props.file.hash,
    async (hash) => {
      const blob = await desk.replica.blob(props.ticket, hash)
      return blob.ok ? readCards(await blob.value.text()) : null
    },
  )
}
