/** Where somebody is signed in, and a way to end it from here: a device that was lost, a program that is no longer used. */
import { createSignal, For, onMount, Show } from 'solid-js'
import type { Fault } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { callApi } from '../state/api.ts'
import { createAct } from '../state/create-act.ts'
import { sayAgo, sayClock, sayExactly } from '../state/relative-time.ts'
import { useDesk } from '../state/replica-context.tsx'
import { deskWords } from '../words/desk.ts'
import { ServerTrouble } from './server-trouble.tsx'
import { SureButton } from './sure-button.tsx'
import { Table } from './table.tsx'
import { TroubleLine } from './trouble-line.tsx'

const Sessions = v.object({
  sessions: v.array(
    v.object({
      id: v.string(),
      kind: v.picklist(['browser', 'bearer']),
      createdAt: v.number(),
      seenAt: v.number(),
      isCurrent: v.boolean(),
    }),
  ),
})
type Session = v.InferOutput<typeof Sessions>['sessions'][number]

const text = deskWords.sessions

export function SessionSettings() {
  const desk = useDesk()
  const act = createAct()
  const [sessions, setSessions] = createSignal<readonly Session[] | null>(null)
  const [fault, setFault] = createSignal<Fault | null>(null)
  const load = async () => {
    const answer = await callApi('GET', '/api/sessions', Sessions)
    setFault(answer.ok ? null : answer.fault)
    if (answer.ok) setSessions(answer.value.sessions)
  }
  onMount(() => void load())
  const end = ({ id }: Session) =>
    void act.run(
      () => callApi('DELETE', `/api/sessions/${id}`, v.null()),
      () => {
        desk.say(text.ended)
        void load()
      },
    )
  return (
    <section class="settings-section">
      <h2>{text.title}</h2>
      <p class="muted">{text.lead}</p>
      <ServerTrouble fault={fault()} onRetry={() => void load()} />
      <TroubleLine text={act.trouble()} />
      <Show when={sessions()}>
        {(all) => (
          <Table
            label={text.title}
            columns={[text.kind, text.began, text.seen, { name: text.end, look: 'hidden' }]}
          >
            <For each={all()}>
              {(one) => (
                <tr>
                  <th scope="row">
                    {text[one.kind]}
                    <Show when={one.isCurrent}>
                      <span class="muted"> · {text.this}</span>
                    </Show>
                  </th>
                  <td title={sayExactly(one.createdAt)}>
                    {sayClock(one.createdAt, desk.clock.minute())}
                  </td>
                  <td title={sayExactly(one.seenAt)}>{sayAgo(one.seenAt, desk.clock.minute())}</td>
                  <td class="is-action">
                    <Show when={!one.isCurrent}>
                      <SureButton
                        text={text.end}
                        ask={text.endAsk}
                        isBusy={act.isBusy()}
                        onSure={() => end(one)}
                      />
                    </Show>
                  </td>
                </tr>
              )}
            </For>
          </Table>
        )}
      </Show>
    </section>
  )
}
