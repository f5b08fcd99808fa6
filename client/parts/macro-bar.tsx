/** Choosing a macro while writing: by its name or words, shown as it will be on this ticket before it is put in. Lazy. */
import { createMemo, createSignal, For, Show } from 'solid-js'
import { fillMacro, type Macro } from '../../shared/ticket/macro.ts'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import { macroWords } from '../words/macro.ts'
import { say } from '../words/read-words.ts'
import { sayFault } from '../state/fault-words.ts'
import { createMacros, offeredIn, valuesOf } from '../state/macros.ts'
import { useDesk } from '../state/replica-context.tsx'
import { words } from '../words/first.ts'
import { Dialog } from './dialog.tsx'
import { Icon } from './icon.tsx'
import { createPicker, PickList } from './picker.tsx'

export function MacroBar(props: {
  ticket: Ticket
  /** With the words as they are on this ticket. */
  onPick: (macro: Macro, text: string) => void
  /** Left without choosing. */
  onClose: () => void
}) {
  const desk = useDesk()
  const macros = createMacros(desk)
  const [wanted, setWanted] = createSignal('')
  let close = () => {}
  let picked: Macro | null = null
  const found = createMemo(() => {
    const asked = wanted().trim().toLocaleLowerCase().split(/\s+/)
    return offeredIn(macros.list() ?? [], props.ticket.queue)
      .filter(({ name, text }) => {
        const within = `${name}\n${text}`.toLocaleLowerCase()
        return asked.every((word) => within.includes(word))
      })
      .toSorted((a, b) => rankOf(b, asked[0] ?? '') - rankOf(a, asked[0] ?? ''))
  })
  const sayMissing = () => {
    const fault = macros.fault()
    return fault ? sayFault(fault) : ''
  }
  const filled = (macro: Macro) => fillMacro(macro.text, valuesOf(desk, props.ticket))
  const choose = (macro: Macro) => {
    picked = macro
    close()
  }
  const picker = createPicker({ id: 'macro-list', items: found, onPick: choose })
  /** After the dialog has given the focus back, so that the caret is where it was. */
  const leave = () =>
    queueMicrotask(() => {
      if (picked) props.onPick(picked, filled(picked).text)
      else props.onClose()
    })
  return (
    <Dialog title={macroWords.choose} class="palette macro-bar" isTitleHidden onClose={leave}>
      <div class="palette-field">
        <Icon name="search" />
        <input
          ref={(field) => {
            close = () => field.closest('dialog')?.close()
          }}
          {...picker.field()}
          aria-label={macroWords.search}
          placeholder={macroWords.search}
          onInput={(event) => {
            setWanted(event.currentTarget.value)
            picker.moveTo(0)
          }}
        />
      </div>
      <div class="macro-columns">
        <PickList
          picker={picker}
          class="palette-list"
          label={macroWords.title}
          nothing={
            <p class="choice-none" role="status">
              {macros.list() === null
                ? sayMissing()
                : macros.list()?.length === 0
                  ? macroWords.nothingYet
                  : macroWords.nothing}
            </p>
          }
        >
          {(macro) => (
            <>
              <span class="palette-title" dir="auto">
                {macro.name}
              </span>
              <Show when={!macro.isShared}>
                <span class="muted">{macroWords.own}</span>
              </Show>
            </>
          )}
        </PickList>
        <Show when={picker.current()}>
          {(macro) => (
            <section class="macro-preview" aria-label={macroWords.preview}>
              <p class="macro-text" dir="auto">
                {filled(macro()).text || <span class="muted">{macroWords.onlySets}</span>}
              </p>
              <Show when={filled(macro()).missing.length > 0}>
                <p class="macro-missing">
                  <Icon name="attention" size={14} />
                  {macroWords.missing({ variables: say.list(filled(macro()).missing) })}
                </p>
              </Show>
              <ul class="macro-sets">
                <For each={saySets(macro())}>{(line) => <li dir="auto">{line}</li>}</For>
              </ul>
            </section>
          )}
        </Show>
      </div>
    </Dialog>
  )
}

/** What is named so comes before what only says so. */
function rankOf({ name }: Macro, word: string): number {
  const within = name.toLocaleLowerCase()
  return within.startsWith(word) ? 2 : within.includes(word) ? 1 : 0
}

export function saySets({ sets }: Pick<Macro, 'sets'>): string[] {
  const { does } = macroWords
  return [
    ...(sets.status ? [does.status({ status: words.status[sets.status] })] : []),
    ...(sets.priority ? [does.priority({ priority: words.priority[sets.priority] })] : []),
    ...(sets.assignMe ? [does.assignMe] : []),
    ...(sets.tags && sets.tags.length > 0
      ? [does.tags({ n: sets.tags.length, tags: say.list(sets.tags) })]
      : []),
  ]
}
