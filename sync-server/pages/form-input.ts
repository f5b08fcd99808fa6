/** What a form must say before it becomes a ticket, with words for each field that does not. Pure. */
import { isId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { ADDRESS_PATTERN } from '../../shared/ticket/address.ts'

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
export function findErrors({ name, email, subject, message }: FormTexts): FieldErrors {
  const errors: FieldErrors = {}
  if (name === '') errors.name = 'Tell us your name.'
  else if (name.length > LIMITS.nameChars) errors.name = tooLong(name, LIMITS.nameChars)
  if (email === '') errors.email = 'Tell us the address we can answer to.'
  else if (email.length > LIMITS.emailChars || !ADDRESS_PATTERN.test(email))
    errors.email = 'This is not a mail address. One looks like name@example.com.'
  if (subject === '') errors.subject = 'Say in a few words what it is about.'
  else if (subject.length > LIMITS.subjectChars)
    errors.subject = tooLong(subject, LIMITS.subjectChars)
  if (message === '') errors.message = 'Write your message.'
  else if (message.length > LIMITS.bodyChars) errors.message = tooLong(message, LIMITS.bodyChars)
  return errors
}

export function tooLong(text: string, most: number): string {
  return `This has ${text.length} characters, and ${most} is the most. Shorten it, or attach it as a file.`
}
