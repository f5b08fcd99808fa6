/** The mail that lets a person of the desk in. Printed in the terminal too when there is no relay. */
import { makeId } from '../../../shared/kit/id.ts'
import type { CommitParts } from '../../commit/parts.ts'
import type { Person } from '../../auth/people.ts'
import { queueMail, senderOf } from './outgoing.ts'

export async function mailSignInLink(
  parts: CommitParts,
  person: Person,
  link: string,
): Promise<'accepted' | 'kept'> {
  const { deskName } = parts.settings.get()
  return parts.database.write((tx) =>
    queueMail(parts, tx, {
      id: makeId(parts.clock.now(), parts.random),
      kind: 'sign-in',
      ticket: null,
      message: null,
      mail: {
        from: senderOf(parts, ''),
        replyTo: null,
        to: [{ address: person.email, name: person.name }],
        cc: [],
        subject: `Sign in to ${deskName}`,
        inReplyTo: null,
        references: [],
        text: `Open this link to sign in. It works once, for 15 minutes:\n\n${link}\n\nIf you did not ask for it, leave it.\n`,
        html: null,
        attachments: [],
        autoSubmitted: 'auto-generated',
      },
    }),
  )
}
