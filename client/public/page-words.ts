/** What the page says in the language it was made in: it hands its words to the script, which has none of its own. */
import { textsOf } from './texts.ts'

let known: Record<string, string> | undefined

/** Letters of scripts that run from right to left. */
const TURNING = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u202a-\u202e]/

/** @param filling  by the names in braces; what somebody wrote is kept from turning the words around it */
export function pageWord(
  name: string,
  filling: Readonly<Record<string, string | number>> = {},
): string {
  known ??= textsOf(readWords())
  return (known[name] ?? '').replace(/\{(\w+)\}/g, (place, inner: string) => {
    const value = filling[inner]
    if (value === undefined) return place
    return TURNING.test(String(value)) ? `\u2068${value}\u2069` : String(value)
  })
}

function readWords(): unknown {
  try {
    return JSON.parse(document.getElementById('words')?.dataset['words'] ?? '{}')
  } catch {
    return {}
  }
}

/** The path of one of our pages in the language that was chosen for this one, if one was. */
export function inLanguage(path: string): string {
  const lang = new URLSearchParams(location.search).get('lang')
  return lang === null ? path : `${path}?lang=${encodeURIComponent(lang)}`
}
