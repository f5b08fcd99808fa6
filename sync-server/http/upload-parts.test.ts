/** Files that are brought in parts: where they go on, whose they are, and what becomes of what breaks off. */
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { UploadedParts } from '../../shared/wire/upload.ts'
import { openWebStage, type WebStage } from './test-stage/web-stage.ts'

let web: WebStage
let eve: string
let bea: string
let ticket: string
beforeEach(async () => {
  web = await openWebStage()
  eve = await web.bearer(await web.agent('Eve', ['support']))
  bea = await web.bearer(await web.agent('Bea', ['support']))
  ticket = await web.ticket()
})
afterEach(() => web.close())

const WHOLE = Buffer.alloc(3_000, 'a plan of the pump. ')
const HASH = createHash('sha256').update(WHOLE).digest('hex')

type Part = {
  at: number
  end?: number
  total?: number | string
  hash?: string
  who?: string
  whole?: Buffer
  on?: string
}
function bring({ at, end, total, hash = HASH, who = eve, whole = WHOLE, on = ticket }: Part) {
  return web.call(`/blobs/${hash}/parts?ticket=${on}`, {
    method: 'PATCH',
    headers: {
      authorization: `Bearer ${who}`,
      'content-type': 'application/octet-stream',
      'upload-offset': String(at),
      'upload-length': String(total ?? whole.length),
    },
    body: new Uint8Array(whole.subarray(at, end)),
  })
}
const countOf = async (response: Response) => {
  expect(response.status).toBe(200)
  return v.parse(UploadedParts, await response.json()).bytes
}
const here = async (who = eve, hash = HASH) =>
  countOf(await web.call(`/blobs/${hash}/parts`, { headers: { authorization: `Bearer ${who}` } }))
const uploads = async () => {
  const path = `/api/tickets/${ticket}/uploads`
  const response = await web.call(path, { headers: { authorization: `Bearer ${eve}` } })
  return response.json()
}
const problem = async (response: Response) => ({
  status: response.status,
  ...v.parse(v.object({ code: v.string() }), await response.json()),
})

test('what broke off goes on where it was, and the last part makes the file', async () => {
  expect(await here()).toBe(0)
  expect(await countOf(await bring({ at: 0, end: 1_000 }))).toBe(1_000)
  expect(await here()).toBe(1_000)
  // Its answer was lost: said again, it changes nothing. Nor does one that would leave a gap.
  expect(await countOf(await bring({ at: 0, end: 500 }))).toBe(1_000)
  expect(await countOf(await bring({ at: 2_000 }))).toBe(1_000)
  expect(await countOf(await bring({ at: 1_000, end: 2_500 }))).toBe(2_500)
  expect(await uploads()).toEqual({ files: [] })
  expect(await countOf(await bring({ at: 2_500 }))).toBe(3_000)
  expect(await uploads()).toEqual({ files: [HASH] })
  expect(Buffer.from((await web.desk.parts.blobs.get(HASH)) ?? [])).toEqual(WHOLE)
  expect(await web.count('upload_parts')).toBe(0)
})

test('two that bring the same part at once make one of it', async () => {
  await bring({ at: 0, end: 1_000 })
  const both = await Promise.all([1, 2].map(() => bring({ at: 1_000, end: 2_000 })))
  for (const answer of both) expect(await countOf(answer)).toBe(2_000)
  expect(await countOf(await bring({ at: 2_000 }))).toBe(3_000)
  expect(await uploads()).toEqual({ files: [HASH] })
})

test('parts are their sender’s own: nobody learns of a file, or ends it, by its hash', async () => {
  await bring({ at: 0, end: 2_000 })
  expect(await here(bea)).toBe(0)
  expect(await countOf(await bring({ at: 2_000, who: bea }))).toBe(0)
  expect(await here()).toBe(2_000)
})

test('what is not what it was said to be is refused, and begins anew', async () => {
  const other = Buffer.from(WHOLE)
  other[0] = 0
  await bring({ at: 0, end: 1_000, whole: other })
  expect(await problem(await bring({ at: 1_000 }))).toEqual({ status: 400, code: 'kit/invalid' })
  expect(await here()).toBe(0)
  expect(await uploads()).toEqual({ files: [] })
})

test('bad parts are refused with a code, and nothing is kept of them', async () => {
  const cases: [Part, number, string][] = [
    [{ at: 0, total: 'x' }, 400, 'kit/invalid'],
    [{ at: -1, end: 5 }, 400, 'kit/invalid'],
    [{ at: 0, end: 0 }, 400, 'kit/invalid'],
    [{ at: 0, total: 100 }, 400, 'kit/invalid'],
    [{ at: 0, hash: 'abc' }, 400, 'kit/invalid'],
    [{ at: 0, end: 5, total: LIMITS.replyFilesBytes + 1 }, 413, 'kit/too-big'],
    [{ at: 0, whole: Buffer.alloc(LIMITS.uploadPartBytes + 1) }, 413, 'kit/too-big'],
    [{ at: 0, who: 'nobody' }, 401, 'auth/bad-token'],
    [{ at: 0, on: '0'.repeat(26) }, 404, 'kit/not-found'],
  ]
  for (const [part, status, code] of cases)
    expect(await problem(await bring(part)), JSON.stringify(part)).toEqual({ status, code })
  expect(await web.count('upload_parts')).toBe(0)
})

test('nobody fills the store with halves, and what nobody goes on with is gone after a day', async () => {
  const half = Buffer.alloc(LIMITS.uploadPartBytes)
  const most = LIMITS.uploadPartsBytes / LIMITS.uploadPartBytes
  const one = (n: number) => ({
    at: 0,
    whole: half,
    total: half.length + 1,
    hash: n.toString(16).padStart(64, '0'),
  })
  for (let n = 0; n < most; n++) expect((await bring(one(n))).status).toBe(200)
  expect(await problem(await bring(one(most)))).toEqual({ status: 503, code: 'kit/busy' })
  expect((await bring({ ...one(most), who: bea })).status).toBe(200)
  web.advance(LIMITS.uploadPartsKeptMs + 1)
  await web.desk.housekeeping.tidy()
  expect(await web.count('upload_parts')).toBe(0)
})
