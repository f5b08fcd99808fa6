/** What the server says it holds, over the API: the judge of what browsers and mail programs claim. */
import { v } from '../../shared/kit/schema.ts'
import type { Stage } from '../stage.ts'
import { until } from '../stage/wait.ts'

const TicketView = v.object({
  id: v.string(),
  number: v.number(),
  subject: v.string(),
  status: v.string(),
  priority: v.string(),
  queue: v.string(),
  assignee: v.nullable(v.string()),
  requester: v.object({ name: v.string(), email: v.string(), isVerified: v.boolean() }),
  tags: v.array(v.string()),
  spam: v.boolean(),
  mergedInto: v.nullable(v.string()),
  messages: v.array(
    v.object({
      id: v.string(),
      kind: v.string(),
      at: v.string(),
      text: v.string(),
      delivery: v.nullable(v.object({ state: v.string() })),
      changes: v.array(
        v.object({ field: v.string(), from: v.nullable(v.string()), to: v.nullable(v.string()) }),
      ),
    }),
  ),
})
export type TicketView = v.InferOutput<typeof TicketView>

const TicketList = v.object({
  tickets: v.array(v.object({ id: v.string(), number: v.number(), subject: v.string() })),
  /** Null on the last page. */
  cursor: v.nullable(v.string()),
})
type TicketList = v.InferOutput<typeof TicketList>

export type Oracle = {
  token: string
  /** All of them, newest change first. */
  list(): Promise<TicketList['tickets']>
  /** The first hundred that the server finds, by words and operators. */
  search(words: string): Promise<TicketList['tickets']>
  ticket(number: number): Promise<TicketView>
  byId(id: string): Promise<TicketView>
  /** The ticket with this subject, once there is one. */
  bySubject(subject: string): Promise<TicketView>
}

/** @param token  of a person of the desk who may read everything */
export function makeOracle(stage: Stage, token: string): Oracle {
  const api = stage.api(token)

  async function list() {
    const all: TicketList['tickets'] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const { status, json, text } = await api.get(
        `/api/tickets?limit=200${cursor && `&cursor=${cursor}`}`,
      )
      if (status !== 200) throw new Error(`the list: ${status} ${text}`)
      const page: TicketList = v.parse(TicketList, json)
      all.push(...page.tickets)
      cursor = page.cursor
    }
    return all
  }
  async function search(words: string) {
    const { status, json, text } = await api.get(
      `/api/tickets?limit=100&q=${encodeURIComponent(words)}`,
    )
    if (status !== 200) throw new Error(`the search: ${status} ${text}`)
    return v.parse(v.object({ tickets: TicketList.entries.tickets }), json).tickets
  }
  async function byId(id: string): Promise<TicketView> {
    const { status, json, text } = await api.get(`/api/tickets/${id}`)
    if (status !== 200) throw new Error(`ticket ${id}: ${status} ${text}`)
    return v.parse(TicketView, json)
  }
  return {
    token,
    list,
    search,
    byId,
    async ticket(number) {
      const isIt = (entry: { number: number }) => entry.number === number
      // The list is without what is spam, and one that is marked between the two questions is in neither answer.
      const found = await until(
        `ticket #${number}`,
        async () => (await list()).find(isIt) ?? (await search('is:spam')).find(isIt),
      )
      return byId(found.id)
    },
    async bySubject(subject) {
      const found = await until(`a ticket “${subject}”`, async () =>
        (await list()).find((entry) => entry.subject === subject),
      )
      return byId(found.id)
    },
  }
}

export function withText(ticket: TicketView, words: string): TicketView['messages'] {
  return ticket.messages.filter((message) => message.text.includes(words))
}
