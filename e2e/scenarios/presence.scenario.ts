/**
 * Rows say who else is on their ticket and who answers it, until a moment after they went. Two in one reply lock it, take it
 * over and look it over; what one typed meanwhile the other does not send unseen.
 */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { LIMITS } from '../../shared/kit/limits.ts'
import { goOffline } from '../actors/agent.ts'
import { ADMIN, BEN, expect, test } from '../actors/desk-test.ts'
import { root } from '../stage/build.ts'

/** From leaving to gone in the rows of others. */
const GONE_MS = 3_000

test('[DR8] a row says who is on its ticket, and who answers it', async ({ desk }) => {
  const number = await desk.ticket('The pump has stopped')
  await desk.stage.addPerson({ ...BEN, role: 'agent' })
  const ada = await desk.agent(ADMIN.email)
  const row = ada.page.getByRole('option', { name: `#${number}` })
  const people = row.locator('.row-people')
  await expect(row).toBeVisible()
  await ada.page.evaluate(() => {
    // A list that is drawn anew loses this.
    for (const one of document.querySelectorAll('.row')) one.setAttribute('data-was-here', '')
  })

  const ben = await desk.agent(BEN.email)
  await ben.workspace.open(number)
  await expect(people.locator('.avatar')).toHaveCount(1)
  await expect(row).toHaveAccessibleName(/Here now: Ben/)
  // Ben himself is told of nobody.
  await expect(ben.page.locator('.row-people')).toHaveCount(0)

  const second = await ben.context.newPage()
  await second.goto(ben.page.url())
  await expect(second.locator('.ticket')).toBeVisible()
  await ben.workspace.openReply()
  await ben.page.locator('.reply-text').pressSequentially('We are on our way.')
  await expect(row).toHaveAccessibleName(/Ben .*is replying/)
  await expect(people.locator('.avatar')).toHaveCount(1)

  // The last of his tabs, without a word of goodbye.
  await ben.page.close()
  await expect(row).toHaveAccessibleName(/Here now: Ben/)
  await goOffline(ben.context)
  await expect(people).toHaveCount(0, { timeout: GONE_MS })
  await ben.context.setOffline(false)
  await expect(people.locator('.avatar')).toHaveCount(1)

  // Without a network nothing is known of others, and nothing is claimed.
  await goOffline(ada.context)
  await expect(people).toHaveCount(0)
  await ada.context.setOffline(false)
  await expect(people.locator('.avatar')).toHaveCount(1)
  await second.close()
  await expect(people).toHaveCount(0, { timeout: GONE_MS })
  await expect(row).toHaveAttribute('data-was-here')
})

test.describe('two in one reply', () => {
  const clock = pathToFileURL(join(root, 'e2e/stage/moved-clock.mjs')).href
  test.use({
    stageOptions: {
      environment: {
        NODE_OPTIONS: `--import=${clock}`,
        MOVED_CLOCK_MS: String(LIMITS.turnIdleMs),
        DESKSIDE_UNDO_SECONDS: '0',
      },
    },
  })

  test('[DR9] [DR10] [DR11] one locks it, the other takes over; a colleague looks it over', async ({
    desk,
  }, info) => {
    const number = await desk.ticket('The pump has stopped')
    const ticket = await desk.oracle.ticket(number)
    const { ada, ben } = await desk.bothReplying(number)
    const line = (page: typeof ada.page) => page.locator('.turn-line')
    const together = async ({ page }: typeof ada, what: string) => {
      await page.getByRole('button', { name: 'Writing together' }).click()
      await page.getByRole('option', { name: what }).click()
    }
    const press = ({ page }: typeof ada, name: string) =>
      line(page).getByRole('button', { name }).click()
    const isBarrierFree = async ({ page }: typeof ada, what = '.composer') => {
      const axe = await new AxeBuilder({ page }).include(what).analyze()
      expect(axe.violations).toEqual([])
    }

    // Ada locks it: Ben reads along, and his keys are neither words nor commands.
    await ada.workspace.type('Close the valve.')
    await together(ada, 'Lock for me')
    await expect(line(ada.page)).toContainText('Locked for you')
    await expect(line(ben.page)).toContainText(
      'Locked by Ada Lovelace · unlocks after 2 minutes without a key',
    )
    await expect(ben.workspace.editor).toHaveAttribute('aria-readonly', 'true')
    await ben.workspace.editor.focus()
    await ben.page.keyboard.press('e')
    await expect(line(ben.page).getByRole('alert')).toContainText('has locked this reply')
    await ben.page.keyboard.press('Control+Enter')
    expect(await ben.workspace.typed()).toBe('Close the valve.')
    expect((await desk.oracle.byId(ticket.id)).status).toBe('new')
    await isBarrierFree(ben)
    const refused = await desk.stage
      .api(
        (await desk.stage.addPerson({ name: 'Eve Moss', email: 'eve@desk.test', role: 'agent' }))
          .token,
      )
      .post(`/api/tickets/${ticket.id}/replies`, { text: 'By the API.' })
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('ticket/locked')])

    // Ben takes over, which Ada is told at once; a reload changes nothing.
    await press(ben, 'Take over')
    await expect(line(ada.page)).toContainText('Ben Okri took over from you and has locked it')
    await ben.workspace.type(' Slowly.')
    await expect(ada.workspace.editor).toContainText('Close the valve. Slowly.')
    await ada.page.reload()
    await ada.workspace.openReply()
    await expect(line(ada.page)).toContainText('Ben Okri took over from you')
    await expect(ada.workspace.editor).toHaveAttribute('aria-readonly', 'true')

    // Two minutes without a key, by the server’s clock.
    await ben.workspace.isSaved()
    process.kill(desk.stage.server.pid() ?? 0, 'SIGUSR2')
    for (const { page, workspace } of [ada, ben]) {
      await page.reload()
      await workspace.openReply()
      await expect(workspace.editor).toContainText('Slowly.')
      await expect(line(page)).toHaveCount(0)
    }

    // Sent without a network while Ben has locked it: kept, said, and taken over with every word.
    await ada.workspace.type(' Then wait.')
    await ada.workspace.isSaved()
    await goOffline(ada.context)
    await together(ben, 'Lock for me')
    await ben.workspace.type(' Thanks!')
    await ben.workspace.isSaved()
    await ada.workspace.type(' A minute.')
    await ada.workspace.send()
    await ada.context.setOffline(false)
    await expect(ada.workspace.guard).toContainText('Ben Okri has locked this reply')
    await ada.page.screenshot({ path: info.outputPath('refused.png') })
    await ada.workspace.guard.getByRole('button', { name: 'Take over' }).click()
    await expect(ada.workspace.guard).toBeHidden()
    await expect(line(ada.page)).toContainText('Locked for you')
    for (const words of ['Thanks!', 'A minute.'])
      await expect(ada.workspace.editor).toContainText(words)
    await press(ada, 'Unlock')
    await expect(line(ben.page)).toHaveCount(0)
    await ben.page.keyboard.press('Escape')

    // Ada asks Ben, who is told by a note, and finds it with one key.
    await together(ada, 'Ask to review')
    const dialog = ada.page.getByRole('dialog', { name: 'Ask a colleague to look it over' })
    await isBarrierFree(ada, 'dialog')
    await dialog.getByLabel('Who').selectOption({ label: 'Ben Okri' })
    await dialog.getByRole('button', { name: 'Ask', exact: true }).click()
    await expect(dialog).toBeHidden()
    await expect(ada.workspace.editor).toBeFocused()
    await expect(line(ada.page)).toContainText('Waiting for Ben Okri to look it over')
    await expect(ben.page.locator('.message-note .mention.is-me')).toHaveText('@Ben Okri')
    await expect(
      ben.page.getByRole('button', { name: /Look over the reply, as Ada/ }),
    ).toBeVisible()
    await ben.page.keyboard.press('r')
    await expect(line(ben.page)).toContainText('Ada Lovelace asked you to look over this reply')
    await isBarrierFree(ben)
    await ben.page.screenshot({ path: info.outputPath('asked.png') })
    await press(ben, 'Looks good')
    await expect(line(ada.page)).toContainText('Ben Okri: looks good')

    // Of other words it is not: sending asks once.
    await ada.workspace.type(' Bye.')
    await expect(line(ada.page)).toContainText('changed since')
    await ada.page.keyboard.press('Control+Enter')
    await expect(line(ada.page).getByRole('alert')).toContainText('Not sent yet')
    await press(ada, 'Ask again')
    await expect(line(ada.page)).toContainText('Waiting for Ben Okri')
    await press(ben, 'Looks good')
    await expect(line(ada.page)).toContainText('Ben Okri: looks good')
    await isBarrierFree(ada)
    await ada.page.screenshot({ path: info.outputPath('good.png') })
    await ada.workspace.send()
    await expect(ada.workspace.message('Close the valve.').last()).toContainText(
      'Reviewed by Ben Okri',
    )
    const mail = await desk.stage.relay.mail(({ raw }) => raw.includes('Close the valve.'))
    expect(mail.raw).not.toContain('Okri')
  })

  test('[OU21] what a colleague typed meanwhile is not sent unseen: it comes back, is read, and goes out once', async ({
    desk,
  }, info) => {
    const number = await desk.ticket('The pump has stopped')
    const { ada, ben } = await desk.bothReplying(number)
    await ada.workspace.type('Close the valve.')
    await expect(ben.workspace.editor).toContainText('Close the valve.')
    await ada.workspace.isSaved()
    await goOffline(ada.context)
    await ada.workspace.type(' Wait a minute.')
    await ben.workspace.type('Dear Sam, ')
    await ben.workspace.isSaved()
    await ada.workspace.send()
    await ada.context.setOffline(false)
    const { guard, editor } = ada.workspace
    await expect(guard).toContainText('Not sent: this reply has changed')
    await expect(guard).toContainText('Ben Okri changed this reply while you were sending it.')
    const axe = await new AxeBuilder({ page: ada.page }).include('.guard').analyze()
    expect(axe.violations).toEqual([])
    await ada.page.screenshot({ path: info.outputPath('unseen.png') })
    await guard.getByRole('button', { name: 'Look at it' }).click()
    await expect(guard).toBeHidden()
    for (const words of ['Close the valve.', 'Wait a minute.', 'Dear Sam,'])
      await expect(editor).toContainText(words)
    expect((await desk.oracle.ticket(number)).messages.map(({ kind }) => kind)).not.toContain(
      'reply',
    )
    await ada.workspace.send()
    const mail = await desk.stage.relay.mail(({ raw }) => raw.includes('Dear Sam'))
    expect(mail.raw).toContain('Wait a minute.')
  })
})
