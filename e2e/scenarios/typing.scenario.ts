/**
 * Two people type one reply at random, while the server is killed, a tab is killed and the ticket goes to somebody else:
 * both browsers and the server end with the same bytes. `DESKSIDE_TYPING_SECONDS=300` types for five minutes.
 */
import type { Page } from '@playwright/test'
import * as Y from 'yjs'
import { expect, test } from '../actors/desk-test.ts'
import { makeTypist } from '../actors/typist.ts'
import { crash } from '../pages/renderer.ts'
import { makeWorkspace } from '../pages/workspace.ts'
import { readDraft } from '../stage/draft-reader.ts'
import { pause } from '../stage/wait.ts'

const SECONDS = Number(process.env['DESKSIDE_TYPING_SECONDS'] ?? '15')
const PHASES = 3
const SETTLE_MS_MAX = 60_000

test.setTimeout(180_000 + SECONDS * 2_000)

test('[DR1] [DR6] two people type one reply at random: the same bytes everywhere in the end', async ({
  desk,
}) => {
  const number = await desk.ticket('The pump has stopped')
  const ticket = await desk.oracle.ticket(number)
  const { ada, ben } = await desk.bothReplying(number)
  const phaseMs = (SECONDS / PHASES) * 1_000
  let acts = 0
  async function typeBoth(pages: readonly Page[], phase: number, meanwhile: () => Promise<void>) {
    const until = Date.now() + phaseMs
    const typists = pages.map(async (page, at) => {
      await page.locator('.reply-text').focus()
      acts += await makeTypist(page, phase * 10 + at).typeUntil(() => Date.now() >= until)
    })
    await pause(phaseMs / 3)
    await meanwhile()
    await Promise.all(typists)
  }

  await typeBoth([ada.page, ben.page], 1, async () => {
    await desk.stage.server.kill()
    await desk.stage.server.start()
  })
  const draft = `${ticket.id}-r0`
  await expectSame(draft)

  await ben.page.locator('.reply-text').focus()
  await ben.page.keyboard.press('Control+End')
  await ben.page.keyboard.type(' Ben was here.')
  // What was typed is on the device within this time of the key (LIMITS.draftWriteMs), whatever happens to the tab.
  await pause(250)
  const tab = await ben.context.newPage()
  await crash(ben.page)
  await tab.goto('/app/v/all')
  const again = makeWorkspace(tab)
  await again.open(number)
  await again.openReply()
  await expect(tab.locator('.reply-text')).toContainText('Ben was here.')
  await typeBoth([ada.page, tab], 2, async () => {
    await desk.stage.api(desk.oracle.token).patch(`/api/tickets/${ticket.id}`, { assignee: null })
  })
  await expectSame(draft, tab)

  await typeBoth([ada.page, tab], 3, () =>
    // Its server was killed while it kept the app: what the page needs it has by now.
    ada.context.setOffline(true),
  )
  await ada.context.setOffline(false)
  await expectSame(draft, tab)
  test.info().annotations.push({ type: 'acts', description: String(acts) })
  expect(acts).toBeGreaterThan(SECONDS)

  /** Both disks and the server; and both editors show it. */
  async function expectSame(id: string, bensPage: Page = ben.page): Promise<void> {
    for (const page of [ada.page, bensPage])
      await expect(page.locator('.sync-pill:visible')).toHaveText('Saved', {
        timeout: SETTLE_MS_MAX,
      })
    await expect
      .poll(
        async () => {
          const server = normal(await readDraft(desk.stage, id, desk.oracle.token))
          const here = await Promise.all([ada.page, bensPage].map((page) => keptDraft(page, id)))
          return here.map((bytes) => Buffer.compare(normal(bytes), server))
        },
        { timeout: SETTLE_MS_MAX },
      )
      .toEqual([0, 0])
    await expect
      .poll(async () => {
        const [hers, his] = [ada.workspace, makeWorkspace(bensPage)].map((one) => one.typedMarkup())
        return (await hers) === (await his)
      })
      .toBe(true)
  }
})

/** The same structs in the same cut: a document that grew in steps is written in other pieces than one read at once. */
function normal(bytes: Uint8Array): Uint8Array {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, bytes)
  return Y.encodeStateAsUpdate(doc)
}

async function keptDraft(page: Page, id: string): Promise<Uint8Array> {
  const bytes = await page.evaluate(async (draft) => {
    const names = (await indexedDB.databases()).map(({ name = '' }) => name)
    const name = names.find((one) => /^deskside-[0-9a-z]{26}$/.test(one)) ?? ''
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name)
      request.onsuccess = () => resolve(request.result)
      request.onerror = () => reject(new Error('the database could not be opened'))
    })
    const kept = await new Promise<number[]>((resolve) => {
      const request = db.transaction('drafts').objectStore('drafts').get(draft)
      request.onsuccess = () => resolve([...(request.result?.bytes ?? [0, 0])])
    })
    db.close()
    return kept
  }, id)
  return new Uint8Array(bytes)
}
