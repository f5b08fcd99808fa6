/** Sending a file, or a part of one, with word of how far it is, which `fetch` has not. The one place that knows XMLHttpRequest. */
import { LIMITS } from '../../shared/kit/limits.ts'

export type UploadRequest = {
  method: 'PUT' | 'PATCH'
  headers: Readonly<Record<string, string>>
  body: Blob
  /** How much of it has gone, from 0 to 1. */
  onShare: (share: number) => void
}

/** @returns null when the server was not reached or the line broke */
export type UploadFile = (
  url: URL,
  request: UploadRequest,
) => Promise<{ status: number; text: string } | null>

export const uploadByRequest: UploadFile = (url, { method, headers, body, onShare }) =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open(method, url)
    request.timeout = LIMITS.uploadMs
    request.setRequestHeader('content-type', 'application/octet-stream')
    // Another site cannot set it without asking first: the server's proof that the request is ours.
    request.setRequestHeader('x-deskside', '1')
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      if (total > 0) onShare(loaded / total)
    })
    request.addEventListener('load', () =>
      resolve({ status: request.status, text: request.responseText }),
    )
    for (const end of ['error', 'abort', 'timeout'])
      request.addEventListener(end, () => resolve(null))
    request.send(body)
  })
