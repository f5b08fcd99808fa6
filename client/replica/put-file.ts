/**
 * Brings a file to the server: a small one in one piece, a large one in parts that go on where it broke off, also after the
 * app was closed. Not here: which files, and when (reply-files).
 */
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { UploadRequest } from './upload-request.ts'

/** `ticket` '': one that is not opened yet. */
export type FileToPut = { ticket: string; hash: string; blob: Blob }

/** The two questions, as desk-http asks them. */
export type PutDoor = {
  /** @returns the bytes that are there, by the answer to a part */
  send(path: string, request: UploadRequest): Promise<Result<number | null>>
  /** How many bytes of a file are there, from its beginning. */
  have(path: string): Promise<Result<number>>
}

/** @param onShare  how much of the file is there, from 0 to 1 */
export async function putFile(
  door: PutDoor,
  { ticket, hash, blob }: FileToPut,
  onShare: (share: number) => void,
): Promise<Result<void>> {
  const query = ticket && `?ticket=${ticket}`
  if (blob.size <= LIMITS.uploadPartBytes) {
    const request: UploadRequest = { method: 'PUT', headers: {}, body: blob, onShare }
    const answer = await door.send(`/blobs/${hash}${query}`, request)
    return answer.ok ? ok() : answer
  }
  const path = `/blobs/${hash}/parts`
  const known = await door.have(path)
  if (!known.ok) return known
  let have = known.value
  // The server may send us back once, when it had lost what it said; never round and round.
  const turns = 2 * Math.ceil(blob.size / LIMITS.uploadPartBytes) + 1
  for (let turn = 0; turn < turns; turn++) {
    const at = have < blob.size ? have : 0
    const body = blob.slice(at, at + LIMITS.uploadPartBytes)
    const answer = await door.send(path + query, {
      method: 'PATCH',
      headers: { 'upload-offset': String(at), 'upload-length': String(blob.size) },
      body,
      onShare: (share) => onShare((at + share * body.size) / blob.size),
    })
    if (!answer.ok) return answer
    have = answer.value ?? 0
    if (have >= blob.size) return ok()
  }
  return fail('kit/busy', 'the server takes the parts of a file, and does not keep them')
}
