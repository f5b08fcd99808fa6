/** What is answered to a mail client: a code, and a text that begins with its enhanced code (RFC 3463). */
import { FAULTS, type Fault } from '../../shared/kit/fault.ts'

export type Reply = {
  code: number
  text: string
  /** The connection ends with this reply; 421 always does. */
  isLast?: boolean
}

export function replyOf(fault: Fault): Reply {
  const entry = FAULTS[fault.code]
  const words = 'smtp' in entry ? entry.smtp : FAULTS['kit/bug'].smtp
  const [code = '451', enhanced = '4.3.0'] = words.split(' ')
  return { code: Number(code), text: `${enhanced} ${entry.title}` }
}
