/** Forms that wait for a network, on a real IndexedDB in memory; only the network is stood in for. */
import { IDBFactory } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import type { Outcome } from './form-answer.ts'
import { flushKept } from './form-flushing.ts'
import { dataOf, KEPT_FORMS_MAX, openKeeping, type KeptForm } from './form-keeping.ts'

function makeForm(at: number): KeptForm {
  return {
    id: `01arz3ndektsv4rrffq69g5f${String(at).padStart(2, '0')}`,
    queue: 'help',
    texts: { name: 'Kim', email: 'kim@example.com', subject: `Form ${at}`, message: 'Hello' },
    files: [],
    at,
    refused: null,
  }
}

const sent: Outcome = { kind: 'sent', id: '01arz3ndektsv4rrffq69g5fav', number: 7 }

test('a form that waits is sent under the id it was filled in with, and then no more', async () => {
  const factory = new IDBFactory()
  const keeping = await openKeeping(factory)
  await keeping.put(makeForm(2))
  await keeping.put(makeForm(1))
  const seen: FormDataEntryValue[] = []
  const send = async (form: KeptForm): Promise<Outcome> => {
    seen.push(dataOf(form).get('id') ?? '', dataOf(form).get('subject') ?? '')
    return sent
  }
  await flushKept(keeping, send)
  await flushKept(await openKeeping(factory), send)
  expect(seen).toEqual([makeForm(1).id, 'Form 1', makeForm(2).id, 'Form 2'])
  expect(await keeping.all()).toEqual([])
})

test('while nobody answers everything stays, and only one is tried', async () => {
  const keeping = await openKeeping(new IDBFactory())
  for (const at of [1, 2, 3]) await keeping.put(makeForm(at))
  for (const outcome of [{ kind: 'unreachable' }, { kind: 'later', words: 'Busy.' }] as const) {
    let tries = 0
    await flushKept(keeping, async () => {
      tries++
      return outcome
    })
    expect(tries).toBe(1)
    expect(await keeping.all()).toHaveLength(3)
  }
})

test('a form that is refused is kept with the reason, is not sent again, and stops no other', async () => {
  const keeping = await openKeeping(new IDBFactory())
  for (const at of [1, 2]) await keeping.put(makeForm(at))
  const send = async (form: KeptForm): Promise<Outcome> =>
    form.at === 1
      ? { kind: 'refused', words: 'This is not a mail address.', fields: {}, isReused: false }
      : sent
  expect(await flushKept(keeping, send)).toHaveLength(2)
  expect(await flushKept(keeping, send)).toEqual([])
  const left = await keeping.all()
  expect(left).toHaveLength(1)
  expect(left[0]).toMatchObject({
    refused: 'This is not a mail address.',
    texts: makeForm(1).texts,
  })
})

test('what waits outlives the page', async () => {
  const factory = new IDBFactory()
  const before = await openKeeping(factory)
  for (let at = 0; at < KEPT_FORMS_MAX; at++) await before.put(makeForm(at))
  const after = await openKeeping(factory)
  expect((await after.all()).map((form) => form.at)).toEqual([...Array(KEPT_FORMS_MAX).keys()])
})
