import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Resolve } from './checked-address.ts'
import { makePictureFetcher } from './fetch-picture.ts'
import { parseNetworks } from './network-address.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
const LOOPBACK = unwrap(parseNetworks('127.0.0.1/32'))
const NOTHING = unwrap(parseNetworks(null))

let server: Server
let port: number
let asked: IncomingMessage[]
let answer: (request: IncomingMessage, response: ServerResponse) => void

beforeEach(async () => {
  asked = []
  answer = (_request, response) => void response.end(PNG)
  server = createServer((request, response) => {
    asked.push(request)
    answer(request, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  port = typeof address === 'object' && address ? address.port : 0
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})

const at = (path = '/a.png', host = '127.0.0.1') => `http://${host}:${port}${path}`
const loopback: Resolve = async () => [{ address: '127.0.0.1', family: 4 }]

test('[MA31] [MR21] a picture is fetched without a word about who asks', async () => {
  const fetchPicture = makePictureFetcher(LOOPBACK)
  expect(unwrap(await fetchPicture(at('/a.png?id=7')))).toEqual({ type: 'image/png', bytes: PNG })
  expect(asked.map(({ url }) => url)).toEqual(['/a.png?id=7'])
  expect(Object.keys(asked[0]?.headers ?? {}).sort()).toEqual([
    'accept',
    'accept-encoding',
    'connection',
    'host',
    'user-agent',
  ])
})

test('[MA31] its type is what its bytes say', async () => {
  answer = (_request, response) => {
    response.setHeader('content-type', 'text/html')
    response.end(GIF)
  }
  expect(unwrap(await makePictureFetcher(LOOPBACK)(at())).type).toBe('image/gif')
})

test.each<[what: string, respond: (response: ServerResponse) => void]>([
  ['HTML', (response) => response.end('<script>alert(1)</script>')],
  [
    'an SVG that calls itself a PNG',
    (response) => {
      response.setHeader('content-type', 'image/png')
      response.end('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
    },
  ],
  ['nothing', (response) => response.end()],
  ['a picture with another status', (response) => response.writeHead(404).end(PNG)],
  [
    'a redirect',
    (response) => response.writeHead(302, { location: `http://127.0.0.1:${port}/b.png` }).end(PNG),
  ],
  ['packed bytes', (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(PNG)],
  [
    'a length past the limit',
    (response) => {
      response.writeHead(200, { 'content-length': LIMITS.remoteImageBytes + 1 })
      response.write(PNG)
    },
  ],
  [
    'more bytes than the limit, unannounced',
    (response) => {
      response.write(PNG)
      response.end(Buffer.alloc(LIMITS.remoteImageBytes + 1))
    },
  ],
  [
    'a picture of a hundred million points',
    (response) => {
      const huge = Buffer.from(PNG)
      huge.writeUInt32BE(10_000, 16)
      huge.writeUInt32BE(10_000, 20)
      response.end(huge)
    },
  ],
])('[MA31] %s is no picture', async (_what, respond) => {
  answer = (_request, response) => respond(response)
  const got = await makePictureFetcher(LOOPBACK)(at())
  expect(got).toMatchObject({ ok: false, fault: { code: 'kit/not-found' } })
  // A redirect is not followed.
  expect(asked).toHaveLength(1)
})

test.each([
  ['its number', () => at()],
  ['another way to write it', () => at('/', '2130706433')],
  ['a mapped address', () => at('/', '[::ffff:127.0.0.1]')],
  ['its name', () => at('/', 'localhost')],
  ['a name that leads there', () => at('/', 'pictures.outside.test')],
  ['a user and password', () => `http://a:b@127.0.0.1:${port}/`],
  ['another scheme', () => `ftp://127.0.0.1:${port}/`],
  ['a file', () => 'file:///etc/hostname'],
  ['a very long address', () => at(`/${'a'.repeat(LIMITS.remoteImageUrlChars)}`)],
  ['no address', () => 'x'],
])('[MA31] [SEC-SSRF] the machine itself is not asked by %s', async (_how, url) => {
  expect((await makePictureFetcher(NOTHING, loopback)(url())).ok).toBe(false)
  expect(asked).toHaveLength(0)
})

test('[MA31] [SEC-SSRF] a name with one inside address among its public ones is not asked', async () => {
  const mixed: Resolve = async () => [
    { address: '8.8.8.8', family: 4 },
    { address: '127.0.0.1', family: 4 },
  ]
  expect((await makePictureFetcher(NOTHING, mixed)('http://mixed.outside.test/')).ok).toBe(false)
})

test('[MA31] [SEC-SSRF] what was checked is what is asked: a name is resolved once', async () => {
  const answers = [[{ address: '127.0.0.1', family: 4 }], [{ address: '127.0.0.2', family: 4 }]]
  let times = 0
  const rebinding: Resolve = async () => answers[times++] ?? []
  const fetchPicture = makePictureFetcher(LOOPBACK, rebinding)
  expect((await fetchPicture(at('/', 'rebind.outside.test'))).ok).toBe(true)
  expect([times, asked.length]).toEqual([1, 1])
  expect(asked[0]?.headers.host).toBe(`rebind.outside.test:${port}`)
  expect((await fetchPicture(at('/', 'rebind.outside.test'))).ok).toBe(false)
  expect(asked).toHaveLength(1)
})

test('[MA31] a public address is asked at its usual port only', async () => {
  let times = 0
  const counted: Resolve = async () => {
    times++
    return [{ address: '8.8.8.8', family: 4 }]
  }
  expect((await makePictureFetcher(NOTHING, counted)('http://a.outside.test:25/')).ok).toBe(false)
  expect(times).toBe(1)
})

test('[MA31] so many at once, and the next ones wait their turn', async () => {
  const held: ServerResponse[] = []
  answer = (_request, response) => void held.push(response)
  const fetchPicture = makePictureFetcher(LOOPBACK)
  const first = Array.from({ length: LIMITS.remoteImagesAtOnce }, () => fetchPicture(at()))
  expect(await fetchPicture(at())).toMatchObject({ ok: false, fault: { code: 'kit/busy' } })
  await expect.poll(() => held.length).toBe(LIMITS.remoteImagesAtOnce)
  for (const response of held) response.end(PNG)
  for (const one of await Promise.all(first)) expect(one.ok).toBe(true)
  answer = (_request, response) => void response.end(PNG)
  expect((await fetchPicture(at())).ok).toBe(true)
})
