/**
 * A macro where somebody writes: the button, the `/` that opens the choice, and what the chosen one sets on the ticket. Not
 * here: the words themselves, which the editor or the field puts in.
 */
import { createSignal, lazy, onCleanup, Show, Suspense } from 'solid-js'
import type { Macro } from '../../shared/ticket/macro.ts'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import { verbsOf } from '../state/macros.ts'
import { useDesk } from '../state/replica-context.tsx'
import { ticketWords } from '../words/ticket.ts'
import { Icon } from './icon.tsx'

const MacroBar = lazy(() => import('./macro-bar.tsx').then((m) => ({ default: m.MacroBar })))

export type MacroPlace = {
  /** `/` was pressed where a word would begin. */
  openByKey(): void
  /** The button, and the choice while it is open. */
  Button(): ReturnType<typeof MacroButton>
}

/** @param put  words where the caret was; `/` when it was meant as itself */
export function createMacroPlace(options: {
  id: () => string
  ticket: () => Ticket
  put: (words: string) => void
  focus: () => void
}): MacroPlace {
  const desk = useDesk()
  const [openedBy, setOpenedBy] = createSignal<'key' | 'button' | null>(null)
  desk.commands.bind('insert-macro', () => setOpenedBy('button'))
  onCleanup(() => setOpenedBy(null))
  const leave = () => {
    const by = openedBy()
    setOpenedBy(null)
    options.focus()
    if (by === 'key') options.put('/')
  }
  const use = async (macro: Macro, words: string) => {
    setOpenedBy(null)
    options.focus()
    if (words !== '') options.put(words)
    const group = `${macro.id}.${performance.now()}`
    for (const op of verbsOf(macro.sets, options.ticket(), desk.replica.me.id))
      await desk.act([options.id()], op, group)
  }
  return {
    openByKey: () => setOpenedBy('key'),
    Button: () => (
      <>
        <MacroButton onOpen={() => setOpenedBy('button')} />
        <Show when={openedBy()}>
          <Suspense>
            <MacroBar
              ticket={options.ticket()}
              onPick={(macro, words) => void use(macro, words)}
              onClose={leave}
            />
          </Suspense>
        </Show>
      </>
    ),
  }
}

function MacroButton(props: { onOpen: () => void }) {
  return (
    <button
      type="button"
      class="format-button"
      aria-label={ticketWords.composer.macro}
      title={`${ticketWords.composer.macro} (/)`}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => props.onOpen()}
    >
      <Icon name="M9 2 4 9h4l-1 5 5-7H8z" />
    </button>
  )
}
