/** What a form must say before it becomes a ticket, with words for each field that does not. Pure. */
import { isId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { ADDRESS_PATTERN } from '../../shared/ticket/address.ts'
import type { Language } from '../words/language.ts'

export const FORM_FIELDS = ['name', 'email', 'subject', 'message'] as const
export type FormField = (typeof FORM_FIELDS)[number]
export type FormTexts = Record<FormField, string>
export type FieldErrors = Partial<Record<FormField | 'files', string>>

export const NO_TEXTS: FormTexts = { name: '', email: '', subject: '', message: '' }

export type FormInput = {
  /** Made when the form was shown; the same id makes one ticket. Null when it is not one of ours. */
  id: string | null
  texts: FormTexts
  /** Something was typed where people do not look. */
  isTrapped: boolean
}

export function readFormInput(text: (name: string) => string): FormInput {
  const id = text('id')
  return {
    id: isId(id) ? id : null,
    texts: {
      name: text('name').trim(),
      email: text('email').trim(),
      subject: text('subject').trim(),
      message: text('message').trim(),
    },
    isTrapped: text('website').trim() !== '',
  }
}

/** Words for every field that is wrong; none when the form may be taken. */
export function findErrors(
  { words: { form: words } }: Language,
  { name, email, subject, message }: FormTexts,
): FieldErrors {
  const tooLong = (text: string, most: number) => words.tooLong({ n: text.length, most })
  const errors: FieldErrors = {}
  if (name === '') errors.name = words.noName
  else if (name.length > LIMITS.nameChars) errors.name = tooLong(name, LIMITS.nameChars)
  if (email === '') errors.email = words.noEmail
  else if (email.length > LIMITS.emailChars || !ADDRESS_PATTERN.test(email))
    errors.email = words.badEmail
  if (subject === '') errors.subject = words.noSubject
  else if (subject.length > LIMITS.subjectChars)
    errors.subject = tooLong(subject, LIMITS.subjectChars)
  const wrong = findMessageError(words, message)
  if (wrong !== null) errors.message = wrong
  return errors
}

/** Of the words themselves, in a form as in an answer. */
export function findMessageError(words: Language['words']['form'], message: string): string | null {
  if (message === '') return words.noMessage
  return message.length > LIMITS.bodyChars
    ? words.tooLong({ n: message.length, most: LIMITS.bodyChars })
    : null
}
