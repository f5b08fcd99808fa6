/** Searching in the list as the person sees it: field, options, what was found where, mistakes, keys, address. */
import { cleanup, fireEvent, render } from '@solidjs/testing-library'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { App } from './app.tsx'
import { makeStandIn, type StandIn } from './test-stage/stand-in-replica.ts'

let replica: StandIn
/** What the server answers to a search; null: it cannot be reached. */
let answer: { tickets: { id: string; excerpt?: string }[]; cursor: string | null } | null
let questions: string[]

async function open(tickets = 30, address = '/app/v/inbox'): Promise<void> {
  replica = makeStandIn({ tickets, now: Date.now() })
  history.replaceState(null, '', address)
  render(() => <App replica={replica} />)
  await vi.waitFor(() => expect(document.querySelectorAll('.row').length).toBeGreaterThan(0))
}

beforeEach(() => {
  questions = []
  answer = { tickets: [], cursor: null }
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener() {},
    removeEventListener() {},
  }))
  vi.stubGlobal('fetch', async (path: string) => {
    const { pathname, searchParams } = new URL(path, 'http://desk.example')
    // The desk asks for other things too.
    if (pathname !== '/api/tickets' || !answer) throw new TypeError('no network')
    questions.push(searchParams.get('q') ?? '')
    return Response.json({ ...answer, isPartial: false, isIndexed: true })
  })
  Object.assign(HTMLElement.prototype, { showPopover() {}, hidePopover() {}, scrollIntoView() {} })
})
afterEach(() => {
  cleanup()
  document.body.replaceChildren()
  localStorage.clear()
  vi.unstubAllGlobals()
})

const field = (): HTMLInputElement => {
  const found = document.querySelector<HTMLInputElement>('.list-search input')
  if (!found) throw new Error('no field')
  return found
}
const text = (selector: string) => document.querySelector(selector)?.textContent ?? ''
const status = () => text('.search-status')
const shown = () => [...document.querySelectorAll<HTMLElement>('.row')]
const ids = () => shown().flatMap((row) => row.dataset['id'] ?? [])
const options = () => [...document.querySelectorAll('.search-option span:first-child')]
const optionWords = () => options().map((one) => one.textContent)
const type = (words: string) => {
  field().focus()
  fireEvent.input(field(), { target: { value: words } })
  field().setSelectionRange(words.length, words.length)
}
const key = (name: string) => fireEvent.keyDown(field(), { key: name })
const until = (read: () => unknown, wanted: unknown) =>
  vi.waitFor(() => expect(read()).toEqual(wanted))

/** A ticket with a word that is in none of the rows. */
function hide(word: string): string {
  const id = replica.rows()[5]?.id ?? ''
  replica.receive(id, `${'it goes on '.repeat(40)} the ${word} is here`)
  return id
}

describe('what is found', () => {
  test('words of bodies while one types, marked, with where they stand', async () => {
    await open()
    const id = hide('zebraword')
    fireEvent.keyDown(document.body, { key: '/' })
    expect(document.activeElement).toBe(field())
    type('zebraw')
    await until(ids, [id])
    await vi.waitFor(() => expect(text('.row-snippet')).toContain('the zebraword is here'))
    expect(text('.row mark')).toBe('zebraw')
    await vi.waitFor(() => expect(status()).toContain('1 on this device'))
  })

  test('found by a label, which is a dot in a row, the label is named', async () => {
    await open()
    const id = replica.rows()[4]?.id ?? ''
    await replica.edit(id, { op: 'add-tag', tag: 'zebralabel' })
    type('zebralabel')
    await until(ids, [id])
    await vi.waitFor(() => expect(text('.row-snippet mark')).toBe('zebralabel'))
  })

  test('a search looks everywhere; its operators narrow', async () => {
    await open()
    const solved = replica.rows().filter((row) => row.status === 'solved')
    type('status:solved')
    await until(() => ids().length, solved.length)
    type('status:solved id:1')
    await vi.waitFor(() => expect(status()).toContain('Nothing on this device, in 30 tickets'))
  })

  test('[SE4] what only the server can tell is apart, marked, and opened like the others', async () => {
    await open()
    const [one, other] = replica.rows()
    const held = replica.heldDocuments.bind(replica)
    const away = new Set([one?.id, other?.id])
    replica.heldDocuments = async (wanted) =>
      (await held(wanted)).filter((d) => !away.has(d.ticket))
    answer = { tickets: [{ id: one?.id ?? '', excerpt: 'here is a zebraword' }], cursor: null }
    const id = hide('zebraword')
    type('zebraword')
    await vi.waitFor(() => expect(status()).toContain('1 also on the server'))
    expect(questions).toEqual(['zebraword'])
    await until(ids, [id, one?.id])
    expect(text('.row-source')).toBe('on the server')
    await vi.waitFor(() => expect(status()).toContain('1 on this device'))
    expect(text('.search-unknown')).toContain('2 tickets are here by name only')
  })

  test('nothing is said to be found only once the server has answered', async () => {
    await open()
    const said = () => text('.empty-title')
    let answerNow = () => {}
    const answered = new Promise<void>((resolve) => (answerNow = resolve))
    const ask = fetch
    vi.stubGlobal('fetch', async (path: string) => {
      if (new URL(path, 'http://desk.example').pathname === '/api/tickets') await answered
      return ask(path)
    })
    type('nowhereword')
    await until(said, 'Still looking')
    await vi.waitFor(() => expect(status()).toContain('Asking the server'))
    expect(said()).toBe('Still looking')
    answerNow()
    await until(said, 'Nothing found')
  })

  test('offline it says that the server was not asked', async () => {
    await open()
    replica.setOffline(true)
    const id = hide('zebraword')
    type('zebraword')
    await until(ids, [id])
    await vi.waitFor(() => expect(status()).toContain('Offline'))
    expect(questions).toEqual([])
  })

  test('[SE9] a ticket that is taken away goes from the results at once', async () => {
    await open()
    const id = hide('zebraword')
    type('zebraword')
    await until(ids, [id])
    replica.takeAway(id)
    expect(ids()).toEqual([])
    expect(document.body.textContent).not.toContain('zebraword is here')
  })
})

describe('mistakes', () => {
  test('[SE1] are told politely, at their place, and what was found stays', async () => {
    await open()
    const id = hide('zebraword')
    type('zebraword')
    await until(ids, [id])
    type('zebraword colour:red')
    await vi.waitFor(() => expect(text('.search-fault mark')).toBe('colour:'))
    expect(text('.search-fault')).toContain('There is no “colour:”')
    expect(document.querySelector('.search-fault')?.getAttribute('aria-live')).toBe('polite')
    expect(field().getAttribute('aria-invalid')).toBe('true')
    expect(ids()).toEqual([id])
    type('zebraword')
    await vi.waitFor(() => expect(text('.search-fault')).toBe(''))
  })
})

describe('keys', () => {
  test('Escape clears, then leaves to the rows', async () => {
    await open()
    type('zebra')
    await vi.waitFor(() => expect(document.querySelector('.search-panel')).not.toBeNull())
    key('Escape')
    expect(field().value).toBe('')
    expect(document.activeElement).toBe(field())
    await vi.waitFor(() => expect(shown().length).toBeGreaterThan(0))
    key('Escape')
    expect(document.activeElement?.classList.contains('row')).toBe(true)
  })

  test('options of operators and values are chosen without a pointer', async () => {
    await open()
    field().focus()
    await vi.waitFor(() => expect(optionWords()[0]).toBe('is:'))
    type('ass')
    await until(optionWords, ['assignee:'])
    key('Tab')
    await vi.waitFor(() => expect(field().value).toBe('assignee:'))
    await vi.waitFor(() => expect(optionWords().slice(0, 2)).toEqual(['me', 'none']))
    key('ArrowDown')
    expect(field().getAttribute('aria-activedescendant')).toBe('search-option-0')
    key('Enter')
    await vi.waitFor(() => expect(field().value).toBe('assignee:me '))
    const mine = replica.rows().filter((row) => row.assignee === replica.me.id)
    await until(() => ids().length, mine.length)
    type('assignee:me in:pay')
    await until(optionWords, ['payments'])
  })

  test('Enter goes on to the rows; the address has the search, and brings it back', async () => {
    await open(30, '/app/v/inbox?q=status%3Asolved')
    const solved = replica.rows().filter((row) => row.status === 'solved')
    expect(field().value).toBe('status:solved')
    await until(() => ids().length, solved.length)
    type('status:open')
    await vi.waitFor(() => expect(location.search).toBe('?q=status%3Aopen'))
    key('Enter')
    expect(document.activeElement?.classList.contains('row')).toBe(true)
  })
})
