/** Choosing a macro while writing: by its name or words, shown as it will be on this ticket before it is put in. Lazy. */
import { createEffect, createMemo, createSignal, For, Show } from 'solid-js'
import { fillMacro, type Macro } from '../../shared/ticket/macro.ts'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import { macroWords } from '../macro-words.ts'
import { createMacros, offeredIn, valuesOf } from '../state/macros.ts'
import { useDesk } from '../state/replica-context.tsx'
import { words } from '../strings.ts'
import { Dialog } from './dialog.tsx'
import { Icon } from './icon.tsx'

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
  const [at, setAt] = createSignal(0)
  let list: HTMLDivElement | undefined
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
  const shown = () => found()[Math.min(at(), found().length - 1)]
  const filled = (macro: Macro) => fillMacro(macro.text, valuesOf(desk, props.ticket))
  createEffect(() => {
    list?.querySelector(`#macro-${at()}`)?.scrollIntoView({ block: 'nearest' })
  })
  const choose = (macro: Macro | undefined) => {
    if (!macro) return
    picked = macro
    close()
  }
  /** After the dialog has given the focus back, so that the caret is where it was. */
  const leave = () =>
    queueMicrotask(() => {
      if (picked) props.onPick(picked, filled(picked).text)
      else props.onClose()
    })
  const onKey = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      const count = Math.max(1, found().length)
      setAt((was) => (was + step + count) % count)
    } else if (event.key === 'Enter') choose(shown())
    else return
    event.preventDefault()
  }
  return (
    <Dialog title={macroWords.choose} class="palette macro-bar" isTitleHidden onClose={leave}>
      <div class="palette-field">
        <Icon name="search" />
        <input
          ref={(field) => {
            close = () => field.closest('dialog')?.close()
          }}
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls="macro-list"
          aria-activedescendant={found().length > 0 ? `macro-${at()}` : undefined}
          aria-label={macroWords.search}
          placeholder={macroWords.search}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => {
            setWanted(event.currentTarget.value)
            setAt(0)
          }}
          onKeyDown={onKey}
        />
      </div>
      <div class="macro-columns">
        <div
          class="palette-list"
          id="macro-list"
          role="listbox"
          aria-label={macroWords.title}
          ref={list}
        >
          <For each={found()}>
            {(macro, index) => (
              // The keys are the field's: it names the option by aria-activedescendant.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                id={`macro-${index()}`}
                class="palette-entry"
                classList={{ 'is-at': index() === at() }}
                role="option"
                aria-selected={index() === at()}
                onPointerMove={() => setAt(index())}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => choose(macro)}
              >
                <span class="palette-title" dir="auto">
                  {macro.name}
                </span>
                <Show when={!macro.isShared}>
                  <span class="muted">{macroWords.own}</span>
                </Show>
              </div>
            )}
          </For>
          <Show when={found().length === 0}>
            <p class="choice-none" role="status">
              {macros.list() === null
                ? (macros.fault()?.detail ?? '')
                : macros.list()?.length === 0
                  ? macroWords.nothingYet
                  : macroWords.nothing}
            </p>
          </Show>
        </div>
        <Show when={shown()}>
          {(macro) => (
            <section class="macro-preview" aria-label={macroWords.preview}>
              <p class="macro-text" dir="auto">
                {filled(macro()).text || <span class="muted">{macroWords.onlySets}</span>}
              </p>
              <Show when={filled(macro()).missing.length > 0}>
                <p class="macro-missing">
                  <Icon name="attention" size={14} />
                  {macroWords.missing(filled(macro()).missing)}
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
    ...(sets.status ? [does.status(words.status[sets.status])] : []),
    ...(sets.priority ? [does.priority(words.priority[sets.priority])] : []),
    ...(sets.assignMe ? [does.assignMe] : []),
    ...(sets.tags && sets.tags.length > 0 ? [does.tags(sets.tags)] : []),
  ]
}
