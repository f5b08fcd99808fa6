/** Which tab leads, and who hands over to whom. */
import { afterEach, expect, test, vi } from 'vitest'
import { makeTabs, type Announcement, type Channel, type Locks, type Tabs } from './tabs.ts'

const opened: Tabs[] = []
afterEach(() => {
  for (const tabs of opened.splice(0)) tabs.close()
})

/** Web Locks as far as tabs use them: one holder, others in a queue that can be seen. */
function makeLocks(): Locks {
  const queue: { name: string; start: () => void }[] = []
  let isHeld = false
  const next = () => {
    if (isHeld) return
    const first = queue.shift()
    if (!first) return
    isHeld = true
    first.start()
  }
  return {
    request: (name, { signal }, run) =>
      new Promise((resolve, reject) => {
        const start = () => {
          run().then((value) => {
            isHeld = false
            resolve(value)
            next()
          }, reject)
        }
        const entry = { name, start }
        queue.push(entry)
        signal.addEventListener('abort', () => {
          const at = queue.indexOf(entry)
          if (at < 0) return
          queue.splice(at, 1)
          reject(new Error('aborted'))
        })
        next()
      }),
    query: () => Promise.resolve({ pending: queue.map(({ name }) => ({ name })) }),
  }
}

function makeWorld() {
  const locks = makeLocks()
  const listeners = new Set<(event: MessageEvent<unknown>) => void>()
  const openChannel = (): Channel => {
    let own: ((event: MessageEvent<unknown>) => void) | null = null
    return {
      postMessage(data) {
        for (const listen of listeners)
          if (listen !== own) listen(new MessageEvent('message', { data }))
      },
      addEventListener(_type, listen) {
        own = listen
        listeners.add(listen)
      },
      close: () => void (own && listeners.delete(own)),
    }
  }
  return {
    /** Something on the channel that no tab of ours would say. */
    say(data: unknown) {
      for (const listen of listeners) listen(new MessageEvent('message', { data }))
    },
    openTab() {
      let isVisible = true
      let onChange = () => {}
      const heard: Announcement[] = []
      let isLeading = false
      const tabs = makeTabs({
        name: 'desk',
        locks,
        channel: openChannel(),
        visibility: {
          isVisible: () => isVisible,
          onChange(listen) {
            onChange = listen
            return () => {}
          },
        },
        onLead: () => {
          isLeading = true
        },
        onYield: () => {
          isLeading = false
        },
        onAnnounce: (announcement) => heard.push(announcement),
      })
      tabs.start()
      opened.push(tabs)
      return {
        tabs,
        heard,
        isLeading: () => isLeading,
        show(now: boolean) {
          isVisible = now
          onChange()
        },
      }
    },
  }
}

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 2_000, interval: 1 })

test('one tab leads; when it closes the next one does', async () => {
  const world = makeWorld()
  const one = world.openTab()
  const two = world.openTab()
  expect([one.isLeading(), two.isLeading()]).toEqual([true, false])
  one.tabs.close()
  await until(() => expect(two.isLeading()).toBe(true))
  expect(one.isLeading()).toBe(false)
})

test('a leader that is hidden hands over to a tab that waits, and stands again behind it', async () => {
  const world = makeWorld()
  const one = world.openTab()
  const two = world.openTab()
  one.show(false)
  await until(() => expect(two.isLeading()).toBe(true))
  expect(one.isLeading()).toBe(false)
  two.tabs.close()
  await until(() => expect(one.isLeading()).toBe(true))
})

test('a hidden leader that is alone stays; a tab that is opened takes over', async () => {
  const world = makeWorld()
  const one = world.openTab()
  one.show(false)
  await Promise.resolve()
  expect(one.isLeading()).toBe(true)
  const two = world.openTab()
  await until(() => expect(two.isLeading()).toBe(true))
  expect(one.isLeading()).toBe(false)
})

test('what a tab announces is heard by the others alone, and nonsense by nobody', () => {
  const world = makeWorld()
  const one = world.openTab()
  const two = world.openTab()
  one.tabs.announce({ type: 'draft', id: 'd' })
  world.say({ type: 'changed', entries: 'all of them' })
  expect(two.heard).toEqual([{ type: 'draft', id: 'd' }])
  expect(one.heard).toEqual([])
})
