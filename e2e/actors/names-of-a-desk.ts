/**
 * Gives everything of a desk that people name a name that runs from right to left: queues, people, tickets, tags, notes,
 * macros, views, promises. For tests of how names stand in the words around them.
 */
import { randomBytes } from 'node:crypto'
import { expect } from '@playwright/test'
import { v } from '../../shared/kit/schema.ts'
import { idFromBytes } from '../../shared/kit/id.ts'
import type { Stage } from '../stage.ts'
import type { Oracle } from './oracle.ts'

const SUBJECT = 'الرافعة متوقفة (3)'
const Terms = v.looseObject({
  calendars: v.array(v.looseObject({ name: v.string() })),
  policies: v.array(
    v.looseObject({ name: v.string(), version: v.any(), changedAt: v.any(), changedBy: v.any() }),
  ),
  tiers: v.array(v.looseObject({ name: v.string() })),
})

/** @returns the ticket's id */
export async function nameFromTheRight(stage: Stage, oracle: Oracle): Promise<string> {
  const api = stage.api(oracle.token)
  const put = (path: string, body: unknown) => api.call('PUT', path, { body })
  const done = ({ status, text }: { status: number; text: string }) =>
    expect(status, text).toBeLessThan(300)

  done(await api.patch('/api/desk', { deskName: 'مكتب الميناء' }))
  done(await api.patch('/api/queues/support', { name: 'الدعم الفني' }))
  const { id: person } = await stage.addPerson({
    name: 'ليلى حداد',
    email: 'laila@desk.test',
    role: 'agent',
  })
  const ask = (subject: string) =>
    stage.api().post('/api/tickets', {
      queue: 'support',
      name: 'سامية منصور',
      email: 'samia@outside.test',
      subject,
      body: 'توقفت عند الظهر.',
    })
  done(await ask(SUBJECT))
  done(await ask('المصباح يومض (1)'))
  const { id } = await oracle.bySubject(SUBJECT)
  const other = await oracle.bySubject('المصباح يومض (1)')
  done(await api.patch(`/api/tickets/${id}`, { tags: ['ميناء'], assignee: person }))
  done(await api.post(`/api/tickets/${id}/replies`, { text: 'نحن في الطريق.' }))
  done(await api.post(`/api/tickets/${id}/notes`, { text: 'الزيت في المخزن.' }))
  done(await api.post(`/api/tickets/${other.id}/merge`, { into: id }))
  done(
    await put(`/api/macros/${idFromBytes(randomBytes(17))}`, {
      name: 'وصلت رسالتك',
      text: 'مرحبا',
      sets: { tags: ['ميناء'] },
      queues: null,
      isShared: true,
    }),
  )
  done(
    await put(`/api/views/${idFromBytes(randomBytes(17))}`, {
      name: 'عاجل (2)',
      view: 'all',
      query: 'is:open',
      isShared: true,
      isPinned: true,
      place: 0,
    }),
  )
  const now = v.parse(Terms, (await api.get('/api/sla/terms')).json)
  done(
    await put('/api/sla/terms', {
      calendars: now.calendars,
      policies: now.policies.map(({ version: _v, changedAt: _a, changedBy: _b, ...policy }) => ({
        ...policy,
        name: 'الوعد العام',
      })),
      tiers: [{ id: 'gold', name: 'ذهبي' }],
    }),
  )
  return id
}

/** In the page: names from the right that would turn, or be turned by, the words beside them. One line each. */
export function findTurnedNames(): string[] {
  const isFromTheRight = /[\u0590-\u08ff]/
  const wrong = new Set<string>()
  const isKept = (text: string) =>
    !isFromTheRight.test(text.replaceAll(/\u2068[^\u2069]*\u2069/g, ''))
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const [text, parent] = [node.textContent ?? '', node.parentElement]
    // The initials of a face have their own box and nothing beside them.
    const isOther = parent?.closest('script, style, .avatar, [lang]:not(html)') != null
    if (!parent || isOther || isKept(text)) continue
    const own = parent.closest('[dir="auto"], bdi')
    const line = `${parent.tagName.toLowerCase()}.${parent.className}: ${text.trim().slice(0, 40)}`
    if (!own) wrong.add(`not kept apart: ${line}`)
    // The first letter decides for all of it: a name that has the app's words with it decides for them.
    else if (/~\]/.test(own.textContent ?? '')) wrong.add(`kept apart with other words: ${line}`)
  }
  for (const field of document.querySelectorAll('input, textarea'))
    if (
      (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) &&
      isFromTheRight.test(field.value) &&
      field.dir !== 'auto'
    )
      wrong.add(`a field without a direction of its own: ${field.name || field.className}`)
  return [...wrong]
}
