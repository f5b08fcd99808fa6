/** What is wrong with the desk's mail just now, for whoever has the app open: `GET /api/mail-trouble`. */
import { EpochMs, v } from '../kit/schema.ts'

export const MailTrouble = v.object({
  /** Since when mail waits that the relay does not take; null: it takes mail, or nothing waits. */
  awaySince: v.nullable(EpochMs),
  /** Said to admins when it ends within two weeks or has ended; `endsAt` null: it cannot be used. */
  certificate: v.nullable(v.object({ endsAt: v.nullable(EpochMs) })),
})
export type MailTrouble = v.InferOutput<typeof MailTrouble>
