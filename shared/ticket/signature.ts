/**
 * What stands below a queue's replies: plain lines with a few variables that are filled in as a reply goes out. The server
 * fills them for mail, the app for its preview. Not here: how a mail looks (mail/outbound/mail-look).
 */
import { fail, ok, type Result } from '../kit/fault.ts'

export const SIGNATURE_VARIABLES = ['agent', 'queue', 'desk'] as const
export type SignatureValues = Record<(typeof SIGNATURE_VARIABLES)[number], string>

const VARIABLE = /\{\{([^{}\n]*)\}\}/g

/** Fault `desk/settings` for a variable that is not known: whoever saves it should know, not whoever reads the mail. */
export function checkSignature(template: string): Result<void> {
  for (const [written, name = ''] of template.matchAll(VARIABLE))
    if (!SIGNATURE_VARIABLES.some((known) => known === name.trim()))
      return fail(
        'desk/settings',
        `${written} is not known in a signature; there are ${SIGNATURE_VARIABLES.map((known) => `{{${known}}}`).join(', ')}`,
      )
  return ok()
}

/** The lines as they are sent; a line of which only empty variables were left goes. */
export function fillSignature(template: string, values: SignatureValues): string {
  return template
    .split(/\r\n?|\n/)
    .flatMap((line) => {
      const filled = line.replace(VARIABLE, (written, name: string) => {
        const known = SIGNATURE_VARIABLES.find((one) => one === name.trim())
        return known === undefined ? written : values[known]
      })
      return filled.trim() === '' && line.trim() !== '' ? [] : [filled.trimEnd()]
    })
    .join('\n')
    .trim()
}
