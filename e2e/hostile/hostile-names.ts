/** Gives all that people of a desk name themselves a hostile name: the desk, queues, people, tags, macros, views, promises. */
import { randomBytes } from 'node:crypto'
import { expect } from '@playwright/test'
import { idFromBytes } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { cleanTag } from '../../shared/ticket/ticket.ts'
import { slugOf } from '../../shared/wire/saved-view.ts'
import type { Oracle } from '../actors/oracle.ts'
import type { Stage } from '../stage.ts'

const Terms = v.looseObject({
  calendars: v.array(v.looseObject({ name: v.string() })),
  policies: v.array(
    v.looseObject({ name: v.string(), version: v.any(), changedAt: v.any(), changedBy: v.any() }),
  ),
})

/** @returns a ticket with such names on it, and the address of a view that has one */
export async function nameHostile(
  stage: Stage,
  oracle: Oracle,
  said: readonly string[],
): Promise<{ id: string; view: string }> {
  const api = stage.api(oracle.token)
  let at = 0
  /** Each place another one; all of them in the end. */
  const next = () => said[at++ % said.length] ?? ''
  const done = ({ status, text }: { status: number; text: string }) =>
    expect(status, text).toBeLessThan(300)
  const put = async (path: string, body: unknown) => done(await api.call('PUT', path, { body }))
  const newId = () => idFromBytes(randomBytes(17))

  done(await api.patch('/api/desk', { deskName: next() }))
  // The second of them: what the scenario looks for in the side bar.
  done(await api.patch('/api/queues/support', { name: next() }))
  done(await api.patch('/api/queues/payments', { name: next() }))
  const person = await stage.addPerson({ name: next(), email: 'p@desk.test', role: 'agent' })
  const subjects = said.map((words, n) => `${n} ${words}`)
  for (const [n, subject] of subjects.entries()) {
    const form = {
      queue: 'support',
      name: next(),
      email: `s${n}@outside.test`,
      subject,
      body: next(),
    }
    done(await stage.api().post('/api/tickets', form))
  }
  const tickets = await oracle.list()
  const [first, second, third] = tickets
  if (!first || !second || !third) throw new Error('there are too few tickets')
  for (const { id } of tickets) {
    done(
      await api.patch(`/api/tickets/${id}`, {
        tags: [cleanTag(next())],
        assignee: person.id,
      }),
    )
    done(await api.post(`/api/tickets/${id}/notes`, { text: next() }))
  }
  done(await api.post(`/api/tickets/${first.id}/replies`, { text: next() }))
  done(await api.patch(`/api/tickets/${second.id}`, { status: 'waiting' }))
  done(await api.patch(`/api/tickets/${third.id}`, { status: 'solved' }))
  for (const words of said)
    await put(`/api/macros/${newId()}`, {
      name: words.slice(0, 80),
      // A variable that is not known is refused.
      text: words.replace(/\{\{.*?\}\}/g, ''),
      sets: { tags: ['x'] },
      queues: null,
      isShared: true,
    })
  const views: { id: string; name: string }[] = []
  for (const [place, words] of said.entries()) {
    const view = { id: newId(), name: words.slice(0, LIMITS.savedViewNameChars) }
    const rest = { view: 'all', query: 'is:open', isShared: true, isPinned: true, place }
    await put(`/api/views/${view.id}`, { name: view.name, ...rest })
    views.push(view)
  }
  const now = v.parse(Terms, (await api.get('/api/sla/terms')).json)
  await put('/api/sla/terms', {
    calendars: now.calendars.map((calendar) => ({ ...calendar, name: next().slice(0, 80) })),
    policies: now.policies.map(({ version: _v, changedAt: _a, changedBy: _b, ...policy }) => ({
      ...policy,
      name: next().slice(0, 80),
    })),
    tiers: [{ id: 'gold', name: next().slice(0, 80) }],
  })
  const [view] = views
  return { id: first.id, view: view ? slugOf(view) : '' }
}
