/** A token endpoint of tests on loopback (RFC 6749): says what a test wants, and remembers what it was asked. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type TokenEndpoint = {
  url: string
  /** The forms as they came, oldest first. */
  asked: Record<string, string>[]
  /** What the next requests are answered with, each the number of the request in it as `#`. */
  answer: { status: number; body: unknown; waitMs?: number }
  close(): Promise<void>
}

export async function openTokenEndpoint(): Promise<TokenEndpoint> {
  const asked: TokenEndpoint['asked'] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      asked.push(Object.fromEntries(new URLSearchParams(body)))
      const { status, body: said, waitMs = 0 } = endpoint.answer
      const text = JSON.stringify(said).replaceAll('#', String(asked.length))
      setTimeout(() => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(text)
      }, waitMs)
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const endpoint: TokenEndpoint = {
    url: `http://127.0.0.1:${port}/token`,
    asked,
    answer: granting(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return endpoint
}

export const granting = (more: object = {}): TokenEndpoint['answer'] => ({
  status: 200,
  body: { access_token: 'access-#', token_type: 'Bearer', expires_in: 3600, ...more },
})
