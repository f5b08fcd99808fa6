/**
 * The place where somebody writes in which `@` offers people, `#` tickets and `{{` variables: the list above the words and
 * the keys while it is open. Not here: what is typed (state/asked-for), whom one may mention (state/mentions), which tickets
 * are found (state/find-ticket), and where the chosen goes.
 */
import { createMemo, createSignal, Match, Show, Switch, type Accessor } from 'solid-js'
import type { Row, Ticket } from '../../shared/ticket/ticket.ts'
import {
  askedIn,
  isSameAsked,
  offeredVariables,
  type Asked,
  type AskedKind,
  type OfferedVariable,
} from '../state/asked-for.ts'
import { findTickets } from '../state/find-ticket.ts'
import { valuesOf } from '../state/macros.ts'
import { mentionable, mentionedIn, offer, type Mentionable } from '../state/mentions.ts'
import { useDesk } from '../state/replica-context.tsx'
import { words } from '../words/first.ts'
import { ticketWords } from '../words/ticket.ts'
import { Avatar } from './avatar.tsx'
import { createPicker, PickList } from './picker.tsx'
import { StatusMark } from './status-mark.tsx'

const LIST_ID = 'offer-list'
const TICKETS_OFFERED = 8

type Offered =
  | { kind: 'person'; person: Mentionable }
  | { kind: 'ticket'; row: Row }
  | ({ kind: 'variable' } & OfferedVariable)

/** What stands in the place of what was typed. */
function wordsOf(chosen: Offered): string {
  switch (chosen.kind) {
    case 'person':
      return `@${chosen.person.handle} `
    case 'ticket':
      return `#${chosen.row.number}`
    case 'variable':
      // As a macro leaves it: whoever sends has to fill it in.
      return chosen.value ?? `{{${chosen.name}}}`
  }
}

export function createOfferPlace(options: {
  /** What is offered here; of two that both could be meant, the first. */
  kinds: readonly AskedKind[]
  /** All that is written, for who is mentioned in it. */
  text: Accessor<string>
  id: Accessor<string>
  ticket: Accessor<Ticket>
  /** Puts words in the place of those from `from` up to the caret. */
  put: (from: number, words: string, kind: AskedKind) => void
}) {
  const desk = useDesk()
  const row = () => desk.rows.byId(options.id())
  const people = createMemo(() => {
    const about = row()
    return about ? mentionable(desk.info().people, { me: desk.replica.me.id, row: about }) : []
  })
  const [asked, setAsked] = createSignal<Asked | null>(null, { equals: isSameAsked })
  /** It was left or chosen from: what stands there, and goes on so, asks no more. */
  let over: Asked | null = null
  const isOver = (about: Asked) =>
    over?.kind === about.kind && over.from === about.from && about.words.startsWith(over.words)
  /** The same question, maybe with another letter, or moved by what a colleague typed before it. */
  const goesOn = (about: Asked, was: Asked | null) =>
    about.kind === was?.kind && (about.from === was.from || about.words === was.words)

  const offeredFor = (about: Asked): Offered[] => {
    switch (about.kind) {
      case 'person':
        return offer(people(), about.words).map((person) => ({ kind: 'person', person }))
      case 'ticket': {
        const from = { id: options.id(), address: row()?.address ?? '' }
        const wanted = { typed: about.words, from, most: TICKETS_OFFERED }
        // One that was made here has no number to be named by.
        return findTickets(desk.rows.all(), wanted)
          .filter(({ number }) => number > 0)
          .map((one) => ({ kind: 'ticket', row: one }))
      }
      case 'variable':
        return offeredVariables(about.words, valuesOf(desk, options.ticket())).map((one) => ({
          kind: 'variable',
          ...one,
        }))
    }
  }
  const found = createMemo(() => {
    const about = asked()
    return about ? offeredFor(about) : []
  })
  /** Only of people it is said that nobody is called so; after a space it may be a sentence that goes on. */
  const isNobody = () => {
    const about = asked()
    return about?.kind === 'person' && found().length === 0 && !about.words.includes(' ')
  }
  const isOpen = () => found().length > 0 || isNobody()
  const leave = () => {
    over = asked()
    setAsked(null)
  }
  const pick = (chosen: Offered) => {
    const about = asked()
    if (!about) return
    const words = wordsOf(chosen)
    over = { ...about, words: words.slice(1) }
    setAsked(null)
    options.put(about.from, words, chosen.kind)
  }
  const picker = createPicker({ id: LIST_ID, items: found, onPick: pick })
  const mentions = createMemo(() => mentionedIn(options.text(), people()))
  const label = () => {
    const { mentionList, ticketList, variableList } = ticketWords.composer
    return { person: mentionList, ticket: ticketList, variable: variableList }[
      asked()?.kind ?? 'person'
    ]
  }
  return {
    mentions,
    /**
     * After every change of the words or the caret.
     *
     * @param before   the words up to it; null: it is a range, or nowhere
     * @param isTyped  somebody typed here just now: a caret that comes to a number has asked for nothing
     */
    look(before: string | null, isTyped: boolean) {
      const about = before === null ? null : askedIn(before, options.kinds)
      const was = asked()
      if (about === null || !isOver(about)) over = null
      const isAsking = about !== null && (isTyped || about.kind === 'person' || goesOn(about, was))
      if (!isAsking || over !== null) return void setAsked(null)
      if (!isSameAsked(about, was)) picker.moveTo(0)
      setAsked(about)
    },
    close() {
      over = null
      setAsked(null)
    },
    /** True: the key was the list's. */
    takeKey(event: KeyboardEvent): boolean {
      if (!isOpen() || event.isComposing) return false
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
      const count = found().length
      const chosen = picker.current()
      if (event.key === 'Escape') leave()
      else if (chosen === undefined || event.ctrlKey || event.metaKey) return false
      // Going back a field and breaking a line are the text's own.
      else if (event.shiftKey || event.altKey) return false
      else if (step !== 0) picker.moveTo((picker.at() + step + count) % count)
      else if (event.key === 'Enter' || event.key === 'Tab') pick(chosen)
      else return false
      return true
    },
    /** Of the field. */
    aria: () => ({
      'aria-autocomplete': 'list' as const,
      'aria-controls': isOpen() ? LIST_ID : undefined,
      'aria-activedescendant': found().length > 0 ? `${LIST_ID}-${picker.at()}` : undefined,
    }),
    List: () => (
      <Show when={isOpen()}>
        <PickList
          picker={picker}
          class="offer-list"
          label={label()}
          nothing={
            <p class="choice-none" role="status">
              {ticketWords.composer.mentionNobody}
            </p>
          }
        >
          {(one) => <OfferLine offered={one} />}
        </PickList>
      </Show>
    ),
  }
}

function OfferLine(props: { offered: Offered }) {
  const person = () => (props.offered.kind === 'person' ? props.offered.person : null)
  const row = () => (props.offered.kind === 'ticket' ? props.offered.row : null)
  const variable = () => (props.offered.kind === 'variable' ? props.offered : null)
  return (
    <Switch>
      <Match when={person()}>
        {(one) => (
          <>
            <Avatar id={one().id} name={one().name} size="s" isDecoration />
            <span class="palette-title" dir="auto">
              {one().name}
            </span>
            <Show when={one().handle === one().email}>
              <span class="muted">{one().email}</span>
            </Show>
          </>
        )}
      </Match>
      <Match when={row()}>
        {(one) => (
          <>
            <StatusMark status={one().status} />
            <span class="row-number">{words.ticketNumber({ n: one().number })}</span>
            <span class="palette-title" dir="auto">
              {one().subject || words.list.noSubject}
            </span>
            <span class="muted found-who" dir="auto">
              {one().requester || one().address}
            </span>
          </>
        )}
      </Match>
      <Match when={variable()}>
        {(one) => (
          <>
            <span class="offer-variable" dir="ltr">{`{{${one().name}}}`}</span>
            <Show
              when={one().value}
              fallback={
                <span class="palette-title offer-open">{ticketWords.composer.variableOpen}</span>
              }
            >
              {(value) => (
                <span class="palette-title" dir="auto">
                  {value()}
                </span>
              )}
            </Show>
          </>
        )}
      </Match>
    </Switch>
  )
}
