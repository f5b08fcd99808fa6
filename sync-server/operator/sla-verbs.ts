/** `sla recompute` and `sla apply`: clocks of all tickets from their facts again, and today's terms for the open ones. */
import { ok } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { applyTerms, recountAll } from '../sla/recount.ts'
import { answer, makeVerb } from './verb.ts'

export const recomputeSla = makeVerb(
  {
    name: 'sla recompute',
    about: 'Count the clocks of every ticket from its facts again, and mend what differs.',
    options: [],
  },
  v.object({}),
  async (desk, _options, progress) => {
    const found = await recountAll(desk, progress)
    const { tickets, facts, clocks, changed } = found
    return ok(
      answer(
        { ...found },
        `${tickets} tickets, ${facts} facts, ${clocks} clocks; ${changed} tickets differed and were mended.`,
      ),
    )
  },
)

export const applySla = makeVerb(
  {
    name: 'sla apply',
    about: 'From now on, count open tickets by the policies and calendars of today.',
    options: [],
  },
  v.object({}),
  async (desk, _options, progress) => {
    const found = await applyTerms(desk, progress)
    return ok(
      answer(
        { ...found },
        `${found.tickets} open tickets; other terms apply to ${found.changed} of them now.`,
      ),
    )
  },
)
