/** What is said on a ticket over the HTTP API: replies that come whole, and notes. */
import type { Context, Hono } from 'hono'
import { FaultError, unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, Sha256, v } from '../../shared/kit/schema.ts'
import { normaliseAddress } from '../../shared/ticket/address.ts'
import { RecipientAddress } from '../../shared/ticket/draft-doc.ts'
import { Status } from '../../shared/ticket/ticket.ts'
import { cleanName } from '../commit/contacts.ts'
import type { Input } from '../commit/input.ts'
import type { Desk } from '../desk.ts'
import { readJson } from './body.ts'
import { idOfKey, pushIdOf } from './idempotency.ts'
import { requireSession, type HttpEnv } from './request-auth.ts'

/** Somebody who gets a copy: an address, or with a name. */
const Reader = v.pipe(
  v.union([v.string(), v.object({ email: v.string(), name: v.optional(v.string(), '') })]),
  v.transform((given) => (typeof given === 'string' ? { email: given, name: '' } : given)),
  v.transform(({ email, name }) => ({ address: normaliseAddress(email), name: cleanName(name) })),
  v.object({ address: RecipientAddress, name: v.string() }),
)
const Readers = v.optional(v.pipe(v.array(Reader), v.maxLength(LIMITS.replyRecipients)))

const NewReply = v.object({
  text: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.bodyChars))),
  body: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.bodyChars))),
  /** Newest message the caller has seen; without it the ticket as it is now. */
  seen: v.optional(v.nullable(v.string())),
  /** Brought before with PUT /blobs/<hash>, or readable to the caller. */
  attachments: v.optional(
    v.pipe(
      v.array(
        v.object({
          hash: Sha256,
          name: v.pipe(v.string(), v.minLength(1), v.maxLength(255)),
          type: v.optional(
            v.pipe(
              v.string(),
              v.maxLength(255),
              v.regex(/^[\w.+-]+\/[\w.+-]+$/, 'not a media type'),
            ),
            'application/octet-stream',
          ),
        }),
      ),
      v.maxLength(LIMITS.replyFiles),
    ),
    [],
  ),
  /** Who gets it besides the requester; not said: whom agents put on the ticket. */
  cc: Readers,
  bcc: Readers,
  force: v.optional(v.boolean(), false),
  status: v.optional(v.nullable(Status)),
})

export function mountAnswers(app: Hono<HttpEnv>, desk: Desk): void {
  const agent = requireSession(desk)

  /** What an agent says, and the act that carries it: its own id comes from the push id, so that a repeat is the same. */
  async function readAnswer(context: Context<HttpEnv>, what: 'reply' | 'note') {
    const session = context.get('session')
    const input = unwrap(parseWith(NewReply, await readJson(context)))
    const words = input.text ?? input.body
    if (words === undefined)
      throw new FaultError({ code: 'kit/invalid', detail: `text: the ${what} needs words` })
    const pushId = pushIdOf(desk, context)
    return {
      input,
      words,
      id: idOfKey(`${session.id}/${pushId}`),
      commit: async (input: Input) =>
        unwrap(
          await desk.commit({
            actor: { kind: 'agent', rights: session.rights },
            device: session.id,
            pushId,
            input,
          }),
        ),
    }
  }

  app.post('/api/tickets/:id/replies', agent, async (context) => {
    const { input, words, id, commit } = await readAnswer(context, 'reply')
    const { result, version } = await commit({
      kind: 'whole-reply',
      ticket: context.req.param('id'),
      sendId: id,
      text: words,
      html: null,
      files: input.attachments,
      ...(input.cc ? { cc: input.cc } : {}),
      ...(input.bcc ? { bcc: input.bcc } : {}),
      seen: input.seen ?? null,
      isForced: input.force,
      status: input.status ?? null,
    })
    return context.json(
      { id: String(result?.['sendId']), version, delivery: String(result?.['state']) },
      201,
    )
  })

  app.post('/api/tickets/:id/notes', agent, async (context) => {
    const { input, words, id, commit } = await readAnswer(context, 'note')
    if (input.attachments.length > 0)
      throw new FaultError({ code: 'kit/invalid', detail: 'attachments: a note has none' })
    const text = words.slice(0, LIMITS.noteTextChars)
    const { version } = await commit({
      kind: 'edit',
      ticket: context.req.param('id'),
      ops: [{ op: 'add-note', id, text, mentions: [] }],
    })
    return context.json({ id, version }, 201)
  })
}
