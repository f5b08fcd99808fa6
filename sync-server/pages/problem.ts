/** The same refusals for script: RFC 9457 problem details, where a page would have said it in words. */
import type { Context } from 'hono'
import { FAULTS, toProblem, type Fault } from '../../shared/kit/fault.ts'

export function problem(c: Context, fault: Fault): Response {
  c.header('cache-control', 'no-store')
  return c.body(JSON.stringify(toProblem(fault)), FAULTS[fault.code].http, {
    'content-type': 'application/problem+json',
  })
}

export function wantsJson(c: Context): boolean {
  return c.req.header('accept')?.startsWith('application/json') === true
}
