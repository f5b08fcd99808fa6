/** Why a mail was held, as a sentence. What the server says that is not known here is said as it is. */
import { deskWords } from '../words/desk.ts'

const SIGNS: readonly [sign: RegExp, says: keyof typeof deskWords.held.signs][] = [
  [/^auto-submitted/i, 'machine'],
  [/^(?:x-auto|x-loop|delivered-to|feedback-id|x-ms-exchange|x-mail-auto)/i, 'machine'],
  [/^precedence/i, 'many'],
  [/^list-/i, 'list'],
  [/^(?:null sender|return-path)/i, 'report'],
  [/^bounce/i, 'bounce'],
]

/** The header that decided is named behind it: whoever runs the other machine may have to know. */
const SPAM_SENDER = /^the sender of #(\d+), which was marked as spam$/

export function sayWhyHeld(reason: string): string {
  const spam = SPAM_SENDER.exec(reason)
  if (spam) return deskWords.held.spamSender({ n: Number(spam[1]) })
  const found = SIGNS.find(([sign]) => sign.test(reason))
  if (found) return deskWords.held.because({ sign: deskWords.held.signs[found[1]], reason })
  return reason.charAt(0).toUpperCase() + reason.slice(1)
}
