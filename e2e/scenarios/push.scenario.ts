/**
 * Push messages, from the settings to a notification that opens its ticket. A headless browser cannot reach a push service
 * of the world: its subscription is made here, with real keys, at a push service on loopback that opens what the desk
 * sealed; what came out is handed to the service worker as the browser would.
 */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { PushTarget } from '../../shared/wire/push.ts'
import {
  openPushService,
  type PushService,
} from '../../sync-server/push/test-stage/push-service.ts'
import { ADMIN, expect, test } from '../actors/desk-test.ts'
import { untilInstalled } from '../actors/agent.ts'

test.use({ stageOptions: { environment: { DESKSIDE_EGRESS_ALLOW: '127.0.0.0/8' } } })

let service: PushService
test.beforeEach(async () => {
  service = await openPushService()
})
test.afterEach(() => service.close())

/** The browser subscribes here instead of at a service of the world; all else of it is its own. */
async function subscribeHere(page: Page, target: PushTarget): Promise<void> {
  await page.addInitScript((made) => {
    let current: object | null = JSON.parse(sessionStorage.getItem('subscribed') ?? 'null')
    const withActs = (key: ArrayBuffer | null) =>
      current && {
        options: { applicationServerKey: key, userVisibleOnly: true },
        toJSON: () => made,
        unsubscribe: async () => {
          current = null
          sessionStorage.removeItem('subscribed')
          return true
        },
      }
    let key: ArrayBuffer | null = null
    Object.assign(PushManager.prototype, {
      async subscribe(options: { applicationServerKey: Uint8Array }) {
        key = options.applicationServerKey.slice().buffer as ArrayBuffer
        current = made
        sessionStorage.setItem('subscribed', JSON.stringify(made))
        return withActs(key)
      },
      getSubscription: async () => withActs(key),
    })
  }, target)
}

/** As the browser does with what a push service brought. */
async function deliver(page: Page, message: unknown): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const registration = new Promise<string>((resolve) =>
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations
      if (first) resolve(first.registrationId)
    }),
  )
  await session.send('ServiceWorker.enable')
  await session.send('ServiceWorker.deliverPushMessage', {
    origin: new URL(page.url()).origin,
    registrationId: await registration,
    data: JSON.stringify(message),
  })
  await session.detach()
}

const shown = (page: Page) =>
  page.evaluate(async () => {
    const worker = await navigator.serviceWorker.ready
    return (await worker.getNotifications()).map(({ title, body, tag }) => ({ title, body, tag }))
  })

test('[PU1] [PU3] [PU6] [PU15] chosen in the settings, told once by the desk, shown once, and opened without starting anew', async ({
  desk,
}) => {
  const { page, context, workspace } = await desk.agent(ADMIN.email)
  await context.grantPermissions(['notifications'])
  await untilInstalled(page)
  await subscribeHere(page, service.subscribe())
  await page.goto('/app/settings/notifications')
  await page.getByLabel('Notify me on this device').check()
  await page.getByLabel('Support', { exact: true }).check()
  await page.getByLabel('Quiet hours').check()
  await page.getByLabel('From').fill('00:00')
  await page.getByLabel('To', { exact: true }).fill('00:01')
  await page.emulateMedia({ colorScheme: 'light' })
  await page.screenshot({ path: 'test-results/push-settings.png' })
  const { violations } = await new AxeBuilder({ page }).include('#main').analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize({ width: 320, height: 900 })
  const overflow = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth - clientWidth
  })
  expect(overflow).toBeLessThanOrEqual(0)
  await page.screenshot({ path: 'test-results/push-settings-narrow.png', fullPage: true })
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByLabel('Quiet hours').uncheck()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('You are told on this device as you chose.')).toBeVisible()
  await page.getByRole('button', { name: 'Send a test' }).click()
  const [proof] = await service.next(1)
  expect(proof?.message.notification.title).toBe('Notifications work here')

  await workspace.goTo('Inbox')
  await page.evaluate(() => Object.assign(window, { isSameStart: true }))
  const number = await desk.ticket('The door is stuck')
  const [, news] = await service.next(2)
  expect(news?.message.notification).toMatchObject({
    title: `New ticket #${number}`,
    body: 'Support',
  })
  expect(JSON.stringify(news?.message)).not.toContain('door')
  await deliver(page, news?.message)
  await deliver(page, news?.message)
  await expect.poll(() => shown(page)).toHaveLength(1)
  expect(await shown(page)).toMatchObject([{ title: `New ticket #${number}`, body: 'Support' }])

  const [worker] = context.serviceWorkers()
  await worker?.evaluate(async () => {
    const scope = globalThis as unknown as {
      registration: ServiceWorkerRegistration
      dispatchEvent(event: Event): void
      NotificationEvent: new (type: string, init: { notification: Notification }) => Event
    }
    const [notification] = await scope.registration.getNotifications()
    if (notification)
      scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification }))
  })
  await expect(page.getByRole('heading', { name: 'The door is stuck' })).toBeVisible()
  expect(await shown(page)).toEqual([])
  expect(await page.evaluate(() => 'isSameStart' in window)).toBe(true)
})

test('[PU5] who signs out is forgotten: nothing is sent to that browser any more', async ({
  desk,
}) => {
  const { page, context } = await desk.agent(ADMIN.email)
  await context.grantPermissions(['notifications'])
  await untilInstalled(page)
  await subscribeHere(page, service.subscribe())
  await page.goto('/app/settings/notifications')
  await page.getByLabel('Notify me on this device').check()
  await expect(page.getByLabel('Support', { exact: true })).toBeVisible()
  await page.goto('/app/settings')
  await page.getByRole('button', { name: /Sign out/ }).click()
  await expect(page.getByLabel('E-mail address')).toBeVisible()
  const rows = await desk.stage.openRows()
  await expect.poll(async () => rows.number('SELECT count(*) FROM push_devices')).toBe(0)
  await rows.close()
})

test('[PU15] without what it needs, the settings say what is missing', async ({ desk }) => {
  const { page, context } = await desk.agent(ADMIN.email)
  await context.addInitScript(() => {
    Object.defineProperty(Notification, 'permission', { get: () => 'denied' })
  })
  await page.goto('/app/settings/notifications')
  await expect(page.getByText('Notifications of this site are blocked')).toBeVisible()
  await expect(page.getByLabel('Notify me on this device')).toHaveCount(0)
})

test('[PU12] the number on the app is my unread tickets, and goes when they are read', async ({
  desk,
}) => {
  const { page, context, workspace } = await desk.agent(ADMIN.email)
  await context.addInitScript(() => {
    const said: (number | null)[] = []
    Object.assign(window, { saidBadges: said })
    Object.assign(navigator, {
      setAppBadge: async (count: number) => void said.push(count),
      clearAppBadge: async () => void said.push(null),
    })
  })
  const last = () =>
    page.evaluate(() => {
      const { saidBadges } = window as unknown as { saidBadges: (number | null)[] }
      return saidBadges.at(-1)
    })
  await page.goto('/app/v/all')
  await expect.poll(last).toBeNull()
  const number = await desk.ticket('The door is stuck')
  await workspace.open(number)
  await workspace.choose('assignee', ADMIN.name)
  await workspace.isSaved()
  await page.keyboard.press('u')
  await expect.poll(last).toBe(1)
  await page.goto('/app/v/all')
  await workspace.open(number)
  await expect.poll(last).toBeNull()
})
