/** A web server that should hear nothing: it counts who asks, and answers with a picture. */
import { createServer, type IncomingHttpHeaders } from 'node:http'

const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

export type Canary = {
  port: number
  heard: { url: string; headers: IncomingHttpHeaders }[]
  close(): Promise<void>
}

export async function openCanary(): Promise<Canary> {
  const heard: Canary['heard'] = []
  const server = createServer((request, response) => {
    heard.push({ url: request.url ?? '', headers: request.headers })
    if (request.url?.startsWith('/missing')) response.writeHead(404)
    response.end(GIF)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    heard,
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
