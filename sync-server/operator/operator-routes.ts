/**
 * `POST /operator/<verb>`: the command line's door into a running server, on loopback, with the key of the data
 * directory. Answers lines of JSON: any number of `progress`, then `answer` or `problem`; faults before the first line are
 * RFC 9457 problem details. Not here: what a verb does.
 */
import type { Context, Hono } from 'hono'
import {
  FAULTS,
  FaultError,
  fail,
  toProblem,
  type Fault,
  type Result,
} from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { isSameSecret } from '../auth/tokens.ts'
import type { Desk } from '../desk.ts'
import type { Verb, VerbAnswer } from './verb.ts'
import { findVerb } from './verbs.ts'

/** What of the server's own environment is looked at: where the socket comes from. */
const Incoming = v.object({
  incoming: v.object({
    socket: v.object({
      remoteAddress: v.optional(v.string()),
      localAddress: v.optional(v.string()),
    }),
  }),
})

export function mountOperator(app: Hono, desk: Desk): void {
  app.post('/operator/:verb', async (context) => {
    const refused = refuse(context, desk)
    if (refused) return problem(refused)
    const name = context.req.param('verb')
    if (name === 'ping') return context.json({ isDesk: true })
    const verb = findVerb(name)
    if (!verb) return problem(fail('kit/not-found', `there is no verb “${name}”`).fault)
    const body = await readBody(context)
    if (!body.ok) return problem(body.fault)
    return streamVerb(desk, verb, body.value)
  })
}

function refuse(context: Context, desk: Desk): Fault | null {
  const { req } = context
  // A proxy on this machine comes from loopback too; what it hands on names itself.
  const isHandedOn =
    req.header('x-forwarded-for') !== undefined || req.header('forwarded') !== undefined
  if (isHandedOn || !isLocal(context.env))
    return fail('kit/not-found', 'there is nothing here').fault
  const given = /^Bearer (\S{1,200})$/.exec(req.header('authorization') ?? '')?.[1]
  if (given === undefined) return fail('auth/required', 'send the operator key').fault
  if (!isSameSecret(given, desk.keys.operator))
    return fail('auth/bad-token', 'that is not the operator key').fault
  return null
}

function isLocal(environment: unknown): boolean {
  const parsed = v.safeParse(Incoming, environment)
  if (!parsed.success) return false
  const { remoteAddress, localAddress } = parsed.output.incoming.socket
  if (remoteAddress === undefined) return false
  return remoteAddress === localAddress || /^(127\.|::1$|::ffff:127\.)/.test(remoteAddress)
}

async function readBody(context: Context): Promise<Result<unknown>> {
  const text = await context.req.text()
  if (text.length > LIMITS.jsonBytes)
    return fail('kit/too-big', `a body may have ${LIMITS.jsonBytes} bytes`)
  try {
    const value: unknown = JSON.parse(text)
    return { ok: true, value }
  } catch {
    return fail('kit/invalid', 'the body is not JSON')
  }
}

function streamVerb(desk: Desk, verb: Verb, input: unknown): Response {
  const encoder = new TextEncoder()
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const say = (line: object) => {
        try {
          controller.enqueue(encoder.encode(JSON.stringify(line) + '\n'))
        } catch {
          // Nobody listens any more; the verb goes on to its end all the same.
        }
      }
      const done = await runVerb(desk, verb, input, (progress) => say({ progress }))
      say(done.ok ? { answer: done.value } : { problem: toProblem(done.fault) })
      try {
        controller.close()
      } catch {
        // Closed from the other side.
      }
    },
  })
  return new Response(stream, {
    headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' },
  })
}

/** A verb's answer; what it throws is a bug and is said as one, here as in the command's own process. */
export async function runVerb(
  desk: Desk,
  verb: Verb,
  input: unknown,
  progress: (line: string) => void,
): Promise<Result<VerbAnswer>> {
  try {
    return await verb.run(desk, input, progress)
  } catch (error) {
    if (error instanceof FaultError) return { ok: false, fault: error.fault }
    desk.parts.log('error', 'a verb failed', { verb: verb.name, error: String(error) })
    return fail('kit/bug', error instanceof Error ? error.message : String(error))
  }
}

function problem(fault: Fault): Response {
  return new Response(JSON.stringify(toProblem(fault)) + '\n', {
    status: FAULTS[fault.code].http,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  })
}
