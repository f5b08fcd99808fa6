/** The cheat sheet: every key that does something, by place. Lazy. */
import { For, Show } from 'solid-js'
import { COMMAND_IDS, COMMANDS, COMPOSER_KEYS, type KeyGroup } from '../state/keys.ts'
import { preferences } from '../state/preferences.ts'
import { keyWords } from '../key-words.ts'
import { KeyCaps } from './command-bar.tsx'
import { Dialog } from './dialog.tsx'

const GROUPS: readonly KeyGroup[] = ['list', 'ticket', 'go', 'global', 'composer']

export function KeySheet(props: { onClose: () => void }) {
  const linesOf = (group: KeyGroup) =>
    group === 'composer'
      ? COMPOSER_KEYS.map(({ title, keys }) => ({ title, keys: keys.split(' ') }))
      : COMMAND_IDS.filter(
          (id) => COMMANDS[id].group === group && COMMANDS[id].keys.length > 0,
        ).map((id) => ({ title: COMMANDS[id].title, keys: [...COMMANDS[id].keys] }))
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
    </Dialog>
  )
}
