/** What only the server answers does not pass the service worker: one that sleeps would have to be woken for it. */
import { untilInstalled } from '../actors/agent.ts'
import { ADMIN, expect, test } from '../actors/desk-test.ts'

test('questions to the server go past the worker, files of the app do not', async ({ desk }) => {
  const { page, context, workspace } = await desk.agent(ADMIN.email)
  await untilInstalled(page)
  await page.reload()
  await workspace.isSaved()
  const [worker] = context.serviceWorkers()
  if (!worker) throw new Error('no service worker')
  // Its library reads the address of each request that comes to it.
  await worker.evaluate(() => {
    const heard: string[] = []
    class Watched extends URL {
      constructor(address: string | URL, base?: string | URL) {
        super(address, base)
        heard.push(this.pathname)
      }
    }
    Object.assign(globalThis, { URL: Watched, heard })
  })
  const asked = [
    '/api/push',
    '/feed?scope=q%3Asupport&after=0',
    '/docs',
    '/blobs/none/parts',
    '/icon.svg',
  ]
  for (const address of asked) await page.evaluate(async (at) => void (await fetch(at)), address)
  await desk.ticket('The winch turns backwards')
  await expect(page.locator('.row')).toHaveCount(1)
  const heard = await worker.evaluate(() => (globalThis as unknown as { heard: string[] }).heard)
  expect([...new Set(heard)].filter((path) => !path.startsWith('/assets/'))).toEqual(['/icon.svg'])
})
