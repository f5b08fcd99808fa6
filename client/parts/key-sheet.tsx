/** The cheat sheet: every key that does something, by place. Lazy. */
import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { COMPOSER_KEYS } from '../state/key-choice.ts'
import { GROUP_OF, type KeyGroup } from '../state/key-groups.ts'
import { COMMAND_IDS } from '../state/keys.ts'
import { keyMap } from '../state/own-keys.ts'
import { preferences } from '../state/preferences.ts'
import { keyWords } from '../words/key.ts'
import { KeyCaps } from './command-bar.tsx'
import { Dialog } from './dialog.tsx'

const GROUPS: readonly KeyGroup[] = ['list', 'ticket', 'go', 'global', 'composer']

export function KeySheet(props: { onClose: () => void }) {
  const linesOf = (group: KeyGroup) =>
    group === 'composer'
      ? COMPOSER_KEYS.map(({ title, keys }) => ({
          title: keyWords.sheet.composer[title],
          keys: keys.split(' '),
        }))
      : COMMAND_IDS.filter((id) => GROUP_OF[id] === group && keyMap()[id].length > 0).map((id) => ({
          title: keyWords.commands[id],
          keys: [...keyMap()[id]],
        }))
  return (
    <Dialog title={keyWords.sheet.title} class="key-sheet" onClose={props.onClose}>
      <Show when={!preferences().isSingleKeysOn}>
        <p class="muted">{keyWords.sheet.off}</p>
      </Show>
      {/* It scrolls where the window is small, so keys must reach it (WCAG 2.1.1). */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div class="key-groups" role="region" aria-label={keyWords.sheet.title} tabindex={0}>
        <For each={GROUPS}>
          {(group) => (
            <section>
              <h3>{keyWords.sheet.groups[group]}</h3>
              <dl>
                <For each={linesOf(group)}>
                  {(line) => (
                    <div class="key-line">
                      <dt>{line.title}</dt>
                      <dd>
                        <For each={line.keys}>{(keys) => <KeyCaps keys={keys} />}</For>
                      </dd>
                    </div>
                  )}
                </For>
              </dl>
            </section>
          )}
        </For>
      </div>
      <p class="key-practice">
        <A href="/practice" onClick={() => props.onClose()}>
          {keyWords.sheet.practice}
        </A>
      </p>
    </Dialog>
  )
}
