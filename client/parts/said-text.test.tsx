/** Plain words in a thread: chips for people, links for other tickets of this device, and nothing else of them. */
import { cleanup, fireEvent, render, screen } from '@solidjs/testing-library'
import { createRoot } from 'solid-js'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDesk, DeskProvider, type Desk } from '../state/replica-context.tsx'
import { makeStandIn, type StandIn } from '../test-stage/stand-in-replica.ts'
import { markNamed, showNamed } from './mail-references.ts'
import { SaidText } from './said-text.tsx'

let replica: StandIn
let desk: Desk
let dispose = () => {}
let opened: string[]
beforeEach(() => {
  opened = []
  desk = createRoot((done) => {
    dispose = done
    replica = makeStandIn({ tickets: 5, now: Date.now() })
    return createDesk(replica)
  })
})
afterEach(() => {
  cleanup()
  dispose()
})

const rowAt = (at: number) => {
  const row = replica.rows()[at]
  if (!row) throw new Error('there is no such ticket')
  return row
}

function show(text: string, more: { mentions?: readonly string[]; isPlain?: true } = {}) {
  const { container } = render(() => (
    <DeskProvider desk={desk}>
      <SaidText
        text={text}
        mentions={more.mentions}
        ticket={rowAt(0).id}
        onOpenTicket={more.isPlain ? undefined : (id) => opened.push(id)}
      />
    </DeskProvider>
  ))
  return container
}

test('[WO19] another ticket that is named is a link with its subject; what is unknown, and itself, is text', () => {
  const [self, one, two] = [rowAt(0), rowAt(1), rowAt(2)]
  const text = `As in #${one.number} and (#${two.number}), not #99999, here #${self.number}.`
  const container = show(text)
  expect(container.textContent).toBe(text)
  const links = screen.getAllByRole('link')
  expect(links.map((link) => [link.textContent, link.title, link.getAttribute('href')])).toEqual([
    [`#${one.number}`, one.subject, `/app/t/${one.id}`],
    [`#${two.number}`, two.subject, `/app/t/${two.id}`],
  ])
  const [first, second] = links
  if (!first || !second) throw new Error('there are no links')
  expect(fireEvent.click(first)).toBe(false)
  expect(opened).toEqual([one.id])
  // In a tab of its own it is the browser's.
  second.addEventListener('click', (event) => {
    expect(event.defaultPrevented).toBe(false)
    event.preventDefault()
  })
  fireEvent.click(second, { ctrlKey: true })
  expect(opened).toEqual([one.id])
})

test('[WO19] [RI2] its subject goes with the right to it, from words that stand there', () => {
  const one = rowAt(1)
  const container = show(`As in #${one.number}.`)
  expect(screen.getByRole('link').title).toBe(one.subject)
  replica.takeAway(one.id, 'rights')
  expect(screen.queryByRole('link')).toBeNull()
  expect(container.textContent).toBe(`As in #${one.number}.`)
  expect(container.innerHTML).not.toContain(one.subject)
})

test('a note keeps its chips beside links; where nothing can be opened nothing is a link', () => {
  const person = desk.info().people[0]
  if (!person) throw new Error('there is nobody')
  const text = `@${person.name} see #${rowAt(1).number}`
  expect(show(text, { mentions: [person.id] }).querySelector('.mention')?.textContent).toBe(
    `@${person.name}`,
  )
  expect(screen.getAllByRole('link')).toHaveLength(1)
  cleanup()
  expect(show(text, { isPlain: true }).textContent).toBe(text)
  expect(screen.queryByRole('link')).toBeNull()
})

test('[WO19] in a formatted mail too, but for its code and its own links, and only while the ticket is there', () => {
  const page = document.implementation.createHTMLDocument()
  page.body.innerHTML =
    '<p>See <b>#12</b>, #13 and #14.</p><pre>#12</pre><code>#12</code><a href="https://shop.test/">#12</a>'
  const before = page.body.textContent
  const numbers: number[] = []
  const named = markNamed(page, (number) => numbers.push(number))
  expect(page.body.textContent).toBe(before)
  expect(new Set(named.map(({ number }) => number))).toEqual(new Set([12, 13, 14]))
  const row = { ...rowAt(1), number: 13 }
  showNamed(named, (number) => (number === 13 ? row : undefined))
  const links = () => [...page.querySelectorAll<HTMLAnchorElement>('p a[href]')]
  expect(links().map((link) => [link.textContent, link.title])).toEqual([['#13', row.subject]])
  links()[0]?.click()
  expect(numbers).toEqual([13])
  showNamed(named, () => undefined)
  expect(links()).toEqual([])
  expect(page.body.innerHTML).not.toContain(row.subject)
})
