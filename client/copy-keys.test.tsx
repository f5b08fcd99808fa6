/** `.` copies the number of the open ticket; pressed again at once the address, then both with the subject. */
import { cleanup, fireEvent, render } from '@solidjs/testing-library'
import { afterEach, expect, test, vi } from 'vitest'
import { App } from './app.tsx'
import { makeStandIn } from './test-stage/stand-in-replica.ts'

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  localStorage.clear()
})

test('[UX-KEYS] once, twice and three times', async () => {
  const copied: string[] = []
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener() {},
    removeEventListener() {},
  }))
  vi.stubGlobal('fetch', () => Promise.reject(new Error('no network')))
  vi.stubGlobal('navigator', {
    ...navigator,
    clipboard: { writeText: async (text: string) => void copied.push(text) },
  })
  Object.assign(HTMLElement.prototype, { scrollIntoView() {} })
  const replica = makeStandIn({ tickets: 5, now: Date.now() })
  const [row] = replica.rows()
  if (!row) throw new Error('there are five')
  history.replaceState(null, '', `/app/v/all/t/${row.id}`)
  render(() => <App replica={replica} />)
  await vi.waitFor(() => expect(document.querySelector('article.ticket')).not.toBeNull(), {
    timeout: 10_000,
  })
  for (let n = 0; n < 4; n++) fireEvent.keyDown(document.body, { key: '.' })
  const link = `${location.origin}/app/t/${row.id}`
  expect(copied).toEqual([
    `#${row.number}`,
    link,
    `#${row.number} ${row.subject}\n${link}`,
    `#${row.number}`,
  ])
})
