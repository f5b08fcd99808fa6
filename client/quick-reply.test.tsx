/** A reply begun by a key that was quicker than the thread. */
import { cleanup, fireEvent, render } from '@solidjs/testing-library'
import { afterEach, expect, test, vi } from 'vitest'
import { App } from './app.tsx'
import { makeStandIn } from './test-stage/stand-in-replica.ts'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  localStorage.clear()
})

test.each([
  { key: 'r', isSeen: true },
  { key: 'n', isSeen: false },
])(
  '[OU5] what the thread shows first was looked at, when $key began before it: $isSeen',
  async ({ key, isSeen }) => {
    vi.stubGlobal('matchMedia', () => ({
      matches: false,
      addEventListener() {},
      removeEventListener() {},
    }))
    vi.stubGlobal('fetch', () => Promise.reject(new Error('no network')))
    Object.assign(HTMLElement.prototype, { scrollIntoView() {} })
    const replica = makeStandIn({ tickets: 5, now: Date.now() })
    const row = replica.rows().find((one) => replica.seen(one.id) === null)
    if (!row) throw new Error('there are unread ones')
    let show = () => {}
    const drawn = new Promise<void>((resolve) => (show = resolve))
    const { openTicket, markSeen } = replica
    replica.openTicket = (id) => drawn.then(() => openTicket.call(replica, id))
    const marked: (string | null)[] = []
    replica.markSeen = (ticket, message) => {
      if (ticket === row.id) marked.push(message)
      return markSeen.call(replica, ticket, message)
    }
    history.replaceState(null, '', `/app/v/all/t/${row.id}`)
    render(() => <App replica={replica} />)
    await vi.waitFor(() => expect(document.querySelector('article.ticket')).not.toBeNull())
    fireEvent.keyDown(document.body, { key })
    expect(marked).toEqual([])
    show()
    await vi.waitFor(() => expect(document.querySelector('[data-message]')).not.toBeNull())
    expect(marked).toEqual(isSeen ? [row.lastId] : [])
    await vi.waitFor(() => expect(document.querySelector('.reply-text')).not.toBeNull(), 10_000)
  },
)
