/** Handing a form to the server with script, and what became of it. The same id makes one ticket however often it is sent. */
import { pageWord } from './page-words.ts'
import { recordOf, textsOf } from './texts.ts'

export type Outcome =
  | { kind: 'sent'; id: string; number: number }
  /** It will not be taken as it is; `fields` says what is wrong where. */
  | { kind: 'refused'; words: string; fields: Record<string, string>; isReused: boolean }
  /** It may be taken later, unchanged. */
  | { kind: 'later'; words: string }
  /** Nobody answered: without a network, or without the server. */
  | { kind: 'unreachable' }

/** Long enough for 25 MB over a slow line. */
const ANSWER_MS = 10 * 60_000

export async function sendForm(action: string, data: FormData): Promise<Outcome> {
  let response: Response
  try {
    response = await fetch(action, {
      method: 'POST',
      body: data,
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(ANSWER_MS),
    })
  } catch {
    return { kind: 'unreachable' }
  }
  const answer = await readAnswer(response)
  if (response.ok)
    return {
      kind: 'sent',
      id: typeof answer['id'] === 'string' ? answer['id'] : '',
      number: Number(answer['number'] ?? 0),
    }
  // A proxy in front says these when the server itself does not answer.
  if (response.status === 502 || response.status === 504) return { kind: 'unreachable' }
  const words = wordsOf(answer)
  if (response.status === 429 || response.status >= 500) return { kind: 'later', words }
  return {
    kind: 'refused',
    words,
    fields: textsOf(answer['fields']),
    isReused: answer['code'] === 'ticket/reused-push',
  }
}

async function readAnswer(response: Response): Promise<Record<string, unknown>> {
  try {
    return recordOf(await response.json())
  } catch {
    return {}
  }
}

/** Those of the answer are in the language of the page. */
const wordsOf = ({ words }: Record<string, unknown>): string =>
  typeof words === 'string' ? words : pageWord('failed')
