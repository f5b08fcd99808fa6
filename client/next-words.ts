/** The words of next-ticket mode; they come with it. */
import { count, number } from './count-words.ts'

export const nextWords = {
  label: 'Next ticket',
  looking: 'Looking for the next ticket…',
  left: (n: number) => `${count(n, 'ticket', 'tickets')} after this one`,
  last: 'This is the last one',
  offline: 'Offline: others may be in it too.',
  skip: 'Skip',
  end: 'End',
  clear: 'All clear',
  clearHint: 'There is no ticket that waits for you.',
  skipped: (n: number) => `${number.format(n)} skipped`,
  again: 'Start over with those',
  taken: (name: string) => `${name} is in it; here is the next one.`,
} as const
