/**
 * Somebody who has put the mouse away: every act is a key, and the next key waits for what the last one showed, never for a
 * time. Not here: which tickets there are and what is to be done with them (morning).
 */
import { expect, type Locator, type Page } from '@playwright/test'
import { makeWorkspace } from '../pages/workspace.ts'

export type KeyHand = ReturnType<typeof makeKeyHand>

export function makeKeyHand(page: Page) {
  const { keyboard } = page
  const workspace = makeWorkspace(page)

  /** What was sent shows before the composer has closed; a key pressed between the two would be a letter in it. */
  const untilNothingIsWritten = () =>
    expect
      .poll(() =>
        page.evaluate(() => document.activeElement?.matches('input, textarea, [contenteditable]')),
      )
      .toBe(false)

  /** Narrows the list of a field by typing, and takes the first. */
  async function take(list: Locator, choice: string): Promise<void> {
    await expect(list.getByRole('combobox')).toBeFocused()
    await keyboard.type(choice)
    await expect(list.locator('.is-at')).toContainText(choice)
    await keyboard.press('Enter')
  }

  async function openReply(): Promise<void> {
    await keyboard.press('r')
    await expect(workspace.editor).toBeFocused()
  }

  const hand = {
    page,
    workspace,
    press: (...keys: string[]) => pressAll(page, keys),
    notice: (words: string) => expect(page.locator('.notice')).toContainText(words),

    /** The ticket that is open; null when there is none. */
    async openSubject(): Promise<string | null> {
      const [name] = await workspace.ticket.evaluateAll((all) =>
        all.map((one) => one.getAttribute('aria-label') ?? ''),
      )
      return name === undefined ? null : name.replace(/^Ticket #\d+: /, '')
    },
    async isOpen(subject: string): Promise<void> {
      await expect.poll(hand.openSubject).toBe(subject)
      await expect(workspace.ticket.locator('article.message').first()).toBeVisible()
    },
    /** Down the list, or up once its end is reached. @returns false: there is nowhere to go */
    async step(key: 'j' | 'k'): Promise<boolean> {
      const place = await currentPlace(page)
      if (place === (key === 'j' ? 'last' : 'first')) return false
      const before = await hand.openSubject()
      await keyboard.press(key)
      await expect.poll(hand.openSubject).not.toBe(before)
      return true
    },
    /** `g` and a letter. */
    async goTo(key: string, title: string): Promise<void> {
      await pressAll(page, ['g', key])
      await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible()
    },
    async choose(key: string, field: Parameters<typeof workspace.menu>[0], choice: string) {
      await keyboard.press(key)
      await take(workspace.menu(field), choice)
      if (field === 'tags') await keyboard.press('Escape')
      await expect(workspace.menu(field)).toBeHidden()
      await expect(workspace.field(field)).toContainText(choice)
    },
    async snooze(): Promise<void> {
      await keyboard.press('h')
      const menu = page.getByRole('dialog', { name: 'Snooze until' })
      await expect(menu.getByRole('combobox')).toBeFocused()
      await keyboard.press('Enter')
      await expect(menu).toBeHidden()
    },
    openReply,
    /** @param chord  how it is sent */
    async reply(words: string, chord = 'Control+Enter'): Promise<void> {
      await openReply()
      await keyboard.type(words)
      await hand.send(words, chord)
    },
    async send(words: string, chord = 'Control+Enter'): Promise<void> {
      await expect(workspace.editor).toContainText(words)
      await keyboard.press(chord)
      if (chord === 'Control+Alt+Enter') {
        await expect(page.getByRole('option', { name: /Tomorrow/ })).toBeVisible()
        await keyboard.press('ArrowDown')
        await keyboard.press('Enter')
      }
      await expect(workspace.message(words)).toBeVisible()
      await untilNothingIsWritten()
    },
    async macro(name: string, words: string): Promise<void> {
      await openReply()
      await keyboard.press('/')
      const bar = page.getByRole('dialog', { name: 'Insert a macro' })
      await expect(bar).toBeVisible()
      await keyboard.type(name)
      await expect(bar.locator('.macro-preview')).toContainText(words)
      await keyboard.press('Enter')
      await expect(workspace.editor).toContainText(words)
      await keyboard.press('Control+End')
    },
    /** @param ask  a colleague’s name, as far as it is typed */
    async note(words: string, ask?: string): Promise<void> {
      await keyboard.press('n')
      await expect(workspace.noteField).toBeFocused()
      if (ask !== undefined) {
        await keyboard.type(`@${ask}`)
        const people = page.getByRole('listbox', { name: 'People who see this ticket' })
        await expect(people.getByRole('option')).toHaveCount(1)
        await keyboard.press('Enter')
      }
      await keyboard.type(words)
      await keyboard.press('Control+Enter')
      await expect(workspace.message(words)).toBeVisible()
      await untilNothingIsWritten()
    },
    async mergeInto(number: number, shown: string): Promise<void> {
      await keyboard.press('Shift+M')
      const dialog = page.getByRole('dialog', { name: /^Merge #/ })
      await expect(dialog.getByRole('combobox')).toBeFocused()
      await keyboard.type(`#${number}`)
      await keyboard.press('Enter')
      await expect(dialog.getByText(`To #${number}: 1 message.`)).toBeVisible()
      await keyboard.press('Enter')
      await expect(dialog).toHaveCount(0)
      await hand.isOpen(shown)
    },
    /** Finds by words, and chooses all that are found. */
    async chooseAll(words: string, count: number): Promise<void> {
      await keyboard.press('/')
      await expect(page.getByRole('combobox', { name: 'Search' })).toBeFocused()
      await keyboard.type(words)
      await expect(page.locator('.row')).toHaveCount(count)
      await keyboard.press('Enter')
      await untilNothingIsWritten()
      await keyboard.press('Control+a')
      await expect(page.getByRole('region', { name: 'Chosen tickets' })).toContainText(
        `${count} selected`,
      )
    },
    async endSearch(): Promise<void> {
      await keyboard.press('/')
      const field = page.getByRole('combobox', { name: 'Search' })
      await expect(field).toBeFocused()
      await pressAll(page, ['Escape'])
      await expect(field).toHaveValue('')
      await pressAll(page, ['Escape'])
      await untilNothingIsWritten()
    },
  }
  return hand
}

async function pressAll(page: Page, keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

/** Where the row of the open ticket stands, while it is in the list at all. */
function currentPlace(page: Page): Promise<'first' | 'last' | 'within' | 'out'> {
  return page.evaluate(() => {
    const row = document.querySelector('.row.is-current')
    if (!row) return 'out'
    const at = Number(row.getAttribute('aria-posinset'))
    if (at === Number(row.getAttribute('aria-setsize'))) return 'last'
    return at === 1 ? 'first' : 'within'
  })
}

const PRESSED = 'a pointer was pressed'

/** @returns how often one was, from now on, also after a reload */
export async function countPointers(page: Page): Promise<() => number> {
  let count = 0
  page.on('console', (line) => {
    if (line.text() === PRESSED) count++
  })
  const listen = (words: string) =>
    addEventListener('pointerdown', () => console.debug(words), { capture: true })
  await page.addInitScript(listen, PRESSED)
  await page.evaluate(listen, PRESSED)
  return () => count
}
