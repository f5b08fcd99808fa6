/** A small desk to measure on: one queue, one agent, no rate limits. */
import { v } from '../../shared/kit/schema.ts'
import { openStage, type Person, type Stage } from '../stage.ts'

export const QUEUE = { slug: 'support', address: 'support@desk.test' }

export async function openBenchDesk(
  options: { hasGateway?: boolean; hasRelay?: boolean; environment?: Record<string, string> } = {},
): Promise<{ stage: Stage; agent: Person }> {
  const stage = await openStage({
    hasRelay: options.hasRelay ?? false,
    hasGateway: options.hasGateway ?? false,
    environment: { DESKSIDE_RATE_LIMITS: 'off', ...options.environment },
  })
  try {
    await stage.addQueue(QUEUE.slug, 'Support', QUEUE.address)
    const agent = await stage.addPerson({ email: 'ann@desk.test', name: 'Ann', role: 'agent' })
    return { stage, agent }
  } catch (error) {
    await stage.close()
    throw error
  }
}

export async function openTickets(stage: Stage, count: number): Promise<string[]> {
  const tickets: string[] = []
  while (tickets.length < count) tickets.push(await openTicket(stage))
  return tickets
}

async function openTicket(stage: Stage): Promise<string> {
  const answer = await stage.api().post('/api/tickets', {
    queue: QUEUE.slug,
    name: 'Ben',
    email: 'ben@example.test',
    subject: 'Measured',
    body: 'How long does it take?',
  })
  return v.parse(v.object({ id: v.string() }), answer.json).id
}
