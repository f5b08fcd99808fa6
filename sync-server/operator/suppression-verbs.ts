/** `suppression list` and `suppression lift`: addresses that get nothing automatic, because their server or owner said so. */
import { fail, ok } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { liftSuppression, listSuppressions } from '../mail/outbound/suppressions.ts'
import { answer, makeVerb } from './verb.ts'

export const listSuppressed = makeVerb(
  {
    name: 'suppression list',
    about: 'Addresses that get no automatic mail, the newest first.',
    options: [],
  },
  v.object({}),
  async (desk) => {
    const suppressions = await listSuppressions(
      desk.database.read,
      Number.MAX_SAFE_INTEGER,
      LIMITS.pageRowsMax,
    )
    const lines = suppressions.map(
      ({ address, reason, detail, at }) =>
        `${new Date(at).toISOString()}  ${reason.padEnd(10)}  ${address}  ${detail}`,
    )
    return ok(answer({ suppressions }, lines.join('\n') || 'None.'))
  },
)

export const liftSuppressed = makeVerb(
  {
    name: 'suppression lift',
    about: 'Let automatic mail go to an address again.',
    options: [{ name: 'email', value: 'ADDRESS', isRequired: true, about: 'The address.' }],
  },
  v.object({ email: v.pipe(v.string(), v.trim(), v.maxLength(LIMITS.emailChars)) }),
  async (desk, { email }) =>
    (await desk.database.write((tx) => liftSuppression(tx, email)))
      ? ok(answer({ email }, `Automatic mail goes to ${email} again.`))
      : fail('kit/not-found', `${email} is not suppressed`),
)
