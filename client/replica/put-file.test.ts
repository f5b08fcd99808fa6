/** Bringing a file: in one piece or in parts, and where it goes on after a line that broke. */
import { expect, test } from 'vitest'
import { fail, ok } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { putFile, type PutDoor } from './put-file.ts'

const PART = LIMITS.uploadPartBytes
const FILE = { ticket: 'one', hash: 'abc' }
const large = new Blob([new Uint8Array(2 * PART + 10)])

/** A server that keeps what comes next. @param breakAt  the line breaks once, before this request, counted from 1 */
function makeServer({ breakAt = 0, forgets = false } = {}) {
  const asked: string[] = []
  let have = 0
  let untilBreak = breakAt
  const door: PutDoor = {
    have: () => Promise.resolve(ok(have)),
    send(path, { method, headers, body, onShare }) {
      asked.push(`${method} ${path} ${headers['upload-offset'] ?? ''}`.trim())
      if (--untilBreak === 0)
        return Promise.resolve(fail('kit/busy', 'the server cannot be reached'))
      if (method === 'PUT') return Promise.resolve(ok(null))
      onShare(0.5)
      if (Number(headers['upload-offset']) === have) have += body.size
      if (forgets) have = 0
      return Promise.resolve(ok(have))
    },
  }
  return { door, asked, lose: (left: number) => void (have = left) }
}

test('a small one goes in one piece, for its ticket or for none yet', async () => {
  const { door, asked } = makeServer()
  const blob = new Blob([new Uint8Array(PART)])
  expect(await putFile(door, { ...FILE, blob }, () => {})).toEqual(ok())
  expect(await putFile(door, { ...FILE, ticket: '', blob }, () => {})).toEqual(ok())
  expect(asked).toEqual(['PUT /blobs/abc?ticket=one', 'PUT /blobs/abc'])
})

test('a large one goes in parts, and says how far it is as a whole', async () => {
  const { door, asked } = makeServer()
  const shares: number[] = []
  expect(await putFile(door, { ...FILE, blob: large }, (share) => shares.push(share))).toEqual(ok())
  const path = 'PATCH /blobs/abc/parts?ticket=one'
  expect(asked).toEqual([`${path} 0`, `${path} ${PART}`, `${path} ${2 * PART}`])
  expect(shares).toEqual([
    (0.5 * PART) / large.size,
    (1.5 * PART) / large.size,
    (2 * PART + 5) / large.size,
  ])
})

test('one that broke off goes on where it was', async () => {
  const { door, asked } = makeServer({ breakAt: 2 })
  const broken = await putFile(door, { ...FILE, blob: large }, () => {})
  expect(broken).toMatchObject({ fault: { code: 'kit/busy' } })
  asked.length = 0
  expect(await putFile(door, { ...FILE, blob: large }, () => {})).toEqual(ok())
  expect(asked.map((line) => line.split(' ').at(-1))).toEqual([String(PART), String(2 * PART)])
})

test('a server that lost what it had gets it again; one that keeps nothing is not asked for ever', async () => {
  const half = makeServer()
  half.lose(large.size + 5)
  expect(await putFile(half.door, { ...FILE, blob: large }, () => {})).toEqual(ok())
  const { door, asked } = makeServer({ forgets: true })
  const never = await putFile(door, { ...FILE, blob: large }, () => {})
  expect(never).toMatchObject({ fault: { code: 'kit/busy' } })
  expect(asked).toHaveLength(7)
})
