/** One address on its way here: how far it is, what to do now, what was found, counted and tested, and what is missing. */
import { A } from '@solidjs/router'
import { createSignal, For, Match, onCleanup, Show, Switch } from 'solid-js'
import type { Result } from '../../shared/kit/fault.ts'
import type { MailDomain } from '../../shared/wire/mail-domains.ts'
import {
  MOVE_STEPS,
  sayMissing,
  sayNext,
  type Move,
  type MoveStep,
} from '../../shared/wire/moving.ts'
import { deskWords } from '../words/desk.ts'
import { mailSetupWords } from '../words/mail-setup.ts'
import { createAct } from '../state/create-act.ts'
import { endMove, listMoves, sendTest, takeStep } from '../state/moves.ts'
import { sayAgo } from '../state/relative-time.ts'
import { useDesk } from '../state/replica-context.tsx'
import { Icon } from './icon.tsx'
import { FindingLine } from './mail-domain.tsx'
import { MoveDays } from './move-days.tsx'
import { MovePlanForm } from './move-plan.tsx'
import { MoveTests } from './move-tests.tsx'
import { SureButton } from './sure-button.tsx'
import { TroubleLine } from './trouble-line.tsx'

/** While a test mail is under way, this often; then no more. */
const LOOK_EVERY_MS = 3_000

export function MoveCard(props: {
  move: Move
  name: string
  domains: readonly MailDomain[]
  onChange: (move: Move) => void
  onEnd: () => void
}) {
  const desk = useDesk()
  const act = createAct()
  const [isPlanning, setPlanning] = createSignal(false)
  let next: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(next))

  const change = (work: () => Promise<Result<Move>>) => act.run(work, props.onChange)
  const watch = () => {
    clearTimeout(next)
    next = setTimeout(() => void look(), LOOK_EVERY_MS)
  }
  const look = async () => {
    const answer = await listMoves()
    const found = answer.ok ? answer.value.find(({ queue }) => queue === props.move.queue) : null
    if (found) props.onChange(found)
    if (!found || found.tests[0]?.state === 'under-way') watch()
  }
  const test = async () => {
    await change(() => sendTest(props.move.queue))
    watch()
  }
  const step = (to: MoveStep, isAllTheSame = false) =>
    void change(() => takeStep(props.move.queue, to, isAllTheSame))
  const end = () =>
    act.run(
      () => endMove(props.move.queue),
      () => {
        desk.say(mailSetupWords.move.ended({ queue: props.name }))
        props.onEnd()
      },
    )

  const at = () => MOVE_STEPS.indexOf(props.move.step)
  const findings = () =>
    props.domains
      .filter(({ addresses }) => addresses.includes(props.move.address ?? ''))
      .flatMap((domain) => domain.findings)
      .filter(({ kind }) => kind === 'mx' || kind === 'spf')
  const todo = () =>
    props.move.step === 'both'
      ? mailSetupWords.move.todoBoth[props.move.plan.place]
      : mailSetupWords.move.todo[props.move.step]

  return (
    <article class="move" aria-label={props.move.address ?? props.name}>
      <header>
        <h3>{props.move.address ?? deskWords.settings.noAddress}</h3>
        <p class="muted">
          {props.name} ·{' '}
          {mailSetupWords.move.begunAt({ ago: sayAgo(props.move.begunAt, desk.clock.minute()) })}
        </p>
      </header>
      <ol class="move-steps">
        <For each={MOVE_STEPS}>
          {(one, index) => (
            <li
              data-state={index() < at() ? 'past' : index() === at() ? 'now' : 'later'}
              aria-current={index() === at() ? 'step' : undefined}
            >
              <Show when={index() < at()} fallback={<span>{index() + 1}</span>}>
                <Icon name="check" />
              </Show>
              {mailSetupWords.move.steps[one]}
            </li>
          )}
        </For>
      </ol>
      <Show when={props.move.isUnproved}>
        <p class="move-unproved">
          <Icon name="attention" /> {mailSetupWords.move.unproved}
        </p>
      </Show>
      <section class="move-part">
        <h4>{mailSetupWords.move.now}</h4>
        <ul class="move-todo">
          <For each={todo()}>{(line) => <li>{line}</li>}</For>
        </ul>
        <Show when={props.move.step === 'both' && props.move.plan.place !== 'forward'}>
          <p>
            <A href="/settings/mailboxes">{mailSetupWords.move.toMailbox}</A>
          </p>
        </Show>
        <Show
          when={isPlanning()}
          fallback={
            <p class="muted">
              {mailSetupWords.move.places[props.move.plan.place]}.{' '}
              {mailSetupWords.move.watched({ n: props.move.plan.quietDays })}{' '}
              <button type="button" class="button is-small" onClick={() => setPlanning(true)}>
                {mailSetupWords.move.changePlan}
              </button>
            </p>
          }
        >
          <MovePlanForm
            queue={props.move.queue}
            address={props.move.address ?? ''}
            plan={props.move.plan}
            domains={props.domains}
            onCancel={() => setPlanning(false)}
            onDone={(move) => {
              setPlanning(false)
              props.onChange(move)
            }}
          />
        </Show>
      </section>
      <section class="move-part">
        <h4>{mailSetupWords.move.records}</h4>
        <Show
          when={findings().length > 0}
          fallback={<p class="muted">{mailSetupWords.move.noFindings}</p>}
        >
          <ul class="move-list">
            <For each={findings()}>{(finding) => <FindingLine finding={finding} />}</For>
          </ul>
        </Show>
        <p>
          <A href="/settings/domains">{mailSetupWords.move.toDomains}</A>
        </p>
      </section>
      <MoveDays days={props.move.days} />
      <MoveTests
        tests={props.move.tests}
        isBusy={act.isBusy()}
        canSend={props.move.address !== null && props.move.step !== 'done'}
        onSend={() => void test()}
      />
      <Show when={props.move.step !== 'done'}>
        <section class="move-part">
          <h4>{mailSetupWords.move.proof}</h4>
          <Show
            when={props.move.missing.length > 0}
            fallback={
              <p class="state-mark" data-state="good">
                <Icon name="check" />
                {mailSetupWords.move.proved}
              </p>
            }
          >
            <ul class="move-list">
              <For each={props.move.missing}>
                {(code) => (
                  <li class="finding" data-state="advice">
                    <Icon name="info" />
                    <span>
                      <strong>{sayMissing(code)}</strong> {sayNext(code)}{' '}
                      <code class="finding-code">{code}</code>
                    </span>
                  </li>
                )}
              </For>
            </ul>
          </Show>
        </section>
      </Show>
      <TroubleLine text={act.trouble()} />
      <Steps move={props.move} isBusy={act.isBusy()} onStep={step} onEnd={() => void end()} />
    </article>
  )
}

function Steps(props: {
  move: Move
  isBusy: boolean
  onStep: (step: MoveStep, isAllTheSame?: boolean) => void
  onEnd: () => void
}) {
  const button = (to: MoveStep, text: string, look: 'first' | 'other' | 'all-the-same') => (
    <button
      type="button"
      class="button"
      classList={{ 'is-primary': look === 'first' }}
      disabled={props.isBusy}
      onClick={() => props.onStep(to, look === 'all-the-same')}
    >
      {text}
    </button>
  )
  return (
    <footer class="move-acts">
      <Switch>
        <Match when={props.move.step === 'planned'}>
          {button('both', mailSetupWords.move.toBoth, 'first')}
        </Match>
        <Match when={props.move.step === 'both'}>
          <Show
            when={props.move.missing.length === 0}
            fallback={button('redirected', mailSetupWords.move.allTheSame, 'all-the-same')}
          >
            {button('redirected', mailSetupWords.move.toRedirected, 'first')}
          </Show>
          {button('planned', mailSetupWords.move.back, 'other')}
        </Match>
        <Match when={props.move.step === 'redirected'}>
          {button('done', mailSetupWords.move.toDone, 'first')}
          {button('both', mailSetupWords.move.back, 'other')}
        </Match>
      </Switch>
      <SureButton
        text={mailSetupWords.move.remove}
        ask={mailSetupWords.move.removeSure}
        isBusy={props.isBusy}
        onSure={() => props.onEnd()}
      />
    </footer>
  )
}
