/** Files of a message without a network: saved from the device, told apart, asked for. With one: the server's. */
import { cleanup, fireEvent, render, screen } from '@solidjs/testing-library'
import { createRoot } from 'solid-js'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fail, ok } from '../../shared/kit/fault.ts'
import type { Attachment } from '../../shared/ticket/attachment.ts'
import type { Replica } from '../replica/api.ts'
import type { LaterFiles } from '../replica/later-files.ts'
import { createDesk, DeskProvider, type Desk } from '../state/replica-context.tsx'
import { makeStandIn, type StandIn } from '../test-stage/stand-in-replica.ts'
import { AttachmentList } from './attachment-list.tsx'

const HELD = 'a'.repeat(64)
const AWAY = 'b'.repeat(64)
const file = (hash: string, name: string, type: string): Attachment => ({
  hash,
  name,
  type,
  bytes: 20,
  inline: false,
  cid: null,
})

let replica: StandIn
let desk: Desk
let asked: Set<string>
let changed: (ticket: string) => void
let saved: { href: string; name: string }[]
let made: Blob[]
let dispose = () => {}
beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  asked = new Set()
  changed = () => {}
  const later: LaterFiles = {
    of: async () => ({ held: new Set([HELD]), asked }),
    asked: async () => [],
    async ask(_ticket, { hash }) {
      asked = new Set([...asked, hash])
      changed('t')
      return ok()
    },
    async drop() {
      asked = new Set()
      changed('t')
    },
    wake() {},
  }
  const over: Partial<Replica> = {
    laterFiles: async () => later,
    onFiles(listen) {
      changed = listen
      return () => {}
    },
    blob: async (_ticket, hash) =>
      hash === HELD
        ? ok(new Blob(['<script>alert(1)</script>'], { type: 'text/html' }))
        : fail('kit/busy', 'no network'),
  }
  replica = Object.assign(makeStandIn({ tickets: 1, now: Date.now() }), over)
  saved = []
  made = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation((bytes) => {
    if (bytes instanceof Blob) made.push(bytes)
    return 'blob:here'
  })
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
    this: HTMLAnchorElement,
  ) {
    saved.push({ href: this.href, name: this.download })
  })
  desk = createRoot((done) => {
    dispose = done
    return createDesk(replica)
  })
})
afterEach(() => {
  cleanup()
  dispose()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

const show = () =>
  render(() => (
    <DeskProvider desk={desk}>
      <AttachmentList
        ticket="t"
        files={[file(HELD, 'page.html', 'text/html'), file(AWAY, 'plan.zip', 'application/zip')]}
      />
    </DeskProvider>
  ))
const linkOf = (name: string) => {
  const link = screen.getByText(name).closest('a')
  if (!link) throw new Error(`${name} is no link`)
  return link
}

test('with a network the server gives files away, and nothing is said of the device', async () => {
  show()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(screen.queryByText(/device|online/)).toBeNull()
  expect(linkOf('page.html').getAttribute('href')).toContain(`/api/tickets/t/blobs/${HELD}`)
  // Not taken over: the browser follows the link.
  expect(fireEvent.click(linkOf('page.html'))).toBe(true)
  expect(made).toEqual([])
})

test('[WO10] [RI10] without one a file that is held is saved from the device, never as a page of ours', async () => {
  replica.setOffline(true)
  show()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(await screen.findByText(/· on this device/)).toBeTruthy()
  expect(fireEvent.click(linkOf('page.html'))).toBe(false)
  await vi.waitFor(() => expect(saved).toEqual([{ href: 'blob:here', name: 'page.html' }]))
  expect(made.map(({ type }) => type)).toEqual(['application/octet-stream'])
})

test('[WO10] one that is not held says so and is asked for, from the list or by a click on it', async () => {
  replica.setOffline(true)
  show()
  await vi.advanceTimersByTimeAsync(2_000)
  fireEvent.click(await screen.findByRole('button', { name: 'Fetch plan.zip when online' }))
  expect(await screen.findByText(/comes when online/)).toBeTruthy()
  expect(desk.notice()?.text).toContain('“plan.zip” is not on this device')
  fireEvent.click(screen.getByRole('button', { name: 'Do not fetch plan.zip' }))
  expect(await screen.findByText(/· not on this device/)).toBeTruthy()
  expect(fireEvent.click(linkOf('plan.zip'))).toBe(false)
  expect(await screen.findByText(/comes when online/)).toBeTruthy()
  expect(saved).toEqual([])
})
