/** A picture that a mail points to, fetched by the server, which shows the other host nothing of who looks. */

/** A request that has heard nothing for this long is over; the server gives up before. */
const WAIT_MS = 30_000

/** @returns null when there is none to show */
export async function fetchRemoteImage(
  ticket: string,
  html: string,
  url: string,
  signal: AbortSignal,
): Promise<Blob | null> {
  try {
    const response = await fetch(`/api/tickets/${ticket}/blobs/${html}/remote-image`, {
      method: 'POST',
      credentials: 'same-origin',
      signal: AbortSignal.any([signal, AbortSignal.timeout(WAIT_MS)]),
      headers: { 'content-type': 'application/json', 'X-Deskside': '1' },
      body: JSON.stringify({ url }),
    })
    if (!response.ok) return null
    const type = response.headers.get('x-picture-type') ?? ''
    return /^image\/(?:png|jpeg|gif|webp|avif)$/.test(type)
      ? new Blob([await response.arrayBuffer()], { type })
      : null
  } catch {
    return null
  }
}
