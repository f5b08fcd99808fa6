/**
 * Two people type one reply while a third merges its ticket into another, or gives it to somebody: every word is kept,
 * both see where the reply is now, and it is sent there, once.
 */
import { goOffline } from '../actors/agent.ts'
import { ADMIN, BEN, expect, test } from '../actors/desk-test.ts'
import { withText } from '../actors/oracle.ts'
import { makeTypist } from '../actors/typist.ts'
import type { Workspace } from '../pages/workspace.ts'

/** Types until somebody says that it is enough. @param word of a letter that is no key of the app's */
function keepTyping(workspace: Workspace, word: string) {
  let isOver = false
  const done = (async () => {
    let count = 0
    // The editor may go away between two keys: what comes after it is nobody's word.
    while (!isOver && (await workspace.editor.isVisible())) {
      await workspace.page.keyboard.type(`${word}${count} `)
      count++
    }
    return count
  })()
  return {
    stop: () => {
      isOver = true
      return done
    },
    done,
  }
}

test('[DR1] [DR6] [CO14] two type one reply while its ticket is merged: all of it goes on in the other', async ({
  desk,
}) => {
  await desk.stage.addPerson({ ...BEN, role: 'agent' })
  const from = await desk.ticket('The pump has stopped')
  const into = await desk.ticket('No water on deck two')
  const [left, right] = [await desk.oracle.ticket(from), await desk.oracle.ticket(into)]
  const api = desk.stage.api(desk.oracle.token)
  // Both tickets have replies: the draft goes on in a round that neither knows.
  for (const { id } of [left, right])
    expect((await api.post(`/api/tickets/${id}/replies`, { text: 'We look.' })).status).toBe(201)
  const ada = await desk.agent(ADMIN.email)
  const ben = await desk.agent(BEN.email)
  for (const { workspace } of [ada, ben]) {
    await workspace.open(from)
    await expect(workspace.message('We look.')).toBeVisible()
    await workspace.openReply()
  }
  await ada.workspace.type('Close the valve.')
  await expect(ben.workspace.editor).toContainText('Close the valve.')
  await ben.workspace.type(' Then ')
  await expect(ada.workspace.editor).toContainText('Then')
  await ada.workspace.editor.focus()
  await ada.page.keyboard.press('Control+Home')

  const typing = [keepTyping(ada.workspace, 'é'), keepTyping(ben.workspace, 'ü')]
  await expect(ada.workspace.editor).toContainText('ü3')
  await expect(ben.workspace.editor).toContainText('é3')
  const merged = await api.post(`/api/tickets/${left.id}/merge`, { into: right.id })
  expect(merged.status).toBe(200)

  for (const { workspace } of [ada, ben]) {
    await expect(workspace.mergedLine).toContainText(`Merged into #${into}.`)
    await expect(workspace.mergedLine).toContainText('The reply you were writing went along.')
    await expect(workspace.editor).toBeHidden()
  }
  const [typedByAda = 0, typedByBen = 0] = await Promise.all(typing.map(({ stop }) => stop()))
  for (const { page, workspace } of [ada, ben]) {
    await page.getByRole('button', { name: `Continue the reply on #${into}` }).click()
    await expect(page.getByRole('article', { name: `Ticket #${into}:` })).toBeVisible()
    await expect(workspace.editor).toContainText('Close the valve.')
  }
  // What was shown before the merge is there for both, and so is what either typed while it happened.
  const shows = async (words: readonly string[]) => {
    for (const { workspace } of [ada, ben])
      for (const word of words) await expect(workspace.editor).toContainText(word)
  }
  const wholeOf = (word: string, count: number) =>
    Array.from({ length: Math.max(0, count - 1) }, (_, at) => `${word}${at}`)
  await shows([...wholeOf('é', typedByAda), ...wholeOf('ü', typedByBen)])

  // They type on together, and one of them sends.
  await ben.workspace.type(' and call us.')
  await expect(ada.workspace.editor).toContainText('and call us.')
  expect(await ada.workspace.typedMarkup()).toBe(await ben.workspace.typedMarkup())
  expect((await ada.workspace.typed()).split('Close the valve.')).toHaveLength(2)
  // Who has looked at what stands there sends; the guard asks anybody else.
  await expect(ada.workspace.row(into)).not.toHaveClass(/is-unread/)
  await ada.workspace.send()
  await expect(ben.workspace.message('Close the valve.')).toBeVisible()
  const sent = withText(await desk.oracle.ticket(into), 'Close the valve.')
  expect(sent).toHaveLength(1)
  expect(sent[0]?.text).toContain('and call us.')
  expect(withText(await desk.oracle.ticket(from), 'Close the valve.')).toHaveLength(0)
  for (const { workspace } of [ada, ben]) await workspace.isSaved()
})

test('[DR6] words typed without a network while the ticket is merged come along when it is back', async ({
  desk,
}) => {
  const from = await desk.ticket('The pump has stopped')
  const into = await desk.ticket('No water on deck two')
  const [left, right] = [await desk.oracle.ticket(from), await desk.oracle.ticket(into)]
  const { context, workspace } = await desk.agent(ADMIN.email)
  await workspace.open(from)
  await workspace.openReply()
  await workspace.type('Close the valve')
  await expect(workspace.ticket.locator('.draft-state')).toHaveText('Saved')
  await goOffline(context)
  await workspace.type(' and wait.')
  const api = desk.stage.api(desk.oracle.token)
  expect((await api.post(`/api/tickets/${left.id}/merge`, { into: right.id })).status).toBe(200)
  await context.setOffline(false)
  await workspace.page.getByRole('button', { name: `Continue the reply on #${into}` }).click()
  await expect(workspace.editor).toHaveText('Close the valve and wait.')
  await expect(workspace.row(into)).not.toHaveClass(/is-unread/)
  await workspace.send()
  await workspace.isSaved()
  expect(withText(await desk.oracle.ticket(into), 'Close the valve and wait.')).toHaveLength(1)
})

test('[DR1] a ticket goes to somebody else, and its reply on, while two type it', async ({
  desk,
}) => {
  const number = await desk.ticket('The winch is loose')
  const { id } = await desk.oracle.ticket(number)
  const { ada, ben } = await desk.bothReplying(number)
  await ada.workspace.type('Tighten it.')
  const api = desk.stage.api(desk.oracle.token)
  let isOver = false
  const typists = [ada, ben].map(async ({ page, workspace }, at) => {
    await workspace.editor.focus()
    return makeTypist(page, 40 + at).typeUntil(() => isOver)
  })
  for (const assignee of [BEN.email, ADMIN.email, null, BEN.email]) {
    expect((await api.patch(`/api/tickets/${id}`, { assignee })).status).toBe(200)
    const shown = assignee === null ? 'Nobody' : assignee === BEN.email ? BEN.name : ADMIN.name
    for (const { workspace } of [ada, ben])
      await expect(workspace.field('assignee')).toContainText(shown)
  }
  isOver = true
  for (const acts of await Promise.all(typists)) expect(acts).toBeGreaterThan(0)
  await expect
    .poll(async () => (await ada.workspace.typedMarkup()) === (await ben.workspace.typedMarkup()))
    .toBe(true)
  // One after the other: at one place at one time the words of both could stand in each other.
  await ada.workspace.type(' The end.')
  await expect(ben.workspace.editor).toContainText('The end.')
  await ben.workspace.type(' The end.')
  await expect(ada.workspace.editor).toContainText('The end. The end.')
})
