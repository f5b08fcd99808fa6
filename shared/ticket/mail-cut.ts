/**
 * Which parts of a mail are longer than the desk keeps apart from its original: one stable word for each, kept with the
 * message, so that nobody takes what is shown for all there is (MR24). The client has a sentence for each.
 */
import { v } from '../kit/schema.ts'

export const MAIL_CUTS = [
  /** Bytes or fields of its header. */
  'header',
  /** The name of its sender. */
  'sender',
  'subject',
  /** Addresses in To, Cc or Reply-To. */
  'addresses',
  'text',
  'files',
] as const
export const MailCut = v.picklist(MAIL_CUTS)
export type MailCut = v.InferOutput<typeof MailCut>

/** Of a message, which a later version may have written: what is not known here is left out. */
export function readMailCuts(words: readonly string[] | undefined): MailCut[] {
  return MAIL_CUTS.filter((known) => words?.includes(known))
}
