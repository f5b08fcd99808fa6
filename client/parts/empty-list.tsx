/** In place of a list in which nothing is: what will fill it, when something is due, how much sleeps. Lazy, right behind the list. */
import { A } from '@solidjs/router'
import { createMemo, Show } from 'solid-js'
import { LIMITS } from '../../shared/kit/limits.ts'
import { DemoState } from '../../shared/wire/demo.ts'
import { callApi } from '../state/api.ts'
import { createAct } from '../state/create-act.ts'
import { keyHint } from '../state/key-hint.ts'
import type { CommandId } from '../state/keys.ts'
import { useDesk } from '../state/replica-context.tsx'
import { sayClock } from '../state/relative-time.ts'
import { restOf } from '../state/rest-of-desk.ts'
import { emptyWords } from '../words/empty.ts'
import { keyWords } from '../words/key.ts'
import { TroubleLine } from './trouble-line.tsx'

/** What puts a ticket into the list. */
const FILLED_BY: Partial<Record<keyof typeof emptyWords.lists, CommandId>> = {
  mine: 'assign-me',
  snoozed: 'snooze',
  solved: 'done-next',
  spam: 'spam',
}

const NOTHING = { nextDue: null, snoozed: 0 }

export function EmptyList(props: { kind: keyof typeof emptyWords.lists }) {
  const desk = useDesk()
  const rest = createMemo(() =>
    props.kind === 'inbox' ? restOf(desk.rows.all(), desk.clock.minute()) : NOTHING,
  )
  const hint = () => {
    const filledBy = FILLED_BY[props.kind]
    return filledBy === undefined ? '' : keyHint(filledBy)
  }
  const act = createAct()
  const isFirst = () =>
    (props.kind === 'inbox' || props.kind === 'all') && desk.rows.all().length === 0
  const address = () => desk.info().queues.find((queue) => queue.address !== null)?.address ?? null
  const bring = () =>
    act.run(
      () => callApi('POST', '/api/demo', DemoState),
      () => desk.say(emptyWords.demo.brought),
    )
  return (
    <div class="list-empty">
      <p class="empty-title">{emptyWords.lists[props.kind][0]}</p>
      <Show
        when={rest().nextDue}
        fallback={
          <p>
            {emptyWords.lists[props.kind][1]}
            <Show when={hint()}>
              {(key) => (
                <>
                  {' '}
                  <kbd>{key()}</kbd>
                </>
              )}
            </Show>
          </p>
        }
      >
        {(at) => <p>{emptyWords.nextDue({ when: sayClock(at(), desk.clock.minute()) })}</p>}
      </Show>
      <Show when={rest().snoozed > 0}>
        <p>
          <A href="/v/snoozed">{emptyWords.snoozed({ n: rest().snoozed })}</A>
        </p>
      </Show>
      <Show when={isFirst() ? address() : null}>
        {(at) => (
          <p>
            <a href={`mailto:${at()}`}>{emptyWords.testMail({ address: at() })}</a>
          </p>
        )}
      </Show>
      <Show when={isFirst() && desk.info().me.role === 'admin'}>
        <p>
          <button
            type="button"
            class="button"
            aria-disabled={act.isBusy()}
            onClick={() => void bring()}
          >
            {emptyWords.demo.bring({ n: LIMITS.demoTickets })}
          </button>
        </p>
        <TroubleLine text={act.trouble()} />
      </Show>
      <Show when={props.kind === 'inbox' || props.kind === 'all'}>
        <p>
          <A href="/practice">{keyWords.sheet.practice}</A>
        </p>
      </Show>
    </div>
  )
}
