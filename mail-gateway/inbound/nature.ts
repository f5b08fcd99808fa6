import type { MailNature } from '../../shared/wire/mail.ts'
import type { Header } from './header.ts'
export function judgeNature(_header: Header, _envelopeFrom: string, _raw: Uint8Array): MailNature {
  return { kind: 'person' }
}
