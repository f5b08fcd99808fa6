/** A ticket that is taken away while somebody looks on: what list, ticket and focus do, without a server. */
import { cleanup, fireEvent, render } from '@solidjs/testing-library'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { App } from './app.tsx'
import { makeStandIn, type StandIn } from './test-stage/stand-in-replica.ts'

vi.setConfig({ testTimeout: 40_000 })

let replica: StandIn

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener() {},
    removeEventListener() {},
  }))
  vi.stubGlobal('fetch', () => Promise.reject(new Error('no network')))
  Object.assign(HTMLElement.prototype, { showPopover() {}, hidePopover() {}, scrollIntoView() {} })
})
afterEach(() => {
  cleanup()
  document.body.replaceChildren()
  localStorage.clear()
  vi.unstubAllGlobals()
})

const wait = { timeout: 15_000 }
const rowOf = (id: string) => document.querySelector(`.row[data-id="${id}"]`)
const inOrder = () =>
  [...document.querySelectorAll('.row[data-id]')]
    .toSorted(
      (a, b) => Number(a.getAttribute('aria-posinset')) - Number(b.getAttribute('aria-posinset')),
    )
    .map((row) => row.getAttribute('data-id') ?? '')

async function begin() {
  replica = makeStandIn({ tickets: 12, now: Date.now() })
  history.replaceState(null, '', '/app/v/all')
  render(() => <App replica={replica} />)
  await vi.waitFor(() => expect(document.querySelector('.row')).not.toBeNull())
  // The words for screen readers are there: so is what keeps the places.
  await vi.waitFor(
    () => expect(document.querySelector('.list-pane p.sr-only')).not.toBeNull(),
    wait,
  )
  const [first = '', second = '', third = ''] = inOrder()
  return { first, second, third }
}

test('[RI23] in the list: an empty place says why, the focus goes to the neighbour, and within two seconds it is gone', async () => {
  const { second, third } = await begin()
  const row = rowOf(second)
  const { subject = '', snippet = '', requester = '' } = replica.row(second) ?? {}
  if (row instanceof HTMLElement) row.focus()
  expect(document.activeElement).toBe(row)
  const at = Date.now()
  replica.takeAway(second, 'rights')
  // In the same turn, before anything can be painted.
  expect(rowOf(second)).toBeNull()
  const place = document.querySelector('.row.is-lost')
  expect(place?.textContent).toContain('no longer yours to see')
  for (const said of [subject, snippet, requester])
    expect(document.querySelector('.list-pane')?.innerHTML).not.toContain(said)
  await vi.waitFor(() => expect(document.activeElement).toBe(rowOf(third)))
  await vi.waitFor(
    () =>
      expect(document.querySelector('.list-pane p.sr-only')?.textContent).toContain(
        'A ticket went',
      ),
    wait,
  )
  await vi.waitFor(() => expect(document.querySelector('.row.is-lost')).toBeNull(), wait)
  expect(Date.now() - at).toBeLessThan(2_000)
})

test('[RI23] the open ticket becomes a card that says why and has what was typed; keys do nothing to a neighbour', async () => {
  const { second, third } = await begin()
  const row = rowOf(second)
  if (row instanceof HTMLElement) row.click()
  await vi.waitFor(() => expect(document.querySelector('article.ticket')).not.toBeNull(), wait)
  const { subject = '' } = replica.row(second) ?? {}
  const before = replica.row(third)
  replica.refuse(second, 'My own words')
  replica.takeAway(second)
  expect(document.querySelector('article.ticket')).toBeNull()
  const card = () => document.querySelector('.gone-ticket')
  await vi.waitFor(() =>
    expect(card()?.textContent).toContain('moved to a queue you do not see, or deleted'),
  )
  await vi.waitFor(() => expect(card()?.textContent).toContain('My own words'), wait)
  expect(document.body.innerHTML).not.toContain(subject)
  expect(document.title).not.toContain(subject)
  fireEvent.keyDown(document.body, { key: 'e' })
  fireEvent.keyDown(document.body, { key: 'i' })
  expect(replica.row(third)).toEqual(before)
  fireEvent.keyDown(document.body, { key: 'j' })
  await vi.waitFor(() => expect(location.pathname).toContain(third), wait)
})

test('[RI23] an address of a ticket that is not to be seen says so, and away from the network that it is not here', async () => {
  replica = makeStandIn({ tickets: 3, now: Date.now() })
  const [row] = replica.rows()
  const id = row?.id ?? ''
  replica.takeAway(id)
  history.replaceState(null, '', `/app/v/all/t/${id}`)
  render(() => <App replica={replica} />)
  const card = () => document.querySelector('.gone-ticket')?.textContent
  await vi.waitFor(() => expect(card()).toContain('in a queue you do not see'), wait)
  replica.setOffline(true)
  await vi.waitFor(() => expect(card()).toContain('when the network is back'), wait)
})
