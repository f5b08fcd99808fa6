/** Headers for files that strangers sent: always a download, never run, never guessed (assurance, *SVG & attachments*). */
export function fileHeaders(name: string): Record<string, string> {
  const plain = name.replace(/[^\w.-]+/g, '_').slice(0, 100) || 'file'
  // RFC 6266 §4.3 with the extended form of RFC 8187.
  return {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name.slice(0, 200))}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-store',
  }
}
