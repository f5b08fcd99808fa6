/** The list while somebody writes: what `#` and `{{` offer, the keys it takes, and the many it leaves alone. */
import { cleanup, fireEvent, render, screen } from '@solidjs/testing-library'
import { createRoot, createSignal } from 'solid-js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Ticket } from '../../shared/ticket/ticket.ts'
import { ASKED_KINDS, type AskedKind } from '../state/asked-for.ts'
import { createDesk, DeskProvider, type Desk } from '../state/replica-context.tsx'
import { makeTickets } from '../test-stage/sample-tickets.ts'
import { makeStandIn, type StandIn } from '../test-stage/stand-in-replica.ts'
import { ticketWords } from '../words/ticket.ts'
import { createOfferPlace } from './offer-place.tsx'

const [sample] = [...makeTickets(1, 0).entries()]
if (!sample) throw new Error('there are no samples')
const [id, ticket] = sample

let replica: StandIn
let desk: Desk
let dispose = () => {}
beforeEach(() => {
  desk = createRoot((done) => {
    dispose = done
    replica = makeStandIn({ tickets: 40, now: Date.now() })
    return createDesk(replica)
  })
})
afterEach(() => {
  cleanup()
  dispose()
})

/** A field as the note has one, which keeps no key that the list did not take. */
function open(kinds: readonly AskedKind[] = ASKED_KINDS, about: Ticket = ticket) {
  let field: HTMLTextAreaElement | undefined
  const left: string[] = []
  const Place = () => {
    const [text, setText] = createSignal('')
    const offers = createOfferPlace({
      kinds,
      text,
      id: () => id,
      ticket: () => about,
      put(from, words) {
        field?.setRangeText(words, from, field.selectionStart, 'end')
        setText(field?.value ?? '')
        offers.look(field?.value ?? '', true)
      },
    })
    return (
      <>
        <offers.List />
        <textarea
          aria-label="words"
          ref={field}
          {...offers.aria()}
          value={text()}
          onInput={(event) => offers.look(event.currentTarget.value, true)}
          onSelect={(event) => offers.look(event.currentTarget.value, false)}
          onKeyDown={(event) => {
            if (offers.takeKey(event)) event.preventDefault()
            else left.push(event.key)
          }}
        />
      </>
    )
  }
  render(() => (
    <DeskProvider desk={desk}>
      <Place />
    </DeskProvider>
  ))
  if (!field) throw new Error('there is no field')
  const words = field
  return {
    field: words,
    left,
    type: (value: string) => fireEvent.input(words, { target: { value } }),
    press: (key: string, more: KeyboardEventInit = {}) =>
      fireEvent.keyDown(words, { key, ...more }),
  }
}

const options = () => screen.queryAllByRole('option').map((one) => one.textContent ?? '')
const another = () => {
  const row = replica.rows().find((one) => one.id !== id)
  if (!row) throw new Error('there is one ticket alone')
  return row
}

describe('[WO18] # and what is typed behind it', () => {
  test('offers tickets by number, subject and requester, said to whoever hears it, and puts the number in', () => {
    const place = open()
    const { number, subject, requester } = another()
    place.type(`as in #${number}`)
    const list = screen.getByRole('listbox', { name: ticketWords.composer.ticketList })
    expect(place.field.getAttribute('aria-controls')).toBe(list.id)
    const first = list.querySelector('[role="option"]')
    expect(place.field.getAttribute('aria-activedescendant')).toBe(first?.id)
    expect(first?.textContent).toContain(`#${number}`)
    expect(first?.textContent).toContain(subject)
    expect(first?.textContent).toContain(requester)
    place.press('Enter')
    expect(place.field.value).toBe(`as in #${number}`)
    expect(options()).toEqual([])
    // Chosen, it asks no more, and the next Enter is the text's.
    place.press('Enter')
    expect(place.left).toEqual(['Enter'])

    place.type('')
    place.type(`#${subject.slice(0, 12).toUpperCase()}`)
    expect(options().some((one) => one.includes(`#${number}`))).toBe(true)
    place.type('')
    place.type(`#${requester.slice(0, 5)}`)
    expect(options().some((one) => one.includes(requester))).toBe(true)
  })

  test('is walked by arrows, taken by Tab or a click, left by Escape', () => {
    const place = open()
    place.type('#1')
    const all = options()
    expect(all.length).toBeGreaterThan(2)
    place.press('ArrowDown')
    const numberIn = (text: string | undefined) => /#\d+/.exec(text ?? '')?.[0]
    place.press('Tab')
    expect(place.field.value).toBe(numberIn(all[1]))
    place.type('')
    place.type('#1')
    const last = screen.getAllByRole('option').at(-1)
    if (last) fireEvent.click(last)
    expect(place.field.value).toBe(numberIn(all.at(-1)))

    place.type('')
    place.type('#1')
    place.press('Escape')
    expect(options()).toEqual([])
    // It stays closed while the same is typed on, and its Escape was not the composer's.
    place.type('#10')
    expect(options()).toEqual([])
    expect(place.left).toEqual([])
    place.press('Escape')
    expect(place.left).toEqual(['Escape'])
  })

  test('takes no key where nothing is offered, nor one that is held with others', () => {
    const place = open()
    const keys = ['Enter', 'Tab', 'ArrowDown', 'Escape']
    for (const words of ['#', 'we are #1 priority', '#no-such-ticket-anywhere', '{{ handlebars']) {
      place.left.length = 0
      place.type(words)
      for (const key of keys) place.press(key)
      expect(options()).toEqual([])
      expect(screen.queryByRole('status')).toBeNull()
      expect(place.left).toEqual(keys)
    }
    place.left.length = 0
    place.type('#1')
    expect(options().length).toBeGreaterThan(0)
    place.press('Tab', { shiftKey: true })
    place.press('Enter', { shiftKey: true })
    place.press('Enter', { ctrlKey: true })
    place.press('Enter', { isComposing: true })
    expect(place.left).toHaveLength(4)
  })

  test('asks nothing of a caret that only came by', () => {
    const place = open()
    place.field.value = '#1'
    fireEvent.select(place.field)
    expect(options()).toEqual([])
    place.press('Enter')
    expect(place.left).toEqual(['Enter'])
  })

  test('without a network too; of this device alone, and not the ticket one writes on', () => {
    replica.setOffline(true)
    const place = open()
    place.type(`#${ticket.facts.number}`)
    expect(options().some((one) => one.includes(`#${ticket.facts.number} `))).toBe(false)
    const { id: gone, number } = another()
    const isOffered = () => options().some((one) => one.includes(`#${number}`))
    place.type('')
    place.type(`#${number}`)
    expect(isOffered()).toBe(true)
    // Nor one that goes while the list is open.
    replica.takeAway(gone, 'rights')
    expect(isOffered()).toBe(false)
  })
})

describe('[WO17] {{', () => {
  test('offers each variable with what it says on this ticket, and puts that in', () => {
    const place = open()
    place.type('Dear {{')
    const list = screen.getByRole('listbox', { name: ticketWords.composer.variableList })
    expect(list.querySelectorAll('[role="option"]')).toHaveLength(8)
    place.type('Dear {{requ')
    expect(options()).toEqual([`{{requester}}${ticket.facts.requester.name}`])
    place.press('Enter')
    expect(place.field.value).toBe(`Dear ${ticket.facts.requester.name}`)
    expect(options()).toEqual([])
  })

  test('one that nobody knows here says so, and stands as a macro leaves it', () => {
    const unnumbered = { ...ticket, facts: { ...ticket.facts, number: 0 } }
    const place = open(ASKED_KINDS, unnumbered)
    place.type('It is {{num')
    expect(options()).toEqual([`{{number}}${ticketWords.composer.variableOpen}`])
    place.press('Tab')
    expect(place.field.value).toBe('It is {{number}}')
    expect(options()).toEqual([])
  })
})
