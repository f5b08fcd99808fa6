/**
 * What has to be asked for first, as a signal: undefined until it is there. A resource that is read early suspends: the
 * screen around it is taken out of the page and put back, where the dialog that was open in it is no modal one any more and
 * hears no Escape. This one says that there is nothing yet. Not here: what more than one screen asks (TanStack Query).
 */
import { createMemo, createResource, type Accessor } from 'solid-js'

export type Answer<T> = Accessor<T | undefined> & {
  isLoading(): boolean
  /** It is known to be this now. */
  set(value: T): void
}

/** @param of  asked again whenever it changes; meanwhile the last answer stands */
export function createAnswer<S, T>(of: Accessor<S>, ask: (of: S) => Promise<T>): Answer<T> {
  // What says the same again is no change; and a resource asks for nothing about what is null or empty, this one does.
  const about = createMemo(of)
  const [asked, { mutate }] = createResource(
    () => ({ of: about() }),
    (one) => ask(one.of),
  )
  // `latest` suspends too before there is any, and throws what went wrong.
  const answer = () =>
    asked.state === 'ready' || asked.state === 'refreshing' ? asked.latest : undefined
  return Object.assign(answer, {
    isLoading: () => asked.loading,
    set: (value: T) => void mutate(() => value),
  })
}
