/** GET /api/openapi.json: the HTTP API described, OpenAPI 3.1. */
import { ROLES } from '../../shared/ticket/ticket-rules.ts'
import { MAILBOX_AFTER, MAILBOX_SECURITY } from '../../shared/wire/mailbox.ts'

const json = (schema: object) => ({ content: { 'application/json': { schema } } })
const text = { type: 'string' }
const problem = {
  description: 'RFC 9457 problem details with a stable `code`',
  content: { 'application/problem+json': { schema: { type: 'object' } } },
}
const id = { name: 'id', in: 'path', required: true, schema: text }
const domain = { name: 'domain', in: 'path', required: true, schema: text }
const slug = { name: 'slug', in: 'path', required: true, schema: text }
const key = {
  name: 'Idempotency-Key',
  in: 'header',
  schema: { type: 'string', maxLength: 200 },
  description: 'Repeating a request under the same key has no second effect.',
}
const query = (name: string) => ({ name, in: 'query', schema: text })
const ok = (description: string, schema: object = { type: 'object' }) => ({
  description,
  ...json(schema),
})
const role = { type: 'string', enum: ROLES }
const queues = { type: ['array', 'null'], items: text, description: 'Null: all of them.' }
const bearer = [{ bearer: [] }]
const readers = {
  type: 'array',
  description: 'Who gets a copy',
  items: {
    anyOf: [text, { type: 'object', required: ['email'], properties: { email: text, name: text } }],
  },
}
const attachments = {
  type: 'array',
  description: 'Files brought before with PUT /blobs/{hash}',
  items: {
    type: 'object',
    required: ['hash', 'name'],
    properties: { hash: text, name: text, type: text },
  },
}
const queueSettings = {
  name: text,
  address: { type: ['string', 'null'], description: 'Where its mail arrives; null: by form alone' },
  hasSubaddresses: { type: 'boolean', description: 'Whether address+anything arrives too' },
  isEndMailed: {
    type: 'boolean',
    description: 'People are told by mail when an agent solves or closes their ticket',
  },
  senderName: { type: 'string', description: 'Stands in From; empty: the desk and the queue' },
  signature: { type: 'string', description: 'With {{agent}}, {{queue}} and {{desk}}' },
  about: { type: 'string', description: 'One line above the form' },
  isPublic: { type: 'boolean', description: 'Whether its figures are shown to everybody' },
}
const mailbox = {
  type: 'object',
  required: ['settings'],
  properties: {
    settings: {
      type: 'object',
      required: ['isOn', 'host', 'port', 'security', 'user'],
      properties: {
        isOn: { type: 'boolean' },
        host: text,
        port: { type: 'integer' },
        security: { type: 'string', enum: MAILBOX_SECURITY },
        user: text,
        folder: text,
        after: { type: 'string', enum: MAILBOX_AFTER },
        moveTo: { type: ['string', 'null'] },
        sinceDays: { type: 'integer' },
        authservs: { type: 'array', items: text },
      },
    },
    password: { type: ['string', 'null'], description: 'Null: the one that is kept.' },
  },
}
const reason = { type: 'object', required: ['why'], properties: { why: text } }

export function openApi(publicUrl: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Deskside',
      version: '1',
      description: 'Errors are RFC 9457 problem details with a stable `code`.',
    },
    servers: [{ url: publicUrl }],
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    paths: {
      '/api/tickets': {
        post: {
          summary: 'File a ticket',
          parameters: [key],
          requestBody: json({
            type: 'object',
            required: ['queue', 'name', 'email', 'subject', 'body'],
            properties: {
              queue: text,
              name: text,
              email: text,
              subject: text,
              body: text,
              priority: text,
              fields: { type: 'object' },
            },
          }),
          responses: {
            201: ok('Filed', {
              type: 'object',
              properties: { id: text, number: { type: 'integer' }, statusUrl: text },
            }),
            default: problem,
          },
        },
        get: {
          summary: 'List tickets, newest change first',
          security: bearer,
          parameters: ['queue', 'q', 'status', 'updatedAfter', 'cursor', 'limit'].map(query),
          responses: { 200: ok('A page; `cursor` is null on the last'), default: problem },
        },
      },
      '/api/tickets/{id}': {
        get: {
          summary: 'One ticket, as agents see it',
          security: bearer,
          parameters: [id],
          responses: { 200: ok('The ticket'), default: problem },
        },
        patch: {
          summary: 'Change subject, status, priority, assignee, queue, tags',
          security: bearer,
          parameters: [id, key],
          requestBody: json({ type: 'object' }),
          responses: { 200: ok('The ticket afterwards'), default: problem },
        },
        delete: {
          summary: 'Delete for good; leads and admins',
          security: bearer,
          parameters: [id, key],
          requestBody: json(reason),
          responses: { 200: ok('Its number, which is not given again'), default: problem },
        },
      },
      '/api/tickets/{id}/merge': {
        post: {
          summary: 'Put what was said on another ticket, and close this one',
          security: bearer,
          parameters: [id, key],
          requestBody: json({ type: 'object', required: ['into'], properties: { into: text } }),
          responses: { 200: ok('Where it goes on'), default: problem },
        },
      },
      '/api/mail-health': {
        get: {
          summary: 'How the way out is: what waits, and whether the relay takes mail (admins)',
          security: bearer,
          responses: { 200: ok('The way out'), default: problem },
        },
      },
      '/api/moves': {
        get: {
          summary: 'Addresses that are moved here: steps, mail by day and way, tests (admins)',
          security: bearer,
          responses: { 200: ok('The moves'), default: problem },
        },
      },
      '/api/queues/{slug}/move': {
        put: {
          summary: 'Begin to move the address of a queue here, or change the plan (admins)',
          security: bearer,
          parameters: [slug],
          requestBody: json({
            type: 'object',
            required: ['place'],
            properties: {
              place: { type: 'string', enum: ['mailbox', 'forward', 'mx'] },
              oldServers: { type: 'array', items: text },
              quietDays: { type: 'integer' },
            },
          }),
          responses: { 200: ok('The move'), default: problem },
        },
        delete: {
          summary: 'Forget a move with all that was counted; mail is not touched (admins)',
          security: bearer,
          parameters: [slug],
          responses: { 200: ok('Nothing'), default: problem },
        },
      },
      '/api/queues/{slug}/move/step': {
        post: {
          summary: 'Take a step of a move, or go back one; a claim needs proof (admins)',
          security: bearer,
          parameters: [slug],
          requestBody: json({
            type: 'object',
            required: ['step'],
            properties: {
              step: { type: 'string', enum: ['planned', 'both', 'redirected', 'done'] },
              isAllTheSame: { type: 'boolean' },
            },
          }),
          responses: { 200: ok('The move'), default: problem },
        },
      },
      '/api/queues/{slug}/move/tests': {
        post: {
          summary: 'Send a test mail that makes the round trip (admins)',
          security: bearer,
          parameters: [slug],
          responses: { 201: ok('The move'), default: problem },
        },
      },
      '/api/mail-domains': {
        get: {
          summary: 'Domains the desk writes from: records, findings, keys without secrets (admins)',
          security: bearer,
          responses: { 200: ok('The domains'), default: problem },
        },
      },
      '/api/mail-domains/{domain}/check': {
        post: {
          summary: 'Ask name servers about a domain now (admins)',
          security: bearer,
          parameters: [domain],
          responses: { 200: ok('The domain'), default: problem },
        },
      },
      '/api/mail-domains/{domain}/keys': {
        post: {
          summary: 'Make new keys; the old sign until the records of the new are seen (admins)',
          security: bearer,
          parameters: [domain],
          responses: { 201: ok('The domain'), default: problem },
        },
      },
      '/api/mail-domains/{domain}/keys/{selector}': {
        post: {
          summary: 'Sign with a key whose record is not seen from here, or no longer (admins)',
          security: bearer,
          parameters: [domain, { name: 'selector', in: 'path', required: true, schema: text }],
          requestBody: json({
            type: 'object',
            required: ['isVouched'],
            properties: { isVouched: { type: 'boolean' } },
          }),
          responses: { 200: ok('The domain'), default: problem },
        },
      },
      '/api/suppressions': {
        get: {
          summary: 'Addresses that get no automatic mail, newest first (admins)',
          security: bearer,
          parameters: [query('before')],
          responses: { 200: ok('A page of them'), default: problem },
        },
      },
      '/api/suppressions/{address}': {
        delete: {
          summary: 'Let automatic mail go there again (admins)',
          security: bearer,
          parameters: [{ name: 'address', in: 'path', required: true, schema: text }],
          responses: { 204: { description: 'Lifted' }, default: problem },
        },
      },
      '/api/mailboxes': {
        get: {
          summary: 'Mailboxes elsewhere that are fetched, and how each is (admins)',
          security: bearer,
          responses: { 200: ok('All of them; never with a password'), default: problem },
        },
      },
      '/api/queues/{slug}/mailbox': {
        put: {
          summary: 'Fetch a queue’s mail from a mailbox elsewhere (admins)',
          security: bearer,
          parameters: [{ name: 'slug', in: 'path', required: true, schema: text }],
          requestBody: json(mailbox),
          responses: { 200: ok('Kept'), default: problem },
        },
        delete: {
          summary: 'Fetch it no more (admins)',
          security: bearer,
          parameters: [{ name: 'slug', in: 'path', required: true, schema: text }],
          responses: { 200: ok('Removed'), default: problem },
        },
      },
      '/api/queues/{slug}/mailbox/trials': {
        post: {
          summary: 'Have the mail gateway try settings out (admins)',
          security: bearer,
          parameters: [{ name: 'slug', in: 'path', required: true, schema: text }],
          requestBody: json(mailbox),
          responses: { 202: ok('Begun; `id`'), default: problem },
        },
      },
      '/api/mailbox-trials/{id}': {
        get: {
          summary: 'What came of it: `answer`, null while it is tried (admins)',
          security: bearer,
          parameters: [id],
          responses: { 200: ok('`code` is null when it works'), default: problem },
        },
      },
      '/api/held-mail': {
        get: {
          summary: 'Mail that is no ticket, newest first; leads and admins',
          security: bearer,
          parameters: [query('kind'), query('before')],
          responses: {
            200: ok('A page of `automated`, `held` or `dismissed`, and how many each has'),
            default: problem,
          },
        },
      },
      '/api/held-mail/{id}': {
        get: {
          summary: 'One with its text and what was judged of it',
          security: bearer,
          parameters: [id, query('uncovered')],
          responses: { 200: ok('The mail'), default: problem },
        },
      },
      '/api/held-mail/{id}/raw': {
        get: {
          summary: 'Its original',
          security: bearer,
          parameters: [id],
          responses: { 200: { description: 'A file' }, default: problem },
        },
      },
      '/api/held-mail/{id}/release': {
        post: {
          summary:
            'Make it a new ticket in `queue`, or a message on the ticket with the number `ticket`',
          security: bearer,
          parameters: [id, key],
          requestBody: json({
            type: 'object',
            properties: { queue: text, ticket: { type: 'integer' }, why: text },
          }),
          responses: { 200: ok('The ticket and its number'), default: problem },
        },
      },
      '/api/held-mail/{id}/dismiss': {
        post: {
          summary: 'Put it away; it is kept for a while',
          security: bearer,
          parameters: [id, key],
          requestBody: json({ type: 'object', properties: { why: text } }),
          responses: { 200: ok('Done'), default: problem },
        },
      },
      '/api/tickets/{id}/people': {
        get: {
          summary: 'Who is on the ticket: its requester and participants',
          security: bearer,
          parameters: [id],
          responses: { 200: ok('`people`'), default: problem },
        },
      },
      '/api/tickets/{id}/requester': {
        put: {
          summary: 'Make somebody else the requester, before anybody was answered',
          security: bearer,
          parameters: [id, key],
          requestBody: json({
            type: 'object',
            required: ['email'],
            properties: { name: text, email: text },
          }),
          responses: { 200: ok('Its version'), default: problem },
        },
      },
      '/api/tickets/{id}/participants': {
        post: {
          summary: 'Put somebody on the ticket: their mail finds it; they read nothing by it',
          security: bearer,
          parameters: [id, key],
          requestBody: json({
            type: 'object',
            required: ['email'],
            properties: { name: text, email: text },
          }),
          responses: { 200: ok('Its version'), default: problem },
        },
      },
      '/api/tickets/{id}/queues': {
        post: {
          summary: 'Let a further queue see the ticket',
          security: bearer,
          parameters: [id, key],
          requestBody: json({ type: 'object', required: ['queue'], properties: { queue: text } }),
          responses: { 200: ok('Its version'), default: problem },
        },
      },
      '/api/tickets/{id}/queues/{queue}': {
        delete: {
          summary: 'Take the ticket out of a further queue',
          security: bearer,
          parameters: [id, { ...id, name: 'queue' }, key],
          responses: { 200: ok('Its version'), default: problem },
        },
      },
      '/api/tickets/{id}/messages/{message}/shown': {
        get: {
          summary: 'What the requester would see of somebody else’s mail',
          security: bearer,
          parameters: [id, { name: 'message', in: 'path', required: true, schema: text }],
          responses: { 200: ok('The message as it would be shown'), default: problem },
        },
        post: {
          summary: 'Show it to the requester; `why` is needed where it lets somebody in elsewhere',
          security: bearer,
          parameters: [id, { name: 'message', in: 'path', required: true, schema: text }, key],
          requestBody: json({ type: 'object', properties: { why: text } }),
          responses: { 200: ok('Shown'), default: problem },
        },
      },
      '/api/tickets/{id}/messages/{message}/redact': {
        post: {
          summary: 'Take the words and files of a message out of every copy; leads and admins',
          security: bearer,
          parameters: [id, { ...id, name: 'message' }, key],
          requestBody: json(reason),
          responses: { 200: ok('The new epoch of the ticket'), default: problem },
        },
      },
      '/api/tickets/{id}/replies': {
        post: {
          summary:
            'Answer; held for the undo time, then mailed. Without `cc`, whom agents put on the ticket gets a copy',
          security: bearer,
          parameters: [id, key],
          requestBody: json({
            type: 'object',
            properties: { text, attachments, cc: readers, bcc: readers },
          }),
          responses: { 201: ok('Accepted'), default: problem },
        },
      },
      '/api/tickets/{id}/uploads': {
        get: {
          summary: 'Which files of the reply that is being written are on the server',
          security: bearer,
          parameters: [id],
          responses: { 200: ok('`files`: their hashes'), default: problem },
        },
      },
      '/blobs/{hash}': {
        put: {
          summary: 'Bring the bytes of a file, named by their SHA-256, for a reply',
          security: bearer,
          parameters: [
            { ...id, name: 'hash' },
            { name: 'ticket', in: 'query', schema: text, description: 'Whose reply it is for' },
          ],
          responses: { 204: ok('Here, also when it was before'), default: problem },
        },
      },
      '/api/tickets/{id}/notes': {
        post: {
          summary: 'Add an internal note',
          security: bearer,
          parameters: [id, key],
          requestBody: json({ type: 'object', properties: { text } }),
          responses: { 201: ok('Added'), default: problem },
        },
      },
      '/api/people': {
        get: {
          summary: 'Who is on the desk, and what they may do (admins)',
          security: bearer,
          responses: { 200: ok('`people`; `queues` is null for all of them'), default: problem },
        },
        post: {
          summary: 'Add a person (admins)',
          security: bearer,
          requestBody: json({
            type: 'object',
            required: ['email', 'name', 'role'],
            properties: { email: text, name: text, role, queues },
          }),
          responses: { 201: ok('Added'), default: problem },
        },
      },
      '/api/me/notices': {
        get: {
          summary: 'Of what I am told by mail',
          security: bearer,
          responses: { 200: ok('`assigned` and `answered`'), default: problem },
        },
        put: {
          summary: 'Be told, or not, of tickets given to me and of answers on mine',
          security: bearer,
          requestBody: json({
            type: 'object',
            required: ['assigned', 'answered'],
            properties: { assigned: { type: 'boolean' }, answered: { type: 'boolean' } },
          }),
          responses: { 200: ok('The same'), default: problem },
        },
      },
      '/api/people/{id}': {
        patch: {
          summary: 'Change what a person is and may do; what is not named stays (admins)',
          description:
            'A disabled person’s sessions and tokens end at once. `auth/last-admin`: nobody could change it back.',
          security: bearer,
          parameters: [id],
          requestBody: json({
            type: 'object',
            properties: { name: text, role, queues, isDisabled: { type: 'boolean' } },
          }),
          responses: { 200: ok('The person afterwards'), default: problem },
        },
      },
      '/api/sessions': {
        get: {
          summary: 'Where one is signed in oneself, and one’s tokens',
          security: bearer,
          responses: { 200: ok('`sessions`, newest first'), default: problem },
        },
      },
      '/api/sessions/{id}': {
        delete: {
          summary: 'End one of one’s own sessions; its device gives up what it holds',
          security: bearer,
          parameters: [id],
          responses: { 204: { description: 'Ended' }, default: problem },
        },
      },
      '/feed': {
        get: {
          summary: 'What moved in a scope since a cursor; without `scope`: one’s scopes',
          security: bearer,
          parameters: ['scope', 'after'].map(query),
          responses: { 200: ok('A page; go on from `next` until `isLast`'), default: problem },
        },
      },
      '/feed/manifest': {
        get: {
          summary: 'The tickets that are in a scope now, by id: for a page that says `isReset`',
          security: bearer,
          parameters: ['scope', 'from'].map(query),
          responses: { 200: ok('Ids; go on from `next` until it is null'), default: problem },
        },
      },
      '/api/contacts/{id}': {
        delete: {
          summary: 'Erase a submitter: name, address and what they wrote, everywhere (admins)',
          security: bearer,
          parameters: [id],
          requestBody: json(reason),
          responses: { 202: ok('Begun; it goes on through their tickets'), default: problem },
        },
      },
      '/api/desk': {
        patch: {
          summary:
            'Change the desk’s name, the colour of its mails, and whether replies have the logo; what is not named stays (admins)',
          security: bearer,
          requestBody: json({
            type: 'object',
            properties: {
              deskName: text,
              mailColor: { type: 'string', pattern: '^#[0-9a-f]{6}$' },
              isLogoOnReplies: { type: 'boolean' },
            },
          }),
          responses: { 200: ok('All of them afterwards'), default: problem },
        },
      },
      '/api/desk/logo': {
        put: {
          summary: 'The logo at the head of mails and pages: a PNG, JPEG or GIF (admins)',
          security: bearer,
          requestBody: {
            required: true,
            content: {
              'application/octet-stream': { schema: { type: 'string', format: 'binary' } },
            },
          },
          responses: { 200: ok('How mails look afterwards'), default: problem },
        },
        delete: {
          summary: 'Take the logo away (admins)',
          security: bearer,
          responses: { 200: ok('How mails look afterwards'), default: problem },
        },
      },
      '/api/queues': {
        get: {
          summary: 'Queues with all their settings (admins)',
          security: bearer,
          responses: {
            200: ok('`deskName`, `mailColor`, `logo`, `isLogoOnReplies` and `queues`'),
            default: problem,
          },
        },
        post: {
          summary: 'Add a queue (admins)',
          security: bearer,
          requestBody: json({
            type: 'object',
            required: ['slug', 'name', 'address'],
            properties: { slug: text, ...queueSettings },
          }),
          responses: { 201: ok('Added'), default: problem },
        },
      },
      '/api/queues/{slug}': {
        patch: {
          summary: 'Change a queue; what is not named stays, and its slug for ever (admins)',
          security: bearer,
          parameters: [{ ...id, name: 'slug' }],
          requestBody: json({ type: 'object', properties: queueSettings }),
          responses: { 200: ok('The queue afterwards'), default: problem },
        },
      },
      '/api/queues/{slug}/metrics': {
        get: {
          summary: 'Public figures of a queue',
          parameters: [{ ...id, name: 'slug' }],
          responses: { 200: ok('Figures; hidden under n = 10'), default: problem },
        },
      },
      '/api/reports/sla': {
        get: {
          summary: 'Response and resolution',
          security: bearer,
          parameters: ['from', 'to', 'by'].map(query),
          responses: { 200: ok('Figures'), default: problem },
        },
      },
    },
  }
}
