import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { HttpEnv } from './request-auth.ts'
import { mountStatic } from './static-files.ts'

let parent: string
const app = new Hono<HttpEnv>()
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'deskside-static-'))
  const folder = join(parent, 'client')
  await mkdir(join(folder, 'assets'), { recursive: true })
  await writeFile(join(folder, 'assets', 'app-1.js'), 'plain')
  await writeFile(join(folder, 'assets', 'app-1.js.br'), 'brotli')
  await writeFile(join(folder, 'assets', 'app-1.js.gz'), 'gzip')
  await writeFile(join(folder, 'icon.png'), 'picture')
  await writeFile(join(folder, 'assets', 'pdf-worker-1.js'), 'takes apart')
  await mkdir(join(parent, 'client-secret'))
  await writeFile(join(parent, 'client-secret', 'key.txt'), 'secret')
  mountStatic(app, folder)
})
afterAll(() => rm(parent, { recursive: true }))

const ask = async (path: string, accepted?: string) => {
  const headers = new Headers(accepted === undefined ? {} : { 'accept-encoding': accepted })
  const answer = await app.request(path, { headers })
  return {
    status: answer.status,
    encoding: answer.headers.get('content-encoding'),
    type: answer.headers.get('content-type'),
    policy: answer.headers.get('content-security-policy'),
    vary: answer.headers.get('vary'),
    text: await answer.text(),
  }
}

describe('a file that lies compressed beside itself', () => {
  test.each([
    ['gzip, deflate, br, zstd', 'br', 'brotli'],
    ['gzip;q=1, br;q=0.1', 'br', 'brotli'],
    ['gzip, deflate', 'gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip', 'gzip'],
    ['identity', null, 'plain'],
    ['', null, 'plain'],
    [undefined, null, 'plain'],
    [',,;q=x,"', null, 'plain'],
  ])('asked for with %s comes as %s', async (accepted, encoding, text) => {
    expect(await ask('/assets/app-1.js', accepted)).toEqual({
      ...{ status: 200, encoding, text },
      type: 'text/javascript; charset=utf-8',
      policy: null,
      vary: 'Accept-Encoding',
    })
  })
})

test('[MA32] the thread that takes a PDF apart may decode, and reach nothing', async () => {
  const { status, policy } = await ask('/assets/pdf-worker-1.js')
  expect(status).toBe(200)
  expect(policy).toBe("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'")
})

test('what has no compressed file comes as it is', async () => {
  expect(await ask('/icon.png', 'br, gzip')).toMatchObject({ encoding: null, text: 'picture' })
})

test.each([
  '/%E0%A4%A',
  '/%2e%2e/client-secret/key.txt',
  '/..%2fclient-secret/key.txt',
  '/assets',
  '/assets/app-1.js%00',
  '/nothing',
])('%s is not found', async (path) => {
  expect((await ask(path)).status).toBe(404)
})
