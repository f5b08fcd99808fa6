/** Bulk answers: packed for who takes it, the same bytes for all. */
import { gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { answerPacked } from './quick-gzip.ts'

const bytes = Uint8Array.from({ length: 5_000 }, (_, at) => at % 7)
const text = 'größer '.repeat(500)
const app = new Hono()
app.get('/bytes', (context) => answerPacked(context, bytes, 'application/octet-stream'))
app.get('/text', (context) => answerPacked(context, text, 'application/json'))
app.get('/short', (context) => answerPacked(context, 'ok', 'text/plain'))

async function get(path: string, encoding?: string) {
  const headers = encoding === undefined ? {} : { 'accept-encoding': encoding }
  const answer = await app.request(path, { headers })
  return { answer, body: new Uint8Array(await answer.arrayBuffer()) }
}

test.each(['gzip, deflate, br', 'br;q=1.0, gzip;q=0.5'])('packed for %s', async (encoding) => {
  for (const [path, whole] of [
    ['/bytes', bytes],
    ['/text', new TextEncoder().encode(text)],
  ] as const) {
    const { answer, body } = await get(path, encoding)
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(body.length).toBeLessThan(whole.length / 4)
    expect(new Uint8Array(gunzipSync(body))).toEqual(whole)
  }
})

test('as it is for who does not take it, and when it is short', async () => {
  expect((await get('/bytes')).body).toEqual(bytes)
  expect((await get('/bytes', 'br')).answer.headers.get('content-encoding')).toBeNull()
  expect((await get('/short', 'gzip')).body).toEqual(new TextEncoder().encode('ok'))
})
