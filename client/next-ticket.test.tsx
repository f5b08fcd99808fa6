/** Next-ticket mode as the person sees it, by keys alone: one after the other, skipped ones not again, until all is clear. */
import { cleanup, fireEvent, render } from '@solidjs/testing-library'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { App } from './app.tsx'
import { compareUrgency, mayBeNext } from './state/next-ticket.ts'
import { makeStandIn, type StandIn } from './test-stage/stand-in-replica.ts'

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

const press = (key: string) => fireEvent.keyDown(document.body, { key })
const bar = () => document.querySelector('.next-bar')?.textContent ?? ''
const openId = () => /\/t\/(\w+)/.exec(location.pathname)?.[1] ?? null
const waiting = () => {
  const facts = {
    me: replica.me.id,
    now: replica.now(),
    drafts: new Set<string>(),
    refused: new Set<string>(),
    isUnread: () => false,
  }
  return replica
    .rows()
    .filter((row) => mayBeNext(row, facts))
    .sort(compareUrgency)
    .map(({ id }) => id)
}

test('[WO7] the most urgent one, skipped ones not again, at the end all is clear', async () => {
  replica = makeStandIn({ tickets: 12, now: Date.now() })
  history.replaceState(null, '', '/app/v/inbox')
  render(() => <App replica={replica} />)
  await vi.waitFor(() => expect(document.querySelector('.row')).not.toBeNull())
  const order = waiting()
  expect(order.length).toBeGreaterThan(2)
  press('g')
  press('t')
  const wait = { timeout: 4_000 }
  await vi.waitFor(() => expect(openId()).toBe(order[0]), wait)
  press('y')
  await vi.waitFor(() => expect(openId()).toBe(order[1]), wait)
  for (const id of order.slice(1)) {
    await vi.waitFor(() => expect(openId()).toBe(id), wait)
    await vi.waitFor(() => expect(bar()).not.toContain('Looking'), wait)
    press('e')
    await vi.waitFor(() => expect(replica.row(id)?.status).toBe('solved'), wait)
  }
  await vi.waitFor(() => expect(bar()).toContain('All clear'), wait)
  expect(bar()).toContain('1 skipped')
  await vi.waitFor(() => expect(openId()).toBeNull())
  expect(waiting()).toEqual(order.slice(0, 1))
  press('Escape')
  await vi.waitFor(() => expect(document.querySelector('.next-bar')).toBeNull())
})
