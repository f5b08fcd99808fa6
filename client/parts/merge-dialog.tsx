/**
 * Merging the open ticket with another one: which, in which direction, and what will happen, before it does. Not here: the
 * plan (shared/ticket/merge-plan), doing and undoing it (ticket-acts).
 */
import { createEffect, createMemo, createSignal, For, on, onCleanup, Show } from 'solid-js'
import { planMerge, type MergePlan } from '../../shared/ticket/merge-plan.ts'
import type { Row } from '../../shared/ticket/ticket.ts'
import { actWords } from '../words/act.ts'
import { createAct } from '../state/create-act.ts'
import { sayParts } from '../state/plan-words.ts'
import { useDesk } from '../state/replica-context.tsx'
import { askFor } from '../state/ticket-acts.ts'
import { listed } from '../words/read-words.ts'
import { Dialog } from './dialog.tsx'
import { FormFoot } from './form-foot.tsx'
import { TicketFinder } from './ticket-finder.tsx'

const text = actWords.merge

export function MergeDialog(props: {
  row: Row
  onClose: () => void
  onOpenTicket: (id: string) => void
}) {
  const desk = useDesk()
  const [other, setOther] = createSignal<Row | null>(null)
  return (
    <Dialog
      title={text.title({ n: props.row.number })}
      class="act-dialog merge-dialog"
      onClose={props.onClose}
    >
      <Show
        when={other()}
        fallback={
          <div class="act-form">
            <TicketFinder from={props.row} onPick={setOther} />
          </div>
        }
      >
        {(chosen) => (
          <MergePreview
            one={props.row}
            other={desk.rows.byId(chosen().id) ?? chosen()}
            onBack={() => setOther(null)}
            onDone={(into) => {
              props.onClose()
              props.onOpenTicket(into)
            }}
          />
        )}
      </Show>
    </Dialog>
  )
}

function MergePreview(props: {
  one: Row
  other: Row
  onBack: () => void
  onDone: (into: string) => void
}) {
  const desk = useDesk()
  const act = createAct()
  const [isTurned, setTurned] = createSignal(false)
  const from = () => (isTurned() ? props.other : props.one)
  const into = () => (isTurned() ? props.one : props.other)
  /** `null`: not both are here. No resource: what waits for one takes a dialog off the screen meanwhile. */
  const [plan, setPlan] = createSignal<MergePlan | null | undefined>()
  createEffect(
    on([() => from().id, () => into().id], ([left, right]) => {
      let isOver = false
      onCleanup(() => (isOver = true))
      void Promise.all([desk.replica.openTicket(left), desk.replica.openTicket(right)]).then(
        ([one, other]) => {
          if (!isOver)
            setPlan(one.ok && other.ok ? planMerge(one.value.ticket, other.value.ticket) : null)
        },
      )
    }),
  )
  const hasDraft = createMemo(() => desk.replica.draftTickets().includes(from().id))
  const isOffline = () => desk.sync.status().link.state !== 'live'
  const merge = async () => {
    const [left, right] = [from(), into()]
    const isKept = await askFor(desk, {
      ticket: left.id,
      command: { kind: 'merge', ticket: left.id, into: right.id },
      words: { title: text.waiting({ into: right.number }), text: null },
      title: text.done({ from: left.number, into: right.number }),
      back: { kind: 'unmerge', ticket: left.id },
    })
    if (isKept) props.onDone(right.id)
  }
  return (
    <form
      class="act-form"
      onSubmit={(event) => {
        event.preventDefault()
        void merge()
      }}
    >
      <fieldset class="act-choice is-column">
        <legend>{text.direction}</legend>
        <For each={[false, true]}>
          {(turned) => (
            <label class="act-tick">
              <input
                type="radio"
                name="direction"
                checked={isTurned() === turned}
                // The field that found it is gone, and the focus with it.
                ref={(radio) => {
                  if (!turned) queueMicrotask(() => radio.focus())
                }}
                onChange={() => setTurned(turned)}
              />
              <span dir="auto">
                {turned
                  ? text.into({
                      from: props.other.number,
                      into: props.one.number,
                      subject: props.one.subject,
                    })
                  : text.into({
                      from: props.one.number,
                      into: props.other.number,
                      subject: props.other.subject,
                    })}
              </span>
            </label>
          )}
        </For>
      </fieldset>
      <section class="act-plan" aria-label={text.plan} aria-live="polite">
        <Show when={plan() !== undefined}>
          <Show when={plan()} fallback={<p>{text.notHere}</p>}>
            {(made) => (
              <ul>
                <For each={sayPlan(made(), { from: from(), into: into(), hasDraft: hasDraft() })}>
                  {(line) => (
                    <li classList={{ 'is-warning': line.isWarning }} dir="auto">
                      {line.words}
                    </li>
                  )}
                </For>
              </ul>
            )}
          </Show>
        </Show>
      </section>
      <p class="act-hint">{isOffline() ? text.willBe : text.reversible}</p>
      <FormFoot
        act={act}
        submit={text.submit({ from: from().number, into: into().number })}
        isWrong={plan()?.isTooMuch === true}
      >
        <button type="button" class="button is-quiet" onClick={() => props.onBack()}>
          {text.another}
        </button>
      </FormFoot>
    </form>
  )

  function sayPlan(
    made: MergePlan,
    { from: left, into: right, hasDraft: isWriting }: { from: Row; into: Row; hasDraft: boolean },
  ): { words: string; isWarning: boolean }[] {
    const lines: [isSo: boolean, say: string, isWarning?: boolean][] = [
      [made.isTooMuch, text.tooMuch, true],
      [true, text.moves({ into: right.number, what: sayParts(made) })],
      [true, text.closes({ n: left.number })],
      [
        made.seenBy.length > 0,
        text.seenBy({ queues: listed(made.seenBy.map((queue) => desk.queueName(queue))) }),
        true,
      ],
      [made.isSameRequester, text.sameRequester({ name: right.requester })],
      [!made.isSameRequester, text.otherRequester({ name: right.requester })],
      [
        made.people.length > 0,
        text.people({ names: listed(made.people.map(({ name, address }) => name || address)) }),
      ],
      [isWriting, text.draft({ n: right.number })],
      [made.goingOut > 0, text.goingOut({ n: made.goingOut }), true],
      [made.putOff > 0, text.putOff({ n: made.putOff }), true],
      [made.clocks > 0, text.clocks({ from: left.number, n: made.clocks, into: right.number })],
    ]
    return lines
      .filter(([isSo]) => isSo)
      .map(([, say, isWarning = false]) => ({ words: say, isWarning }))
  }
}
