/** Which queues have a mailbox elsewhere that the desk fetches, and how each is. Not here: its settings (mailbox-dialog). */
import { createSignal, For, onMount, Show } from 'solid-js'
import type { Fault } from '../../shared/kit/fault.ts'
import { listMailboxes, type Mailbox } from '../state/mailboxes.ts'
import { sayAgo } from '../state/relative-time.ts'
import { useDesk } from '../state/replica-context.tsx'
import { deskWords } from '../words/desk.ts'
import { faultWords } from '../words/fault.ts'
import { mailSetupWords } from '../words/mail-setup.ts'
import { Icon } from './icon.tsx'
import { MailboxDialog } from './mailbox-dialog.tsx'
import { ServerTrouble } from './server-trouble.tsx'
import { Table } from './table.tsx'

type Queue = { slug: string; name: string; address: string | null }

export function MailboxSettings() {
  const desk = useDesk()
  const [boxes, setBoxes] = createSignal<readonly Mailbox[] | null>(null)
  const [fault, setFault] = createSignal<Fault | null>(null)
  const [open, setOpen] = createSignal<Queue | null>(null)
  const load = async () => {
    const answer = await listMailboxes()
    setFault(answer.ok ? null : answer.fault)
    if (answer.ok) setBoxes(answer.value)
  }
  onMount(() => void load())
  const boxOf = (slug: string) => boxes()?.find((one) => one.queue === slug) ?? null
  const close = () => {
    setOpen(null)
    void load()
  }
  return (
    <section class="settings-section">
      <h2>{mailSetupWords.mailbox.title}</h2>
      <p class="muted">{mailSetupWords.mailbox.lead}</p>
      <ServerTrouble fault={fault()} onRetry={() => void load()} />
      <Show when={boxes()}>
        <Table
          label={mailSetupWords.mailbox.title}
          columns={[
            mailSetupWords.mailbox.queue,
            mailSetupWords.mailbox.account,
            deskWords.settings.state,
            { name: mailSetupWords.mailbox.change, look: 'hidden' },
          ]}
        >
          <For each={desk.info().queues}>
            {(queue) => (
              <tr>
                <th scope="row" dir="auto">
                  {queue.name}
                </th>
                <td>
                  <Show
                    when={boxOf(queue.slug)}
                    fallback={<span class="muted">{mailSetupWords.mailbox.none}</span>}
                  >
                    {(box) => (
                      <>
                        {box().settings.user}
                        <br />
                        <span class="muted">{box().settings.host}</span>
                      </>
                    )}
                  </Show>
                </td>
                <td>
                  <Show when={boxOf(queue.slug)}>{(box) => <BoxState box={box()} />}</Show>
                </td>
                <td class="is-action">
                  <button
                    type="button"
                    class="button is-small"
                    aria-label={mailSetupWords.mailbox.changeOf({ queue: queue.name })}
                    onClick={() => setOpen(queue)}
                  >
                    {boxOf(queue.slug)
                      ? mailSetupWords.mailbox.change
                      : mailSetupWords.mailbox.setUp}
                  </button>
                </td>
              </tr>
            )}
          </For>
        </Table>
      </Show>
      <Show when={open()} keyed>
        {(queue) => (
          <MailboxDialog
            queue={queue}
            box={boxOf(queue.slug)}
            onClose={() => setOpen(null)}
            onDone={close}
          />
        )}
      </Show>
    </section>
  )
}

const ICONS = { good: 'check', bad: 'attention', unknown: 'waiting' } as const

/** In a word, and below it what an admin can do something about. */
function BoxState(props: { box: Mailbox }) {
  const said = () => props.box.said
  const trouble = () => {
    if (!props.box.settings.isOn) return null
    if (!props.box.isHeld) return mailSetupWords.mailbox.nobody
    const now = said()
    if (!now || now.code === null) return null
    return faultWords[now.code]
  }
  const state = () => {
    if (!props.box.settings.isOn)
      return { name: 'unknown', text: mailSetupWords.mailbox.off } as const
    if (trouble() !== null) return { name: 'bad', text: mailSetupWords.mailbox.fails } as const
    if (!said()?.lookedAt) return { name: 'unknown', text: mailSetupWords.mailbox.begins } as const
    return { name: 'good', text: mailSetupWords.mailbox.works } as const
  }
  return (
    <div class="mailbox-state">
      <span class="state-mark" data-state={state().name}>
        <Icon name={ICONS[state().name]} />
        {state().text}
      </span>
      <Show when={trouble()}>
        {(text) => (
          <span>
            {text()} <Show when={said()?.detail}>{(detail) => <q dir="auto">{detail()}</q>}</Show>
          </span>
        )}
      </Show>
      <Show when={trouble() === null && said()?.fetchedAt}>
        {(at) => (
          <span class="muted">
            {mailSetupWords.mailbox.last({ ago: sayAgo(at(), Date.now()) })}
          </span>
        )}
      </Show>
      <Show when={trouble() === null && (said()?.waiting ?? 0)}>
        {(count) => <span class="muted">{mailSetupWords.mailbox.waiting({ n: count() })}</span>}
      </Show>
      <Show when={said()?.left.length}>
        {(count) => <span>{mailSetupWords.mailbox.left({ n: count() })}</span>}
      </Show>
    </div>
  )
}
