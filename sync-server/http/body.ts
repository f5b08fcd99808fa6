/** Request bodies with a limit that holds whether or not the client said how long they are. */
import type { Context } from 'hono'
import { FaultError } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'

export async function readBytes(context: Context, most: number): Promise<Uint8Array> {
  const declared = Number(context.req.header('content-length') ?? 0)
  if (declared > most) tooBig(most)
  const body = context.req.raw.body
  if (!body) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let total = 0
  for await (const chunk of body) {
    total += chunk.length
    if (total > most) tooBig(most)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

export async function readJson(
  context: Context,
  most: number = LIMITS.jsonBytes,
): Promise<unknown> {
  const bytes = await readBytes(context, most)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new FaultError({ code: 'kit/invalid', detail: 'the body is not JSON' })
  }
}

function tooBig(most: number): never {
  throw new FaultError({
    code: 'kit/too-big',
    detail: `the body may have ${most} bytes`,
    more: { limit: most },
  })
}
