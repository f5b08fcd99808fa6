/** Sending a file with word of how far it is, which `fetch` has not. The one place that knows XMLHttpRequest. */
import { LIMITS } from '../../shared/kit/limits.ts'

/** @returns null when the server was not reached or the line broke */
export type UploadFile = (
  url: URL,
  blob: Blob,
  onShare: (share: number) => void,
) => Promise<{ status: number; text: string } | null>

export const uploadByRequest: UploadFile = (url, blob, onShare) =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('PUT', url)
    request.timeout = LIMITS.uploadMs
    request.setRequestHeader('content-type', 'application/octet-stream')
    // Another site cannot set it without asking first: the server's proof that the request is ours.
    request.setRequestHeader('x-deskside', '1')
    request.upload.addEventListener('progress', ({ loaded, total }) => {
      if (total > 0) onShare(loaded / total)
    })
    request.addEventListener('load', () =>
      resolve({ status: request.status, text: request.responseText }),
    )
    for (const end of ['error', 'abort', 'timeout'])
      request.addEventListener(end, () => resolve(null))
    request.send(blob)
  })
