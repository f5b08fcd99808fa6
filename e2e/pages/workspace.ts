/** The agents' app as a person uses it: rows, the open ticket, its fields, the composer, the pill. */
import { expect, type Locator, type Page } from '@playwright/test'

const FIELDS = {
  status: { button: 'Status (s)', menu: 'Set status' },
  priority: { button: 'Priority (p)', menu: 'Set priority' },
  assignee: { button: 'Assignee (a)', menu: 'Assign to' },
  queue: { button: 'Queue (m)', menu: 'Move to queue' },
  tags: { button: 'Tags (l)', menu: 'Tags' },
} as const
export type Field = keyof typeof FIELDS

export type Workspace = ReturnType<typeof makeWorkspace>

export function makeWorkspace(page: Page) {
  const row = (number: number): Locator =>
    page
      .locator('.row')
      .filter({ has: page.locator('.row-number', { hasText: new RegExp(`^#${number}$`) }) })
  const ticket = page.locator('article.ticket')
  // A note is written in an editor of the same kind.
  const editor = page.locator('.reply-text:not(.composer-note *)')
  const noteField = ticket.getByLabel('Write an internal note…')
  const field = (name: Field) => ticket.getByTitle(FIELDS[name].button)
  const menu = (name: Field) => page.getByRole('dialog', { name: FIELDS[name].menu, exact: true })
  const pill = page.locator('.sync-pill:visible')

  const workspace = {
    page,
    row,
    ticket,
    editor,
    noteField,
    field,
    menu,
    pill,
    message: (words: string) => ticket.locator('article.message', { hasText: words }),
    /** In place of the composer of a ticket that was merged. */
    mergedLine: ticket.locator('.merged-line'),
    unsent: ticket.locator('article.is-unsent'),
    guard: ticket.locator('.guard'),
    peerFlag: (name: string) => ticket.locator('.peer-flag', { hasText: name }),
    present: (name: string) => ticket.locator('.ticket-people').getByRole('img', { name }),

    async goTo(view: string): Promise<void> {
      await page
        .getByRole('navigation', { name: 'Views' })
        .getByRole('link', { name: view })
        .click()
      await expect(page.getByRole('heading', { name: view, level: 1 })).toBeVisible()
    },
    async open(number: number): Promise<void> {
      await row(number).click()
      await expect(page.getByRole('article', { name: `Ticket #${number}:` })).toBeVisible()
      await expect(ticket.locator('article.message').first()).toBeVisible()
    },
    /** By the menu at the field: narrows by typing, takes the first. */
    async choose(name: Field, choice: string): Promise<void> {
      await field(name).click()
      await pickInMenu(menu(name), choice)
      if (name === 'tags') await page.keyboard.press('Escape')
      await expect(menu(name)).toBeHidden()
    },
    async addNote(words: string): Promise<void> {
      await ticket.getByRole('button', { name: /^Note/ }).click()
      await noteField.fill(words)
      await ticket.getByRole('button', { name: /^Add note/ }).click()
      await expect(workspace.message(words)).toBeVisible()
    },
    async openReply(): Promise<void> {
      if (await editor.isVisible()) return
      await ticket.locator('.composer-open').first().click()
      await expect(editor).toBeVisible()
    },
    /** Key by key, as a person types. */
    async type(words: string, where: 'Home' | 'End' = 'End'): Promise<void> {
      await editor.focus()
      await page.keyboard.press(`Control+${where}`)
      await page.keyboard.type(words)
    },
    /** What the editor says, without the carets and names of others. */
    typed: () => editor.evaluate(readEditor, 'textContent' as const),
    /** The same with its paragraphs, lists and marks. */
    typedMarkup: () => editor.evaluate(readEditor, 'innerHTML' as const),
    /** Words that wear a colleague's colour. A caret that stands among them parts what is drawn, and no words. */
    tinted: () => editor.evaluate(readTinted),
    async send(): Promise<void> {
      await ticket.getByRole('button', { name: /^Send Ctrl/ }).click()
      await expect(editor).toBeHidden()
    },
    isSaved: () => expect(pill).toHaveText('Saved'),
  }
  return workspace
}

/** In the page: an editor's content without the carets and colours of others and the marks an editor sets around its own. */
function readEditor(element: Element, what: 'textContent' | 'innerHTML'): string {
  const copy = element.cloneNode(true)
  if (!(copy instanceof HTMLElement)) return ''
  const marks = copy.querySelectorAll(
    '.peer-caret, .ProseMirror-separator, .ProseMirror-trailingBreak',
  )
  for (const mark of marks) mark.remove()
  for (const tint of copy.querySelectorAll('.peer-words')) tint.replaceWith(...tint.childNodes)
  return (copy[what] ?? '').replaceAll('\u2060', '')
}

function readTinted(element: Element): string[] {
  const copy = element.cloneNode(true)
  if (!(copy instanceof HTMLElement)) return []
  for (const caret of copy.querySelectorAll('.peer-caret')) caret.remove()
  const runs: string[] = []
  let isInRun = false
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const words = (walker.currentNode.nodeValue ?? '').replaceAll('\u2060', '')
    if (words === '') continue
    const isTinted = walker.currentNode.parentElement?.closest('.peer-words') != null
    if (isTinted && isInRun) runs.push((runs.pop() ?? '') + words)
    else if (isTinted) runs.push(words)
    isInRun = isTinted
  }
  return runs
}

export async function pickInMenu(menu: Locator, choice: string): Promise<void> {
  await expect(menu).toBeVisible()
  await menu.getByRole('combobox').fill(choice)
  await expect(menu.locator('.choice.is-at')).toContainText(choice)
  await menu.getByRole('combobox').press('Enter')
}
