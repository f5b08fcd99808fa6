/** Choosing in the list and what is done to all that is chosen, as the person sees it: keys, bar, preview, one undo. */
import { cleanup, fireEvent, render } from '@solidjs/testing-library'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { App } from './app.tsx'
import { makeStandIn, type StandIn } from './test-stage/stand-in-replica.ts'

let replica: StandIn

/** What jsdom has not: one pane, dialogs and menus that are simply there. */
function standInBrowser(): void {
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener() {},
    removeEventListener() {},
  }))
  Object.assign(HTMLElement.prototype, { showPopover() {}, hidePopover() {}, scrollIntoView() {} })
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      this.open = true
    },
    close(this: HTMLDialogElement) {
      this.open = false
      this.dispatchEvent(new Event('close'))
    },
  })
}

async function open(tickets: number, view = 'all'): Promise<string[]> {
  replica = makeStandIn({ tickets, now: Date.now() })
  history.replaceState(null, '', `/app/v/${view}`)
  render(() => <App replica={replica} />)
  await vi.waitFor(() => expect(shown().length).toBeGreaterThan(3))
  return shown()
}

beforeEach(standInBrowser)
afterEach(() => {
  cleanup()
  document.body.replaceChildren()
  localStorage.clear()
  vi.unstubAllGlobals()
})

const rows = () => [...document.querySelectorAll<HTMLElement>('.row')]
const shown = () =>
  rows()
    .toSorted((a, b) => at(a) - at(b))
    .map((row) => row.dataset['id'] ?? '')
const at = (row: HTMLElement) => Number(row.getAttribute('aria-posinset'))
const row = (id: string | undefined) => {
  const found = rows().find((one) => one.dataset['id'] === id)
  if (!found) throw new Error(`no row ${id}`)
  return found
}
const chosen = () =>
  new Set(
    rows()
      .filter((one) => one.classList.contains('is-chosen'))
      .map((one) => one.dataset['id'] ?? ''),
  )
const bar = () => document.querySelector('.selection-bar [role="status"]')?.textContent ?? null
const press = (key: string, over: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.body, { key, ...over })
const untilBar = (text: string) => vi.waitFor(() => expect(bar()).toBe(text))
const statuses = (ids: readonly (string | undefined)[]) =>
  ids.map((id) => replica.row(id ?? '')?.status)

test('x chooses, ⇧j goes on, ⇧k goes back, Esc clears', async () => {
  const ids = await open(12)
  press('j')
  press('x')
  await untilBar('1 selected')
  expect(chosen()).toEqual(new Set(ids.slice(0, 1)))
  press('J', { shiftKey: true })
  press('J', { shiftKey: true })
  await untilBar('3 selected')
  press('K', { shiftKey: true })
  await untilBar('2 selected')
  expect(chosen()).toEqual(new Set(ids.slice(0, 2)))
  press('Escape')
  expect(bar()).toBeNull()
  expect(chosen().size).toBe(0)
})

test('⌘A chooses all of the view; Shift and Ctrl click choose as everywhere', async () => {
  const ids = await open(12)
  press('a', { ctrlKey: true })
  await untilBar('12 selected')
  press('Escape')
  fireEvent.click(row(ids[1]), { ctrlKey: true })
  fireEvent.click(row(ids[4]), { shiftKey: true })
  await untilBar('4 selected')
  expect(chosen()).toEqual(new Set(ids.slice(1, 5)))
  const box = row(ids[2]).querySelector('.row-check')
  if (box) fireEvent.click(box)
  await untilBar('3 selected')
  expect(location.pathname).toBe('/app/v/all')
})

test('[WO1] what leaves the view stays chosen, and the bar says so', async () => {
  const ids = await open(30, 'inbox')
  press('j')
  press('x')
  press('J', { shiftKey: true })
  await untilBar('2 selected')
  await replica.edit(ids[1] ?? '', { op: 'set-status', status: 'solved' })
  // Whoever is in the list keeps what is in it.
  expect(bar()).toBe('2 selected')
  const { activeElement } = document
  if (activeElement instanceof HTMLElement) activeElement.blur()
  await vi.waitFor(() => expect(bar()).toBe('2 selected · 1 no longer in view'))
})

test('[WO3] e does it to all, one z takes all of it back, to what each was', async () => {
  const ids = (await open(30)).slice(0, 6)
  const before = statuses(ids)
  expect(new Set(before).size).toBeGreaterThan(1)
  press('j')
  press('x')
  for (let n = 0; n < 5; n++) press('J', { shiftKey: true })
  await untilBar('6 selected')
  press('e')
  await vi.waitFor(() => expect(new Set(statuses(ids))).toEqual(new Set(['solved'])))
  await vi.waitFor(() => expect(document.querySelector('.notice')?.textContent).toContain('Solved'))
  press('z')
  await vi.waitFor(() => expect(statuses(ids)).toEqual(before))
})

test('[WO3] one undo leaves alone what somebody else changed since', async () => {
  const ids = (await open(30)).slice(0, 3)
  press('j')
  press('x')
  press('J', { shiftKey: true })
  press('J', { shiftKey: true })
  await untilBar('3 selected')
  press('i')
  const me = replica.me.id
  await vi.waitFor(() => {
    expect(ids.map((id) => replica.row(id)?.assignee)).toEqual([me, me, me])
    expect(document.querySelector('.notice')?.textContent).toContain('assigned to')
  })
  await replica.edit(ids[1] ?? '', { op: 'set-assignee', assignee: 'omar' })
  press('z')
  await vi.waitFor(() =>
    expect(document.querySelector('.notice')?.textContent).toContain('changed since, and stayed'),
  )
  expect(replica.row(ids[1] ?? '')?.assignee).toBe('omar')
})

test('more than fifty are shown first; without a yes nothing is done', async () => {
  await open(80)
  press('a', { ctrlKey: true })
  await untilBar('80 selected')
  const before = replica.rows().map((one) => one.status)
  press('e')
  const preview = () => document.querySelector('dialog.bulk-preview')
  await vi.waitFor(() => expect(preview()?.textContent).toContain('tickets: Solved'))
  const [go, cancel] = preview()?.querySelectorAll<HTMLButtonElement>('.button-row button') ?? []
  cancel?.click()
  await vi.waitFor(() => expect(preview()).toBeNull())
  expect(replica.rows().map((one) => one.status)).toEqual(before)
  expect(go?.textContent).toMatch(/^Change \d+ tickets$/)
  press('e')
  await vi.waitFor(() => expect(preview()).not.toBeNull())
  preview()?.querySelector<HTMLButtonElement>('.is-primary')?.click()
  await vi.waitFor(() =>
    expect(replica.rows().every(({ status }) => status === 'solved' || status === 'closed')).toBe(
      true,
    ),
  )
})

test('a menu is for all that is chosen', async () => {
  const ids = (await open(20)).slice(0, 3)
  press('j')
  press('x')
  press('J', { shiftKey: true })
  press('J', { shiftKey: true })
  await untilBar('3 selected')
  press('p')
  await vi.waitFor(() => expect(document.querySelector('.choice-menu')).not.toBeNull())
  const urgent = [...document.querySelectorAll('.choice')].find((one) =>
    one.textContent?.includes('Urgent'),
  )
  if (urgent) fireEvent.click(urgent)
  await vi.waitFor(() =>
    expect(ids.map((id) => replica.row(id)?.priority)).toEqual(['urgent', 'urgent', 'urgent']),
  )
  expect(bar()).toBe('3 selected')
})
