/**
 * Screens that nobody wishes for: what was refused or came too late, a device that is full, wiped, locked or thrown out.
 * Each is brought about once, on a desk with some work in it, and then looked at in all widths.
 */
import { expect as expectIn, type Browser, type Page } from '@playwright/test'
import { DAY_MS } from '../../shared/kit/limits.ts'
import { type Agent, goOffline, openAgent, untilInstalled } from '../actors/agent.ts'
import { makeOracle } from '../actors/oracle.ts'
import {
  damageDatabase,
  databaseName,
  holdOldDatabase,
  lookAgain,
  openNewerDatabase,
  setQuota,
  wipeStorage,
} from '../pages/device-trouble.ts'
import { makeWorkspace } from '../pages/workspace.ts'
import type { Stage } from '../stage.ts'

type Who = { name: string; email: string }
type Shoot = (page: Page, name: string) => Promise<void>

/** A busy machine takes its time. */
const expect = expectIn.configure({ timeout: 20_000 })

/** So long until a browser notices that there is no room. */
const FULL_MS_MAX = 60_000

export async function takeTrouble(
  browser: Browser,
  stage: Stage,
  { admin, other }: { admin: Who; other: Who },
  shoot: Shoot,
): Promise<void> {
  const tokenOf = ({ email }: { email: string }) => stage.verb('token', 'create', '--email', email)
  const oracle = makeOracle(stage, await tokenOf(admin))
  const api = stage.api(oracle.token)
  const colleague = stage.api(await tokenOf(other))
  const ticket = async (subject: string) => {
    const from = { name: 'Sam Porter', email: 'sam@outside.test' }
    await stage.api().post('/api/tickets', { queue: 'support', ...from, subject, body: BODY })
    return oracle.bySubject(subject)
  }
  const first = await openAgent(browser, stage, admin.email)
  const storageState = await first.context.storageState()
  await first.context.close()
  /** A browser of its own in the session of the first: mails with links are limited. */
  const open = async (): Promise<Agent> => {
    const context = await browser.newContext({
      baseURL: stage.publicUrl,
      viewport: { width: 1440, height: 900 },
      locale: 'en-GB',
      storageState,
    })
    const page = await context.newPage()
    await page.goto('/app/v/all')
    // Without it what is loaded when it is asked for is not to be had offline.
    await untilInstalled(page)
    return { context, page, workspace: makeWorkspace(page) }
  }
  /** Opens the newest tickets, where they are easily found. */
  const show = async ({ page, workspace }: Agent, number: number) => {
    await page.goto('/app/v/all')
    await page.getByLabel('Sort by').selectOption('Newest')
    await workspace.open(number)
  }

  const merged = await ticket('The pump has stopped')
  const target = await ticket('No water on deck two since the pump in the engine room stopped')
  const one = await open()
  await show(one, merged.number)
  await one.workspace.openReply()
  await one.workspace.type('Close the valve.')
  await api.post(`/api/tickets/${merged.id}/merge`, { into: target.id })
  await expect(one.workspace.mergedLine).toContainText('went along')
  await shoot(one.page, 'merged')

  const late = await ticket('The crane is stuck')
  const guarded = await ticket('The winch is loose')
  await show(one, late.number)
  await expect(one.workspace.pill).not.toContainText('Saving')
  await goOffline(one.context)
  await one.workspace.choose('status', 'Waiting')
  await one.workspace.choose('priority', 'Urgent')
  await api.patch(`/api/tickets/${late.id}`, { status: 'solved', priority: 'low' })
  await one.context.setOffline(false)
  await expect(one.workspace.ticket.locator('.lost-line')).toHaveCount(2)
  await shoot(one.page, 'lost-line')

  await show(one, guarded.number)
  await expect(one.workspace.pill).not.toContainText('Saving')
  await goOffline(one.context)
  await one.workspace.openReply()
  await one.workspace.type('Tighten the two bolts at the drum.')
  await one.workspace.send()
  await colleague.post(`/api/tickets/${guarded.id}/replies`, {
    text: 'Please do not touch it: a fitter is on the way and will look at the drum first.',
  })
  await one.context.setOffline(false)
  await expect(one.workspace.guard).toBeVisible()
  await shoot(one.page, 'guard')

  // In one drawer: refused, too late, waiting.
  const moved = await ticket('The gate squeaks')
  await show(one, moved.number)
  await expect(one.workspace.pill).not.toContainText('Saving')
  await goOffline(one.context)
  await one.workspace.addNote('Oil is in the shed, on the second shelf from above.')
  await one.workspace.choose('priority', 'Urgent')
  await api.patch(`/api/tickets/${moved.id}`, { priority: 'low' })
  await api.post(`/api/tickets/${moved.id}/merge`, { into: target.id })
  await one.workspace.goTo('Snoozed')
  await one.context.setOffline(false)
  await expect(one.workspace.pill).toContainText(/[2-9] need/)
  await goOffline(one.context)
  await pickInList(one.page, late.number)
  await one.workspace.choose('assignee', other.name)
  await one.workspace.pill.click()
  await expect(one.page.locator('.waiting-item').first()).toBeVisible()
  await shoot(one.page, 'drawer')
  await one.context.close()

  const full = await open()
  await show(full, late.number)
  await full.workspace.openReply()
  await full.workspace.type('Lift ')
  await full.workspace.isSaved()
  await goOffline(full.context)
  await setQuota(full.page, 1)
  await expect(async () => {
    await full.workspace.type('x')
    const state = full.workspace.ticket.locator('.draft-state')
    await expect(state).toContainText('Not stored', { timeout: 500 })
  }).toPass({ timeout: FULL_MS_MAX })
  await shoot(full.page, 'storage-full')
  await full.workspace.pill.click()
  await expect(full.page.getByRole('dialog')).toBeVisible()
  await shoot(full.page, 'storage-full-drawer')
  await setQuota(full.page, null)
  await full.context.close()

  const wiped = await open()
  await show(wiped, late.number)
  await wiped.workspace.isSaved()
  await goOffline(wiped.context)
  await wiped.workspace.addNote('Grease the block.')
  await wipeStorage(wiped.page)
  await expect(wiped.workspace.pill).toContainText('removed')
  await wiped.workspace.pill.click()
  await expect(wiped.page.getByRole('dialog')).toContainText('The browser removed')
  await shoot(wiped.page, 'storage-wiped')
  await wiped.context.close()

  const versions = await open()
  await show(versions, late.number)
  await versions.workspace.isSaved()
  const name = await databaseName(versions.page)
  await versions.page.goto('/q/support')
  const old = await versions.context.newPage()
  await old.goto('/q/support')
  await holdOldDatabase(old, name)
  await versions.page.goto('/app/v/all')
  await expect(versions.page.getByText('Another tab runs an older version')).toBeVisible()
  await shoot(versions.page, 'blocked-upgrade')
  await old.close()
  await show(versions, late.number)
  await versions.workspace.isSaved()
  const newer = await versions.context.newPage()
  await newer.goto('/q/support')
  await openNewerDatabase(newer, name)
  await expect(versions.page.getByText('A newer version is open')).toBeVisible()
  await shoot(versions.page, 'newer-version')
  await versions.context.close()

  const torn = await open()
  await show(torn, late.number)
  await torn.workspace.isSaved()
  await torn.page.goto('/q/support')
  await damageDatabase(torn.page)
  await torn.page.goto('/app/v/all')
  await expect(torn.page.getByText('cannot be opened')).toBeVisible()
  await shoot(torn.page, 'unreadable')
  await torn.context.close()

  const away = await open()
  await show(away, late.number)
  await away.workspace.isSaved()
  await goOffline(away.context)
  await away.workspace.addNote('Bulbs are in the cellar, behind the second door on the left.')
  await away.page.clock.setFixedTime(Date.now() + 15 * DAY_MS)
  await lookAgain(away.page)
  await expect(away.page.getByRole('heading', { name: 'This device is locked' })).toBeVisible()
  await shoot(away.page, 'locked')
  await away.page.getByText('Show what was not sent').click()
  await shoot(away.page, 'locked-unsent')
  await away.context.close()

  const { id } = await stage.addPerson({ name: 'Grace Hopper', email: GRACE, role: 'agent' })
  const grace = await openAgent(browser, stage, GRACE)
  await show(grace, late.number)
  await grace.workspace.isSaved()
  await api.patch(`/api/people/${id}`, { isDisabled: true })
  await expect(grace.page.getByRole('heading', { name: 'signed out' })).toBeVisible()
  await shoot(grace.page, 'revoked')
  await grace.context.close()
}

const BODY =
  'It stopped at noon with a container on the hook.\n\nNothing moves, and the lamp blinks.'
const GRACE = 'grace@desk.test'

/** Without a network the app is not loaded again. */
async function pickInList(page: Page, number: number): Promise<void> {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'All' }).click()
  await page
    .locator('.row')
    .filter({ hasText: `#${number}` })
    .first()
    .click()
  await expect(page.getByRole('article', { name: `Ticket #${number}:` })).toBeVisible()
}
