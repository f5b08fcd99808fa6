/**
 * A new version of the app is deployed while people work (UX-SW, PU14): a proxy in front of the desk answers with another
 * service worker and another page from then on, and no longer knows a file of the version before.
 */
import { createServer, request as ask } from 'node:http'
import { connect } from 'node:net'
import { once } from 'node:events'
import type { Page } from '@playwright/test'
import { findFreePort } from '../../bin/free-port.mjs'
import { ADMIN, expect, test } from '../actors/desk-test.ts'
import { untilInstalled } from '../actors/agent.ts'
import { makeWorkspace } from '../pages/workspace.ts'
import type { Stage } from '../stage.ts'

async function openProxy(stage: Stage) {
  const port = await findFreePort()
  let isNew = false
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    // The chunk of the settings has another name in the new version.
    const isGone =
      isNew && /^\/assets\/settings-screen-[^/]*\.js$/.test(path) && !path.includes('-next')
    if (isGone) return void response.writeHead(404).end()
    const up = ask(
      {
        host: '127.0.0.1',
        port: stage.httpPort,
        method: request.method,
        path: path.replace('-next.js', '.js'),
        headers: { ...request.headers, 'accept-encoding': 'identity' },
      },
      (answer) => {
        const isChanged = isNew && /^\/(service-worker\.js|index\.html|app.*)(\?.*)?$/.test(path)
        if (!isChanged) {
          // What the browser itself keeps it may forget at any time: nothing may stand on it.
          const kept = { ...answer.headers, 'cache-control': 'no-store' }
          response.writeHead(answer.statusCode ?? 500, kept)
          return void answer.pipe(response)
        }
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('end', () => {
          const text = deployed(Buffer.concat(chunks).toString('utf8'))
          const { 'content-length': _, ...headers } = answer.headers
          response.writeHead(answer.statusCode ?? 500, headers)
          response.end(text)
        })
      },
    )
    up.on('error', () => response.destroy())
    request.pipe(up)
  })
  server.on('upgrade', (request, socket, head) => {
    const up = connect(stage.httpPort, '127.0.0.1', () => {
      const lines = Object.entries(request.headers).map(
        ([name, value]) => `${name}: ${String(value)}`,
      )
      up.write(`GET ${request.url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
      up.write(head)
      socket.pipe(up).pipe(socket)
    })
    up.on('error', () => socket.destroy())
    socket.on('error', () => up.destroy())
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://localhost:${port}`,
    deploy() {
      isNew = true
    },
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** The same build, known again: the page says it, and the worker's list has another page and another name of a file. */
const deployed = (text: string): string =>
  text
    .replace('<head>', '<head><meta name="deployed" content="2">')
    .replace(/(assets\/settings-screen-[\w-]*?)\.js/g, '$1-next.js')
    .replace(/("?url"?:\s*"index\.html",\s*"?revision"?:\s*")[^"]*/, '$1next')
    .replace(/("?revision"?:\s*")[^"]*(",\s*"?url"?:\s*"index\.html")/, '$1next$2')

const isNewVersion = (page: Page) =>
  page.evaluate(() => document.querySelector('meta[name=deployed]') !== null)
/** Looked for by itself when the window is used again. */
const use = (page: Page) => page.evaluate(() => void dispatchEvent(new Event('focus')))

test('[UX-SW] [PU14] two tabs, a draft open, a new version: nothing is reloaded but what asked, and no character is lost', async ({
  desk,
}) => {
  const number = await desk.ticket('The door is stuck')
  const { context, page: signedIn } = await desk.agent(ADMIN.email)
  await signedIn.close()
  const proxy = await openProxy(desk.stage)
  try {
    const writing = await context.newPage()
    await writing.goto(`${proxy.url}/app/v/all`)
    const one = makeWorkspace(writing)
    await untilInstalled(writing)
    const other = await context.newPage()
    await other.goto(`${proxy.url}/app/v/all`)
    const two = makeWorkspace(other)
    await two.isSaved()
    await one.open(number)
    await one.openReply()
    await one.editor.click()
    await writing.keyboard.type('We come on ')
    await writing.evaluate(() => Object.assign(window, { isSameStart: true }))

    proxy.deploy()
    await use(other)
    await expect(two.pill).toHaveText('Update ready')
    await expect(one.pill).toHaveText(/Update ready|Saved/)
    await writing.bringToFront()
    await one.editor.click()
    await writing.keyboard.type('Friday, ')
    expect(await isNewVersion(other)).toBe(false)

    await other.bringToFront()
    await two.pill.click()
    await other.getByRole('dialog').getByRole('button', { name: 'Restart now' }).click()
    await expect.poll(() => isNewVersion(other).catch(() => false)).toBe(true)

    // Who is writing goes on in the version they have, also with files of it that the server has no more.
    await writing.bringToFront()
    await writing.keyboard.type('at nine.')
    expect(await writing.evaluate(() => 'isSameStart' in window)).toBe(true)
    expect(await one.typed()).toContain('We come on Friday, at nine.')
    await one.goTo('Settings').catch(() => {})
    await expect(writing.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
    expect(await writing.evaluate(() => 'isSameStart' in window)).toBe(true)

    // Then they ask for it too.
    await expect(one.pill).toHaveText('Update ready')
    await one.pill.click()
    await writing.getByRole('dialog').getByRole('button', { name: 'Restart now' }).click()
    await expect.poll(() => isNewVersion(writing).catch(() => false)).toBe(true)
    await writing.goto(`${proxy.url}/app/v/all`)
    await one.open(number)
    await one.openReply()
    await expect.poll(() => one.typed()).toContain('We come on Friday, at nine.')
  } finally {
    await context.close()
    proxy.close()
  }
})

test('[PU14] at the next cold start the new version is there without a click', async ({ desk }) => {
  const { context, page: signedIn } = await desk.agent(ADMIN.email)
  await signedIn.close()
  const proxy = await openProxy(desk.stage)
  try {
    const page = await context.newPage()
    await page.goto(`${proxy.url}/app/v/all`)
    await untilInstalled(page)
    const workspace = makeWorkspace(page)
    await workspace.isSaved()
    proxy.deploy()
    await use(page)
    await expect(workspace.pill).toHaveText('Update ready')
    // Loaded again it is the same: the new one waits until every window is closed.
    await page.reload()
    await workspace.isSaved().catch(() => {})
    expect(await isNewVersion(page)).toBe(false)
    await page.close()
    await expect
      .poll(async () => {
        const next = await context.newPage()
        await next.goto(`${proxy.url}/app/v/all`)
        const isNew = await isNewVersion(next)
        if (!isNew) await next.close()
        return isNew
      })
      .toBe(true)
  } finally {
    await context.close()
    proxy.close()
  }
})
