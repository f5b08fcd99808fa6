/** `tag=value; tag=value` as key and policy records are written (RFC 6376 §3.2, RFC 7489 §6.4). */

/** Null where it is no such list: a part without `=`, or a tag twice. Names in lower case, values as they stand. */
export function parseTags(text: string): Map<string, string> | null {
  const tags = new Map<string, string>()
  for (const part of text.split(';')) {
    if (part.trim() === '') continue
    const at = part.indexOf('=')
    const name = part.slice(0, at).trim().toLowerCase()
    if (at < 1 || !/^[a-z][a-z0-9_]*$/.test(name) || tags.has(name)) return null
    tags.set(name, part.slice(at + 1).trim())
  }
  return tags
}
