/**
 * Webhooks and pagers in the settings: which there are, a form for another, and what was sent, which can be sent again.
 * Not here: which policy tells them (sla-policy-dialog).
 */
import { createSignal, For, onMount, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { createAct } from '../state/create-act.ts'
import {
  addHook,
  HOOK_SHAPES,
  readHooks,
  removeHook,
  replayDelivery,
  testHook,
  turnHook,
  type Hook,
  type HookList,
} from '../state/hooks.ts'
import { sayClock } from '../state/relative-time.ts'
import { useDesk } from '../state/replica-context.tsx'
import { slaWords } from '../words/sla.ts'
import { hookWords } from '../words/hook.ts'
import { AddForm } from './add-form.tsx'
import { ChoiceField, NameField, TextField } from './field.tsx'
import { SureButton } from './sure-button.tsx'
import { Table } from './table.tsx'

const DELIVERIES_SHOWN = 20
const NEW: { name: string; url: string; shape: Hook['shape']; routingKey: string } = {
  name: '',
  url: '',
  shape: 'webhook',
  routingKey: '',
}

export function HookSettings(props: { onHooks: (hooks: readonly Hook[]) => void }) {
  const desk = useDesk()
  const act = createAct()
  const [list, setList] = createSignal<HookList>({ hooks: [], deliveries: [] })
  const [news, setNews] = createSignal('')
  const [form, setForm] = createStore({ ...NEW })
  const load = async () => {
    const answer = await readHooks()
    if (!answer.ok) return
    setList(answer.value)
    props.onHooks(answer.value.hooks)
  }
  onMount(() => void load())
  const run = (work: Parameters<typeof act.run>[0], said = '') =>
    act.run(work, () => {
      if (said !== '') desk.say(said)
      void load()
    })
  const add = () =>
    act.run(
      () =>
        addHook({
          name: form.name,
          url: form.url,
          shape: form.shape,
          ...(form.shape === 'pager' ? { routingKey: form.routingKey.trim() } : {}),
        }),
      ({ name, secret }) => {
        setNews(
          secret === undefined
            ? hookWords.hookAdded({ name })
            : hookWords.hookSecret({ name, secret }),
        )
        setForm({ ...NEW })
        void load()
      },
    )
  const nameOf = (id: string) => list().hooks.find((hook) => hook.id === id)?.name ?? ''
  return (
    <>
      <h3>{hookWords.hooks}</h3>
      <p class="muted">{hookWords.hooksLead}</p>
      <Show when={list().hooks.length > 0} fallback={<p>{hookWords.noHooks}</p>}>
        <Table
          label={hookWords.hooks}
          columns={[
            hookWords.hookName,
            { name: hookWords.hookUrl, look: 'minor' },
            hookWords.hookState,
            { name: slaWords.change, look: 'hidden' },
          ]}
        >
          <For each={list().hooks}>
            {(hook) => (
              <tr>
                <th scope="row" dir="auto">
                  {hook.name}
                </th>
                <td class="is-minor">{hook.url}</td>
                <td>{hookWords.hookStates[hook.state]}</td>
                <td class="is-action">
                  <button
                    type="button"
                    class="button is-small"
                    aria-disabled={act.isBusy()}
                    aria-label={hookWords.hookTest({ name: hook.name })}
                    onClick={() => void run(() => testHook(hook.id), hookWords.hookTested)}
                  >
                    {hookWords.test}
                  </button>
                  <button
                    type="button"
                    class="button is-small"
                    aria-disabled={act.isBusy()}
                    aria-label={
                      hook.state === 'on'
                        ? hookWords.hookOff({ name: hook.name })
                        : hookWords.hookOn({ name: hook.name })
                    }
                    onClick={() =>
                      void run(() => turnHook(hook.id, hook.state === 'on' ? 'off' : 'on'))
                    }
                  >
                    {hook.state === 'on' ? hookWords.turnOff : hookWords.turnOn}
                  </button>
                  <SureButton
                    text={hookWords.hookRemove({ name: hook.name })}
                    ask={slaWords.removeSure}
                    isBusy={act.isBusy()}
                    onSure={() => void run(() => removeHook(hook.id))}
                  />
                </td>
              </tr>
            )}
          </For>
        </Table>
      </Show>
      <AddForm label={hookWords.addHook} act={act} isMinor onAdd={() => void add()}>
        <NameField
          label={hookWords.hookName}
          value={form.name}
          onType={(name) => setForm({ name })}
        />
        <TextField
          label={hookWords.hookUrl}
          type="url"
          required
          value={form.url}
          onType={(url) => setForm({ url })}
        />
        <ChoiceField
          label={hookWords.hookShape}
          choices={HOOK_SHAPES}
          chosen={form.shape}
          say={(shape) => hookWords.shapes[shape]}
          onChoose={(shape) => setForm({ shape })}
        />
        <Show when={form.shape === 'pager'}>
          <TextField
            label={hookWords.routingKey}
            required
            autocomplete="off"
            value={form.routingKey}
            onType={(routingKey) => setForm({ routingKey })}
          />
        </Show>
      </AddForm>
      <p role="status" class="hook-news">
        {news()}
      </p>
      <Show when={list().deliveries.length > 0}>
        <Table
          label={hookWords.deliveries}
          columns={[
            hookWords.event,
            { name: hookWords.hookName, look: 'minor' },
            hookWords.result,
            { name: hookWords.tries, look: 'number' },
            hookWords.when,
            { name: slaWords.change, look: 'hidden' },
          ]}
        >
          <For each={list().deliveries.slice(0, DELIVERIES_SHOWN)}>
            {(one) => (
              <tr>
                <th scope="row">{one.event}</th>
                <td class="is-minor" dir="auto">
                  {nameOf(one.hook)}
                </td>
                <td>
                  {hookWords.results[one.state]}
                  {one.status ? ` (${one.status})` : ''}
                </td>
                <td class="is-number">{one.tries}</td>
                <td>{sayClock(one.at, desk.clock.minute())}</td>
                <td class="is-action">
                  <button
                    type="button"
                    class="button is-small"
                    aria-disabled={act.isBusy()}
                    aria-label={hookWords.replayOf({ event: one.event })}
                    onClick={() => void run(() => replayDelivery(one.id), hookWords.hookTested)}
                  >
                    {hookWords.replay}
                  </button>
                </td>
              </tr>
            )}
          </For>
        </Table>
      </Show>
    </>
  )
}
