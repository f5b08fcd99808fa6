/**
 * Public figures in a real browser, as somebody sees them who chooses where to ask: without script, light and dark, wide and
 * at 320 px, on a desk that has answered a dozen requests.
 */
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from '@playwright/test'
import { v } from '../../shared/kit/schema.ts'
import { expect, test, type Desk } from '../actors/desk-test.ts'

test.setTimeout(300_000)
test.use({ stageOptions: { environment: { DESKSIDE_UNDO_SECONDS: '0' } } })

const Metrics = v.object({ days: v.array(v.object({ n: v.nullable(v.number()) })) })

/** Twelve requests that were answered, before anybody looked at a figure. */
async function answerTwelve({ oracle, ticket, stage }: Desk): Promise<void> {
  const api = stage.api(oracle.token)
  for (let at = 0; at < 12; at++) {
    const number = await ticket(`Question ${at}`, 'How does it work?', {
      name: `Guest ${at}`,
      email: `guest${at}@visitors.test`,
    })
    const { id } = await oracle.ticket(number)
    const answered = await api.post(`/api/tickets/${id}/replies`, { text: 'Like this.' })
    expect(answered.status).toBeLessThan(300)
  }
}

const openPage = async (browser: Browser, colorScheme: 'light' | 'dark', width: number) => {
  const context = await browser.newContext({
    colorScheme,
    viewport: { width, height: 900 },
  })
  return { context, page: await context.newPage() }
}

test('[PF2] [PF5] [PF7] [FO1] [FO7] figures are there without script, in light and dark, at any width, and nowhere for a private queue', async ({
  desk,
  browser,
}, info) => {
  const { stage } = desk
  await answerTwelve(desk)
  const status = `${stage.publicUrl}/q/support/status`
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1440, 320]) {
      const { context, page } = await openPage(browser, colorScheme, width)
      for (const path of ['/', '/q/support', '/q/support/status']) {
        await page.goto(`${stage.publicUrl}${path}`)
        await expect(
          page.getByText('Typical first answer:', { exact: false }).first(),
        ).toBeVisible()
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations, `${path} ${colorScheme} ${width}`).toEqual([])
        const name = `figures${path.replaceAll('/', '-')}-${colorScheme}-${width}.png`
        await page.screenshot({ path: info.outputPath(name), fullPage: true })
      }
      const box = await page.locator('main').boundingBox()
      expect((box?.x ?? 0) + (box?.width ?? 0), `sideways at ${width}`).toBeLessThanOrEqual(width)
      await context.close()
    }
  const bare = await browser.newContext({ javaScriptEnabled: false })
  const plain = await bare.newPage()
  await plain.goto(status)
  await expect(plain.getByRole('heading', { name: 'How we are doing' })).toBeVisible()
  await expect(plain.getByRole('table', { name: 'All figures' })).toContainText('12')
  await bare.close()
  const told = await fetch(`${stage.url}/api/queues/support/metrics`)
  expect(told.headers.get('cache-control')).toBe('public, max-age=300')
  expect(v.parse(Metrics, await told.json()).days.map(({ n }) => n)).toEqual([12, 12, 12])
  const badge = await fetch(`${stage.url}/q/support/badge.svg?figure=response-rate`)
  expect(await badge.text()).toContain('100 %')
  expect((await fetch(status.replace('support', 'nothing'))).status).toBe(404)
})
