/**
 * Above the words of a reply: who writes it now, and what became of a review, each with what can be done about it. Not
 * here: the rules (shared/ticket/draft-turn); typing that is held up (reply-box).
 */
import { Match, Show, Switch, type JSX } from 'solid-js'
import type { Review, Writer } from '../../shared/ticket/draft-turn.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { useDesk } from '../state/replica-context.tsx'
import { sayClock } from '../state/relative-time.ts'
import type { TurnSignals } from '../state/create-turn.ts'
import { turnWords } from '../words/turn.ts'
import { Icon, type IconName } from './icon.tsx'

const IDLE_MINUTES = LIMITS.turnIdleMs / 60_000

export type ReviewActs = {
  good: () => void
  changes: () => void
  askAgain: () => void
  withdraw: () => void
}

export function TurnLine(props: {
  turn: TurnSignals
  acts: ReviewActs
  /** Sending was asked for: while a colleague's lock stands, and before a review was given. */
  isRefused: boolean
  isAsking: boolean
}) {
  return (
    <>
      <Show when={props.turn.writer()}>
        {(writer) => <WriterLine writer={writer()} turn={props.turn} isRefused={props.isRefused} />}
      </Show>
      <ReviewLine review={props.turn.review()} acts={props.acts} isAsking={props.isAsking} />
    </>
  )
}

function Line(props: {
  icon: IconName
  text: string
  isAsking?: boolean
  isGood?: boolean
  children?: JSX.Element
}) {
  return (
    <div class="turn-line" classList={{ 'is-asking': props.isAsking, 'is-good': props.isGood }}>
      <Icon name={props.icon} size={14} />
      {/* Two that take turns: what is said at once is not what is said politely. */}
      <p dir="auto" role={props.isAsking ? 'alert' : 'status'}>
        {props.text}
      </p>
      <div class="turn-acts">{props.children}</div>
    </div>
  )
}

function Act(props: { text: string; onClick: () => void }) {
  return (
    <button type="button" class="button is-small" onClick={() => props.onClick()}>
      {props.text}
    </button>
  )
}

function WriterLine(props: { writer: Writer; turn: TurnSignals; isRefused: boolean }) {
  const desk = useDesk()
  const me = desk.replica.me.id
  const name = () => desk.nameOf(props.writer.by)
  const isMine = () => props.writer.by === me
  const text = () => {
    const { isLocked, from } = props.writer
    if (isMine()) return isLocked ? turnWords.lockedForYou({ n: IDLE_MINUTES }) : turnWords.youWrite
    if (props.isRefused && isLocked) return turnWords.refused({ name: name() })
    if (from === me)
      return isLocked
        ? turnWords.takenLocked({ name: name(), n: IDLE_MINUTES })
        : turnWords.taken({ name: name() })
    return isLocked
      ? turnWords.locked({ name: name(), n: IDLE_MINUTES })
      : turnWords.writes({ name: name() })
  }
  return (
    <Line
      icon={props.writer.isLocked ? 'lock' : 'draft'}
      text={text()}
      isAsking={props.isRefused && !isMine() && props.writer.isLocked}
    >
      <Show
        when={isMine()}
        fallback={<Act text={turnWords.takeOver} onClick={() => props.turn.takeOver()} />}
      >
        <Act
          text={props.writer.isLocked ? turnWords.unlock : turnWords.doneWriting}
          onClick={() => props.turn.end()}
        />
      </Show>
    </Line>
  )
}

function ReviewLine(props: { review: Review; acts: ReviewActs; isAsking: boolean }) {
  const desk = useDesk()
  const me = desk.replica.me.id
  const asked = () => ('asked' in props.review ? props.review.asked : null)
  const isOfMe = () => asked()?.of === me
  const isByMe = () => asked()?.by === me
  const said = () => ('answer' in props.review ? props.review.answer : null)
  const at = (time: number) => sayClock(time, desk.clock.minute())
  const text = () => {
    const { review } = props
    if (review.state === 'none') return ''
    const name = desk.nameOf(review.asked.of)
    if (props.isAsking) return turnWords.notReviewed({ name })
    if (review.state === 'asked')
      return isOfMe()
        ? turnWords.askedYou({ name: desk.nameOf(review.asked.by) })
        : turnWords.waits({ name, when: at(review.asked.at) })
    const told = { name, when: at(review.answer.at) }
    if (review.state === 'good') return turnWords.good(told)
    return review.state === 'changed' ? turnWords.changed(told) : turnWords.changes(told)
  }
  return (
    <Show when={asked()}>
      <Line
        icon={props.review.state === 'good' ? 'check' : 'eye'}
        text={text()}
        isAsking={props.isAsking}
        isGood={props.review.state === 'good'}
      >
        <Switch>
          <Match when={isOfMe() && props.review.state !== 'good'}>
            <Act text={turnWords.looksGood} onClick={() => props.acts.good()} />
            <Show when={said()?.isGood !== false}>
              <Act text={turnWords.askChanges} onClick={() => props.acts.changes()} />
            </Show>
          </Match>
          <Match when={isByMe() && said() && props.review.state !== 'good'}>
            <Act text={turnWords.askAgain} onClick={() => props.acts.askAgain()} />
          </Match>
          <Match when={isByMe() && props.review.state === 'asked'}>
            <Act text={turnWords.withdraw} onClick={() => props.acts.withdraw()} />
          </Match>
        </Switch>
      </Line>
    </Show>
  )
}
