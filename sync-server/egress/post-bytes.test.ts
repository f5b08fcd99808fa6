/** Bytes go to public addresses, to listed ones, and nowhere else. */
import { createServer } from 'node:http'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findFreePort } from '../../bin/free-port.mjs'
import { unwrap } from '../../shared/kit/fault.ts'
import { parseNetworks } from './network-address.ts'
import { makePoster } from './post-bytes.ts'

const NONE = unwrap(parseNetworks(null))
const LOOPBACK = unwrap(parseNetworks('127.0.0.0/8'))
const body = new Uint8Array([1, 2, 3])

const asked: string[] = []
const server = createServer((request, response) => {
  asked.push(request.url ?? '')
  if (request.url === '/elsewhere') response.writeHead(302, { location: '/private' })
  else if (request.url === '/later') response.writeHead(429, { 'retry-after': '90' })
  response.end('x'.repeat(100_000))
})
let url = ''
beforeAll(async () => {
  const port = await findFreePort()
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

test.each([
  'https://127.0.0.1/x',
  'https://10.0.0.1/x',
  'https://[::1]/x',
  'https://[::ffff:127.0.0.1]/x',
  'https://2130706433/x',
  'https://169.254.169.254/latest',
  'https://user:secret@1.1.1.1/x',
  'https://1.1.1.1:8443/x',
  'http://1.1.1.1/x',
  'file:///etc/passwd',
  'nonsense',
])('[PU9] %s is not asked', async (address) => {
  const answer = await makePoster(NONE)(address, {}, body)
  expect(!answer.ok && answer.fault.code).toBe('kit/invalid')
})

test('[PU9] a public name with a private address is not asked, also when it has public ones too', async () => {
  const mixed = async () => [
    { address: '1.1.1.1', family: 4 },
    { address: '127.0.0.1', family: 4 },
  ]
  const answer = await makePoster(NONE, mixed)('https://push.example/x', {}, body)
  expect(!answer.ok && answer.fault.code).toBe('kit/invalid')
})

test('[PU9] listed networks are asked, also without TLS; a redirect is an answer and is not followed', async () => {
  const post = makePoster(LOOPBACK)
  expect(unwrap(await post(`${url}/here`, {}, body))).toEqual({
    status: 200,
    retryAfterSeconds: null,
  })
  expect(unwrap(await post(`${url}/elsewhere`, {}, body)).status).toBe(302)
  expect(unwrap(await post(`${url}/later`, {}, body))).toEqual({
    status: 429,
    retryAfterSeconds: 90,
  })
  expect(asked).toEqual(['/here', '/elsewhere', '/later'])
})
