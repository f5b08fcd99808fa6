/** Headers for files that strangers sent: always a download, never run, never guessed (assurance, *SVG & attachments*). */
export function fileHeaders(name: string): Record<string, string> {
  const plain = name.replace(/[^\w.-]+/g, '_').slice(0, 100) || 'file'
  // RFC 6266 §4.3 with the extended form of RFC 8187.
  return {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeName(name)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-store',
  }
}

/** Half of a pair, where the cut falls, is no text and becomes its replacement. */
function encodeName(name: string): string {
  const whole = Buffer.from(name.slice(0, 200)).toString()
  return encodeURIComponent(whole).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
