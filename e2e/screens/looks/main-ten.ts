/** The ten screens whose looks are compared, and why these. How each is reached says the list of all screens. */
import { agentScreens, publicScreens, type Screen } from '../list.ts'

/** Each stands for what others are built of too. */
const PUBLIC = [
  // What everybody who asks for help sees first: fields, a button, the brand.
  'form',
  // Where they read the answer: the thread as visitors have it.
  'status-page',
]
const INSIDE = [
  // The list: rows, marks of promises, counts. On a phone it is a screen of its own.
  'inbox',
  // All panes at once: views, list, thread, fields. On a phone the ticket alone.
  'ticket',
  // The most that happens on one screen: the editor, its bar, recipients, buttons.
  'ticket-reply',
  // A dialog with fields of every kind, over a shade.
  'new-ticket',
  // A dialog that is a list of choices.
  'palette',
  // The list with marked words, and what else can be asked.
  'search',
  // Figures, charts and tables.
  'reports',
  // One page of the settings: their navigation, a table, buttons.
  'settings-queues',
]

export function mainScreens(statusUrl: string): { outside: Screen[]; inside: Screen[] } {
  return {
    outside: pick(publicScreens(statusUrl), PUBLIC),
    inside: pick(agentScreens(), INSIDE),
  }
}

function pick(screens: readonly Screen[], names: readonly string[]): Screen[] {
  return names.map((name) => {
    const screen = screens.find((one) => one.name === name)
    if (!screen) throw new Error(`no screen is called ${name}`)
    return screen
  })
}
