/**
 * Somebody who types into the open reply at random, from a seed: words of many scripts, the caret anywhere, selections
 * replaced and taken out, paragraphs, lists, bold, undo. Not here: what must come of it.
 */
import type { Page } from '@playwright/test'
import { makeSeeded } from '../stage/seeded.ts'

const WORDS = [
  'the pump ',
  'läuft wieder, ',
  'вода идёт ',
  'مرحبا ',
  '水が出る。',
  '🚰🙂 ',
  'e\u0301te\u0301 ',
  'a',
  'b ',
  '(1) ',
]
const MOVES = [
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  'Control+Home',
  'Control+End',
]

/** Some thirty keys a second: quicker than anybody types, and what two of them cause fits on half a core each. */
const KEY_MS = 30

export function makeTypist(page: Page, seed: number) {
  const { between, pick, isChance } = makeSeeded(seed)
  const keyboard = {
    type: (words: string) => page.keyboard.type(words, { delay: KEY_MS }),
    press: (key: string) => page.keyboard.press(key, { delay: KEY_MS }),
  }

  async function actOnce(): Promise<void> {
    const roll = between(0, 99)
    if (roll < 55) return keyboard.type(pick(WORDS))
    if (roll < 70) return keyboard.press(pick(MOVES))
    if (roll < 78) return pressOften('Backspace', between(1, 4))
    if (roll < 84) return keyboard.press('Enter')
    if (roll < 90) {
      await pressOften(isChance(0.5) ? 'Shift+ArrowLeft' : 'Shift+ArrowRight', between(1, 8))
      return isChance(0.5) ? keyboard.press('Delete') : keyboard.type(pick(WORDS))
    }
    if (roll < 93) return keyboard.press(isChance(0.5) ? 'Control+b' : 'Control+i')
    if (roll < 97) return keyboard.press('Control+z')
    return keyboard.press('Control+y')
  }

  async function pressOften(key: string, times: number): Promise<void> {
    for (let n = 0; n < times; n++) await keyboard.press(key)
  }

  return {
    /** Acts that were done when `isOver` said so. */
    async typeUntil(isOver: () => boolean): Promise<number> {
      let acts = 0
      for (; !isOver(); acts++) await actOnce()
      return acts
    },
  }
}
