/**
 * What was shared with the app or opened with it (PU13): kept in a cache of this origin by the service worker, which has no
 * other place, until somebody made something of it. It goes with the person. Not here: what can be made of it (parts).
 */
import { parseWith, v } from '../../shared/kit/schema.ts'
import { LIMITS } from '../../shared/kit/limits.ts'

export const SHARED_CACHE = 'deskside-shared'
const FOLDER = '/app/shared/'

const Shared = v.object({
  id: v.string(),
  at: v.number(),
  title: v.string(),
  text: v.string(),
  url: v.string(),
  files: v.array(v.object({ name: v.string(), type: v.string(), bytes: v.number() })),
})
export type Shared = v.InferOutput<typeof Shared>

export type NewShared = Pick<Shared, 'id' | 'at' | 'title' | 'text' | 'url'> & {
  files: readonly File[]
}

/** Files first: one that is listed is whole. Throws when the device has no room, or there is too much of it. */
export async function keepShared({ files, ...words }: NewShared): Promise<void> {
  const cache = await caches.open(SHARED_CACHE)
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  if (files.length > LIMITS.replyFiles || bytes > LIMITS.replyFilesBytes)
    throw new Error('too much at once')
  if ((await listShared()).length >= LIMITS.sharedKept) throw new Error('too many are kept')
  for (const [at, file] of files.entries())
    await cache.put(`${FOLDER}${words.id}/${at}`, new Response(file))
  const shared: Shared = {
    ...words,
    title: words.title.slice(0, LIMITS.subjectChars),
    text: words.text.slice(0, LIMITS.bodyChars),
    url: words.url.slice(0, LIMITS.pushEndpointChars),
    files: files.map(({ name, type, size }) => ({ name, type, bytes: size })),
  }
  await cache.put(FOLDER + words.id, Response.json(shared))
}

/** The oldest first. */
export async function listShared(): Promise<Shared[]> {
  if (!('caches' in globalThis)) return []
  const cache = await caches.open(SHARED_CACHE)
  const found: Shared[] = []
  for (const request of await cache.keys()) {
    if (!/^\/app\/shared\/[^/]+$/.test(new URL(request.url).pathname)) continue
    const parsed = parseWith(Shared, await (await cache.match(request))?.json())
    if (parsed.ok) found.push(parsed.value)
  }
  return found.toSorted((a, b) => a.at - b.at)
}

export async function sharedFiles({ id, files }: Shared): Promise<File[]> {
  const cache = await caches.open(SHARED_CACHE)
  const read: File[] = []
  for (const [at, { name, type }] of files.entries()) {
    const bytes = await (await cache.match(`${FOLDER}${id}/${at}`))?.blob()
    if (bytes) read.push(new File([bytes], name, { type }))
  }
  return read
}

export async function dropShared({ id, files }: Shared): Promise<void> {
  const cache = await caches.open(SHARED_CACHE)
  await cache.delete(FOLDER + id)
  for (const at of files.keys()) await cache.delete(`${FOLDER}${id}/${at}`)
}
