/** Mail addresses as keys: trimmed, lower case. Not a full RFC 5321 parser: the gateway's door judges those. */

/** A plausible address for one mailbox; good enough to write to, never proof that it exists. */
export const ADDRESS_PATTERN = /^[^\s@<>(),;:"\\[\]]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?$/i

export function normaliseAddress(text: string): string {
  return text.trim().toLowerCase()
}

/** True for an address of the desk itself, with or without a tag. */
export function isOfDesk(address: string, ours: ReadonlySet<string>): boolean {
  const parts = splitAddress(address)
  return ours.has(normaliseAddress(address)) || (parts !== null && ours.has(parts.base))
}

/** `support+token@desk.example` → its parts; null when it is no address. RFC 5233 subaddress. */
export function splitAddress(
  text: string,
): { base: string; tag: string | null; domain: string } | null {
  const address = normaliseAddress(text)
  const at = address.lastIndexOf('@')
  if (at < 1 || at === address.length - 1) return null
  const local = address.slice(0, at)
  const domain = address.slice(at + 1)
  const plus = local.indexOf('+')
  if (plus < 1) return { base: address, tag: null, domain }
  return { base: `${local.slice(0, plus)}@${domain}`, tag: local.slice(plus + 1), domain }
}
