/**
 * What another server says it found when it judged a message: the field Authentication-Results (RFC 8601), and the same
 * in an ARC set (RFC 8617 §4.1.1). Reads the field and no more: whether its writer is to be believed is for judge to say.
 */

export type AuthResult = {
  method: string
  result: string
  /** `header.from`, `smtp.mailfrom`, `header.d` …, lower case; the first of each. */
  properties: Map<string, string>
  /** The comments behind the result, where many write the policy of the domain. */
  comment: string
}
export type AuthResults = { authserv: string; results: AuthResult[] }

const VALUE_CHARS = 16_384
const RESULTS_MAX = 50

/** Null when it is no such field: a writer without a name is nobody (§2.2). */
export function parseAuthResults(value: string): AuthResults | null {
  const [first, ...rest] = splitField(value.slice(0, VALUE_CHARS))
  // A version may follow the name (§2.2).
  const authserv = first?.plain.trim().split(/\s+/, 1)[0]?.toLowerCase()
  if (!authserv) return null
  const results: AuthResult[] = []
  for (const { plain, comment } of rest.slice(0, RESULTS_MAX)) {
    const found = /^\s*([a-z0-9_-]+)(?:\s*\/\s*\d+)?\s*=\s*([a-z]+)/i.exec(plain)
    if (!found?.[1] || !found[2]) continue
    const properties = new Map<string, string>()
    const more = plain.slice(found[0].length)
    for (const [, name, text] of more.matchAll(/([a-z]+\.[a-z0-9_-]+)\s*=\s*([^\s;]+)/gi)) {
      const key = name?.toLowerCase() ?? ''
      if (!properties.has(key)) properties.set(key, (text ?? '').toLowerCase())
    }
    results.push({
      method: found[1].toLowerCase(),
      result: found[2].toLowerCase(),
      properties,
      comment,
    })
  }
  return { authserv, results }
}

/** The domain of an address, or of a bare domain. */
export function domainOf(text: string): string {
  return text
    .slice(text.lastIndexOf('@') + 1)
    .replace(/[<>.]+$/, '')
    .toLowerCase()
}

/** Parts between semicolons, with quotes undone and comments apart: a semicolon in either divides nothing. */
function splitField(value: string): { plain: string; comment: string }[] {
  const parts: { plain: string; comment: string }[] = []
  let plain = ''
  let comment = ''
  let depth = 0
  let isQuoted = false
  for (let at = 0; at < value.length; at++) {
    const char = value[at] ?? ''
    if (char === '\\' && (isQuoted || depth > 0)) {
      const next = value[++at] ?? ''
      if (depth > 0) comment += next
      else plain += next
    } else if (depth > 0) {
      if (char === '(') depth++
      else if (char === ')') depth--
      comment += depth > 0 ? char : ' '
    } else if (char === '"') isQuoted = !isQuoted
    else if (isQuoted) plain += char
    else if (char === '(') depth = 1
    else if (char === ';') {
      parts.push({ plain, comment })
      plain = ''
      comment = ''
    } else plain += char
  }
  parts.push({ plain, comment })
  return parts
}
