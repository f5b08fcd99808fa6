/** The inbox in parts: whose first answer is due, whose next, who is waited for, everything; each with its count. Lazy. */
import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { sayKeys } from '../state/key-choice.ts'
import type { CommandId } from '../state/keys.ts'
import { keyMap } from '../state/own-keys.ts'
import { isMac } from '../state/platform.ts'
import { words } from '../words/first.ts'
import { say } from '../words/read-words.ts'
import { splitWords } from '../words/split.ts'

const SPLITS: readonly { id: 'first' | 'next' | 'waiting' | 'inbox'; command: CommandId }[] = [
  { id: 'first', command: 'split-first' },
  { id: 'next', command: 'split-next' },
  { id: 'waiting', command: 'split-waiting' },
  { id: 'inbox', command: 'split-all' },
]

export function SplitTabs(props: { current: string; counts: ReadonlyMap<string, number> }) {
  const nameOf = (id: (typeof SPLITS)[number]['id']) =>
    id === 'inbox' ? splitWords.everything : id === 'waiting' ? words.views.waiting : splitWords[id]
  return (
    <nav class="split-tabs" aria-label={splitWords.label}>
      <For each={SPLITS}>
        {({ id, command }) => (
          <A
            class="split-tab"
            classList={{ 'is-current': props.current === id }}
            aria-current={props.current === id ? 'page' : undefined}
            href={`/v/${id}`}
            title={[
              words.views[id],
              keyMap()
                [command].slice(0, 1)
                .map((keys) => `(${sayKeys(keys, isMac()).join(' ')})`),
            ]
              .flat()
              .join(' ')}
          >
            {nameOf(id)}
            <Show when={(props.counts.get(id) ?? 0) > 0}>
              <span class="split-count">{say.number(props.counts.get(id) ?? 0)}</span>
            </Show>
          </A>
        )}
      </For>
    </nav>
  )
}
