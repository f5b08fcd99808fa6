/** Rights that end: a queue taken away, an account disabled, a server restored. What one may not see is gone, and soon. */
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { type Agent, goOffline, untilInstalled } from '../actors/agent.ts'
import { expect, test, type Desk } from '../actors/desk-test.ts'
import { withText } from '../actors/oracle.ts'
import { keptNames, storesWith } from '../pages/device.ts'
import { watchGone } from '../pages/watch.ts'

const GRACE = { name: 'Grace Hopper', email: 'grace@desk.test' }
const GONE_MS_MAX = 2_000
const SECRET = 'Invoice 4711 is wrong'
const LATE = 'Opened after the backup'

/** An agent with both queues, and a ticket in each. */
async function begin(desk: Desk): Promise<Agent & { person: string; kept: number; lost: number }> {
  const { id } = await desk.stage.addPerson({
    ...GRACE,
    role: 'agent',
    queues: ['support', 'payments'],
  })
  const kept = await desk.ticket('The door sticks')
  const made = await desk.stage.api().post('/api/tickets', {
    queue: 'payments',
    name: 'Sam Porter',
    email: 'sam@outside.test',
    subject: SECRET,
    body: 'The sum is not right.',
  })
  expect(made.status).toBe(201)
  const { number: lost } = await desk.oracle.bySubject(SECRET)
  const agent = await desk.agent(GRACE.email)
  await agent.workspace.goTo('All')
  await agent.workspace.open(lost)
  await agent.workspace.isSaved()
  await untilInstalled(agent.page)
  await expect.poll(() => storesWith(agent.page, SECRET)).toContain('docs')
  return { ...agent, person: id, kept, lost }
}

const inAnyStore = (page: Page) => storesWith(page, SECRET)

test('[RI2] a queue that is taken away is gone from list, screen and disk within two seconds', async ({
  desk,
}, info) => {
  const { page, workspace, person, kept } = await begin(desk)
  const second = await page.context().newPage()
  await second.goto(page.url())
  for (const tab of [page, second])
    await expect(tab.locator('article.ticket').getByText(SECRET).first()).toBeVisible()
  const gone = await Promise.all(
    [page, second].map((tab) => watchGone(tab, 'article.ticket', SECRET)),
  )
  const askedAt = Date.now()
  const changed = await desk.stage
    .api(desk.oracle.token)
    .patch(`/api/people/${person}`, { queues: ['support'] })
  expect(changed.status, changed.text).toBe(200)
  for (const at of await Promise.all(gone.map((when) => when()))) {
    info.annotations.push({ type: 'gone after ms', description: String(at - askedAt) })
    expect(at - askedAt).toBeLessThan(GONE_MS_MAX)
  }
  for (const tab of [page, second]) {
    await expect(tab.getByText(SECRET)).toHaveCount(0)
    // Not that the network is away: why it went.
    await expect(tab.locator('.gone-ticket')).toContainText(
      'Its queue was taken out of those you see',
    )
    await expect(tab.locator('.row.is-lost')).toHaveCount(0, { timeout: GONE_MS_MAX })
  }
  await expect.poll(() => inAnyStore(page)).toEqual([])
  await expect(workspace.row(kept)).toBeVisible()
  await page.getByRole('button', { name: 'Next ticket' }).click()
  await expect(page.getByRole('article', { name: `Ticket #${kept}:` })).toBeVisible()
  // Neither the address nor a start brings it back.
  await page.reload()
  await expect(workspace.row(kept)).toBeVisible()
  await expect(page.getByText(SECRET)).toHaveCount(0)
})

test('[RI8] [RI13] an account disabled while its person looks leaves nothing on the device', async ({
  desk,
}, info) => {
  const { page, workspace, person } = await begin(desk)
  await workspace.addNote('Never to be sent')
  const gone = await watchGone(page, 'article.ticket', SECRET)
  const askedAt = Date.now()
  const changed = await desk.stage
    .api(desk.oracle.token)
    .patch(`/api/people/${person}`, { isDisabled: true })
  expect(changed.status, changed.text).toBe(200)
  const goneMs = (await gone()) - askedAt
  info.annotations.push({ type: 'gone after ms', description: String(goneMs) })
  expect(goneMs).toBeLessThan(GONE_MS_MAX)
  await expect(page.getByRole('heading', { name: 'This device was signed out' })).toBeVisible()
  await expect.poll(() => keptNames(page)).toEqual([])
})

test('[RI13] an account disabled while its device was away: wiped at the first contact, before anything shows', async ({
  desk,
}) => {
  const { context, page, workspace } = await begin(desk)
  await goOffline(context)
  await workspace.addNote('Never to be sent')
  await desk.stage.verb('user', 'disable', '--email', GRACE.email)
  const second = await context.newPage()
  await second.goto('/app')
  await expect(second.getByRole('heading', { name: 'Inbox', level: 1 })).toBeVisible()
  await context.setOffline(false)
  for (const tab of [page, second]) {
    await expect(tab.getByRole('heading', { name: 'This device was signed out' })).toBeVisible()
    await expect(tab.getByText(SECRET)).toHaveCount(0)
  }
  await expect.poll(() => keptNames(page)).toEqual([])
})

test('[FE6] a server restored from its backup: what it does not know goes, what was unsent arrives', async ({
  desk,
}) => {
  const { stage } = desk
  const { context, page, workspace, kept, lost } = await begin(desk)
  const backup = await mkdtemp(join(tmpdir(), 'deskside-backup-'))
  try {
    await stage.verb('backup', backup)
    await desk.ticket(LATE)
    await expect.poll(() => storesWith(page, LATE)).toContain('docs')
    await workspace.choose('priority', 'High')
    await workspace.isSaved()
    await goOffline(context)
    await workspace.addNote('Written while the server was away.')
    await Promise.all([stage.server.stop(), stage.gateway.stop()])
    for (const name of await readdir(stage.dataDir))
      await rm(join(stage.dataDir, name), { recursive: true })
    await stage.verb('restore', backup)
    await Promise.all([stage.server.start(), stage.gateway.start()])
    await context.setOffline(false)

    await expect.poll(() => storesWith(page, LATE)).toEqual([])
    await workspace.isSaved()
    await expect(workspace.row(kept)).toBeVisible()
    await expect(workspace.field('priority')).not.toContainText('High')
    await expect(workspace.message('Written while the server was away.')).toBeVisible()
    const ticket = await desk.oracle.ticket(lost)
    expect(withText(ticket, 'Written while the server was away.')).toHaveLength(1)
    expect(ticket.priority).toBe('normal')
  } finally {
    await rm(backup, { recursive: true, force: true })
  }
})
