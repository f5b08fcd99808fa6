/**
 * The keys of all commands, each changed by pressing another one. What is reserved or taken is refused with the reason.
 * Not here: what may be taken (key-choice), where it is kept (own-keys).
 */
import { createSignal, For, onCleanup, onMount, Show } from 'solid-js'
import { COMPOSER_KEYS, judgeKeys, nameOfPress, type KeyVerdict } from '../state/key-choice.ts'
import { COMMAND_IDS, STANDARD_KEYS, type CommandId } from '../state/keys.ts'
import { GROUP_OF, type KeyGroup } from '../state/key-groups.ts'
import { chooseKeys, keyMap } from '../state/own-keys.ts'
import { isMac } from '../state/platform.ts'
import { prefer, preferences } from '../state/preferences.ts'
import { deskWords } from '../words/desk.ts'
import { keySettingWords } from '../words/key-setting.ts'
import { keyWords } from '../words/key.ts'
import { words } from '../words/first.ts'
import { KeyCaps } from './command-bar.tsx'
import { CheckBox } from './field.tsx'

const GROUPS: readonly KeyGroup[] = ['list', 'ticket', 'go', 'global']

const isStandard = (id: CommandId) =>
  keyMap()[id].length === STANDARD_KEYS[id].length &&
  keyMap()[id].every((keys, at) => keys === STANDARD_KEYS[id][at])

export function KeySettings() {
  const [asked, setAsked] = createSignal<CommandId | null>(null)
  const [said, setSaid] = createSignal('')
  const isAllStandard = () => COMMAND_IDS.every(isStandard)
  const done = (id: CommandId) => {
    setAsked(null)
    setSaid(keySettingWords.changed({ title: keyWords.commands[id] }))
    queueMicrotask(() => {
      const button = document.querySelector(`[data-change="${id}"]`)
      if (button instanceof HTMLElement) button.focus()
    })
  }
  return (
    <section class="settings-section key-settings">
      <h2>{keySettingWords.title}</h2>
      <p>{keySettingWords.lead}</p>
      <p>
        <a href="/app/practice">{keyWords.sheet.practice}</a>
      </p>
      <div class="setting">
        <CheckBox
          label={deskWords.settings.singleKeys}
          isOn={preferences().isSingleKeysOn}
          onChange={(isOn) => prefer({ isSingleKeysOn: isOn })}
        />
        <p>{deskWords.settings.singleKeysHint}</p>
        <button
          type="button"
          class="button"
          disabled={isAllStandard()}
          onClick={() => {
            chooseKeys()
            setAsked(null)
            setSaid(keySettingWords.wasStandard)
          }}
        >
          {keySettingWords.allStandard}
        </button>
      </div>
      <p class="sr-only" role="status" aria-live="polite">
        {said()}
      </p>
      <For each={GROUPS}>
        {(group) => (
          <div class="setting">
            <h3>{keyWords.sheet.groups[group]}</h3>
            <ul class="key-rows">
              <For each={COMMAND_IDS.filter((id) => GROUP_OF[id] === group)}>
                {(id) => (
                  <li class="key-row">
                    <span class="key-title">{keyWords.commands[id]}</span>
                    <Show
                      when={asked() === id}
                      fallback={
                        <>
                          <span class="key-caps">
                            <For
                              each={keyMap()[id]}
                              fallback={<span class="muted">{keySettingWords.none}</span>}
                            >
                              {(keys) => <KeyCaps keys={keys} />}
                            </For>
                          </span>
                          <span class="button-row">
                            <button
                              type="button"
                              class="button is-small"
                              data-change={id}
                              aria-label={keySettingWords.change({ title: keyWords.commands[id] })}
                              onClick={() => setAsked(id)}
                            >
                              {keySettingWords.changeShort}
                            </button>
                            <Show when={keyMap()[id].length > 0}>
                              <button
                                type="button"
                                class="button is-small is-quiet"
                                aria-label={keySettingWords.removeOf({
                                  title: keyWords.commands[id],
                                })}
                                onClick={() => {
                                  chooseKeys(id, [])
                                  done(id)
                                }}
                              >
                                {keySettingWords.remove}
                              </button>
                            </Show>
                            <Show when={!isStandard(id)}>
                              <button
                                type="button"
                                class="button is-small is-quiet"
                                aria-label={keySettingWords.standardOf({
                                  title: keyWords.commands[id],
                                })}
                                onClick={() => {
                                  chooseKeys(id)
                                  done(id)
                                }}
                              >
                                {keySettingWords.standard}
                              </button>
                            </Show>
                          </span>
                        </>
                      }
                    >
                      <KeyCatcher id={id} onDone={() => done(id)} onCancel={() => setAsked(null)} />
                    </Show>
                  </li>
                )}
              </For>
            </ul>
          </div>
        )}
      </For>
      <div class="setting">
        <h3>{keyWords.sheet.groups.composer}</h3>
        <ul class="key-rows">
          <For each={COMPOSER_KEYS}>
            {(line) => (
              <li class="key-row">
                <span class="key-title">{keyWords.sheet.composer[line.title]}</span>
                <span class="key-caps">
                  <For each={line.keys.split(' ')}>{(keys) => <KeyCaps keys={keys} />}</For>
                </span>
              </li>
            )}
          </For>
        </ul>
      </div>
    </section>
  )
}

function sayVerdict(verdict: KeyVerdict): string {
  if (verdict.isFree) return ''
  return verdict.why === 'taken'
    ? keySettingWords.refused.taken({ title: keyWords.commands[verdict.by] })
    : keySettingWords.refused[verdict.why]
}

/** Catches what is pressed while it has the focus. Enter and Escape are the way out, so neither can be chosen alone. */
function KeyCatcher(props: { id: CommandId; onDone: () => void; onCancel: () => void }) {
  const [pressed, setPressed] = createSignal('')
  let field: HTMLDivElement | undefined
  onMount(() => field?.focus())
  const verdict = () => (pressed() === '' ? null : judgeKeys(pressed(), props.id, keyMap()))
  const take = () => {
    if (!verdict()?.isFree) return
    chooseKeys(props.id, [pressed()])
    props.onDone()
  }
  const onKey = (event: KeyboardEvent) => {
    // The way on by keyboard stays.
    if (event.key === 'Tab') return
    if (event.target !== field) return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return props.onCancel()
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) return take()
    const name = nameOfPress(event, isMac())
    if (name === null) return
    const before = pressed()
    const isPlain = (keys: string) => !keys.includes(' ') && !/[$A-Z]\w*\+/.test(keys)
    // A second plain key makes a sequence, a third begins anew.
    setPressed(isPlain(before) && before !== '' && isPlain(name) ? `${before} ${name}` : name)
  }
  // Before the app's own listener, which would run what the key does now.
  const listen = (event: Event) => {
    if (event instanceof KeyboardEvent && field?.contains(document.activeElement)) onKey(event)
  }
  addEventListener('keydown', listen, { capture: true })
  onCleanup(() => removeEventListener('keydown', listen, { capture: true }))
  return (
    <div class="key-catcher">
      {/* It is a field for keys: what it takes is what it shows. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div
        ref={field}
        class="key-field"
        role="textbox"
        tabindex={0}
        aria-label={keySettingWords.change({ title: keyWords.commands[props.id] })}
        aria-describedby="key-verdict"
        aria-readonly="true"
      >
        <Show when={pressed()} fallback={keySettingWords.press}>
          {(keys) => <KeyCaps keys={keys()} />}
        </Show>
      </div>
      <p id="key-verdict" class="key-verdict" role="status" aria-live="polite">
        {verdict() === null ? keySettingWords.pressHint : sayVerdict(verdict() ?? { isFree: true })}
      </p>
      <div class="button-row">
        <button
          type="button"
          class="button is-small is-primary"
          disabled={!verdict()?.isFree}
          onClick={take}
        >
          {keySettingWords.take}
        </button>
        <button type="button" class="button is-small" onClick={() => props.onCancel()}>
          {words.cancel}
        </button>
      </div>
    </div>
  )
}
