import type { SenderVerdicts } from '../../shared/wire/mail.ts'
export type Judge = (
  raw: Uint8Array,
  facts: { remoteAddress: string; helo: string; envelopeFrom: string },
) => Promise<SenderVerdicts>
export const UNCHECKED: SenderVerdicts = {
  spf: 'unchecked',
  dkim: 'unchecked',
  dmarc: 'unchecked',
  words: '',
}
export const judgeSender: Judge = async () => UNCHECKED
