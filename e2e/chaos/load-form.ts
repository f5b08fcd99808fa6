/** A person without script at the form of a queue: reads the page, fills it in, sends it, and reloads when it hangs. */
import type { Seeded } from '../stage/seeded.ts'
import { pause } from '../stage/wait.ts'
import { insist, type Outcome, type World } from './world.ts'

const ANSWER_MS_MAX = 30_000

export async function hasForm(world: World): Promise<boolean> {
  return (await readForm(world).catch(() => null)) !== null
}

export async function runForm(world: World, random: Seeded): Promise<void> {
  while (!world.isOver()) {
    const id = await readForm(world).catch(() => null)
    if (id !== null) await fill(world, random, id)
    await pause(random.between(20, 80))
  }
}

async function fill(world: World, random: Seeded, id: string): Promise<void> {
  const entry = world.ledger.begin('form')
  const send = async (suffix: string): Promise<Outcome<boolean>> => {
    const form = new FormData()
    form.set('id', suffix === '' ? id : ((await readForm(world)) ?? id))
    form.set('name', 'Fay Form')
    form.set('email', 'fay@example.test')
    form.set('subject', 'Asked by form')
    form.set('message', `The page says no to ${entry.token}.`)
    form.set('website', '')
    const answer = await fetch(`${world.stage.url}/q/${world.queue.slug}`, {
      method: 'POST',
      body: form,
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
    })
    const text = await answer.text()
    if (answer.status >= 500 || answer.status === 429) return { end: 'again' }
    if (answer.status >= 400)
      return { end: 'refused', why: `${answer.status} ${text.slice(0, 200)}` }
    return { end: 'answered', value: true }
  }
  const sent = await insist(world, entry, random, send)
  // Back, and sent again: browsers do that.
  if (sent && random.isChance(0.1)) await send('').catch(() => null)
}

/** The id in the page, which makes one ticket; null when there is no such page. */
async function readForm(world: World): Promise<string | null> {
  const page = await fetch(`${world.stage.url}/q/${world.queue.slug}`, {
    signal: AbortSignal.timeout(ANSWER_MS_MAX),
  })
  const text = await page.text()
  return page.ok ? (/name="id" value="([0-9a-z]{26})"/.exec(text)?.[1] ?? null) : null
}
