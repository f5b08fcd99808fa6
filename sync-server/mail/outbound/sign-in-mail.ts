/** The mail that lets a person of the desk in. Printed in the terminal too when there is no relay. */
import { makeId } from '../../../shared/kit/id.ts'
import type { CommitParts } from '../../commit/parts.ts'
import { knownLanguage } from '../../auth/person-language.ts'
import type { Person } from '../../auth/people.ts'
import { languageOf } from '../../words/language.ts'
import { queueMail, senderOf } from './outgoing.ts'
import { mailToPerson } from './person-mail.ts'

/** @param asked  the language of the browser that asks, for somebody of whom nothing is known yet */
export async function mailSignInLink(
  parts: CommitParts,
  person: Person,
  { link, asked }: { link: string; asked: string | null },
): Promise<'accepted' | 'kept'> {
  const { deskName } = parts.settings.get()
  return parts.database.write(async (tx) => {
    const known = await knownLanguage(tx, person.id)
    const language = languageOf(known ?? asked ?? parts.config.language)
    const said = language.words.agent.signIn
    return queueMail(parts, tx, {
      id: makeId(parts.clock.now(), parts.random),
      kind: 'sign-in',
      ticket: null,
      message: null,
      mail: mailToPerson({
        language,
        from: senderOf(parts, ''),
        to: { address: person.email, name: person.name },
        subject: said.subject({ desk: deskName }),
        lines: [said.open, '', link, '', said.leave],
      }),
    })
  })
}
