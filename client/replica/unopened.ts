/** Why the app could not start from this device, as a fault that says what to offer. Not here: what is offered (salvage). */
import { fail, type Fault, type Result } from '../../shared/kit/fault.ts'
import { isQuotaError } from './db.ts'

export function sayUnopened(error: unknown): Result<never> & { ok: false } {
  if (isQuotaError(error))
    return fail('kit/storage', 'the storage of this device is full', { why: 'full' })
  const detail = error instanceof Error ? error.name : 'the database could not be read'
  return fail('kit/storage', detail, { why: 'unreadable' })
}

export function whyUnopened(fault: Fault): 'full' | 'unreadable' | null {
  const why = fault.more?.['why']
  return why === 'full' || why === 'unreadable' ? why : null
}
