/** GET /api/openapi.json. Mail: the way in and out, domains, mailboxes, addresses that are moved here, and what is held. */
import { MAILBOX_AFTER, MAILBOX_SECURITY, MAILBOX_SIGN_IN } from '../../shared/wire/mailbox.ts'
import { id, json, key, ok, query, slug, text, type Paths } from './openapi-words.ts'

const domain = { name: 'domain', in: 'path', required: true, schema: text }
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
        signIn: { type: 'string', enum: MAILBOX_SIGN_IN },
        oauth: {
          type: ['object', 'null'],
          required: ['tokenUrl', 'clientId'],
          properties: { tokenUrl: text, clientId: text, scope: text },
        },
        folder: text,
        after: { type: 'string', enum: MAILBOX_AFTER },
        moveTo: { type: ['string', 'null'] },
        sinceDays: { type: 'integer' },
        authservs: { type: 'array', items: text },
      },
    },
    password: { type: ['string', 'null'], description: 'Null: the one that is kept.' },
    clientSecret: { type: ['string', 'null'], description: 'Null: the one that is kept.' },
    refreshToken: { type: ['string', 'null'], description: 'Null: the one that is kept.' },
  },
}

export const MAIL_PATHS: Paths = {
  '/api/mail-health': {
    get: {
      summary: 'How the way out is: what waits, and whether the relay takes mail (admins)',
      responses: { 200: ok('The way out') },
    },
  },
  '/api/mail-trouble': {
    get: {
      summary:
        'Since when the relay takes no mail; to admins also a certificate of the door that ends soon',
      responses: { 200: ok('What is wrong, null where nothing is') },
    },
  },
  '/api/moves': {
    get: {
      summary: 'Addresses that are moved here: steps, mail by day and way, tests (admins)',
      responses: { 200: ok('The moves') },
    },
  },
  '/api/queues/{slug}/move': {
    put: {
      summary: 'Begin to move the address of a queue here, or change the plan (admins)',
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
      responses: { 200: ok('The move') },
    },
    delete: {
      summary: 'Forget a move with all that was counted; mail is not touched (admins)',
      parameters: [slug],
      responses: { 200: ok('Nothing') },
    },
  },
  '/api/queues/{slug}/move/step': {
    post: {
      summary: 'Take a step of a move, or go back one; a claim needs proof (admins)',
      parameters: [slug],
      requestBody: json({
        type: 'object',
        required: ['step'],
        properties: {
          step: { type: 'string', enum: ['planned', 'both', 'redirected', 'done'] },
          isAllTheSame: { type: 'boolean' },
        },
      }),
      responses: { 200: ok('The move') },
    },
  },
  '/api/queues/{slug}/move/tests': {
    post: {
      summary: 'Send a test mail that makes the round trip (admins)',
      parameters: [slug],
      responses: { 201: ok('The move') },
    },
  },
  '/api/mail-domains': {
    get: {
      summary: 'Domains the desk writes from: records, findings, keys without secrets (admins)',
      responses: { 200: ok('The domains') },
    },
  },
  '/api/mail-domains/{domain}/check': {
    post: {
      summary: 'Ask name servers about a domain now (admins)',
      parameters: [domain],
      responses: { 200: ok('The domain') },
    },
  },
  '/api/mail-domains/{domain}/keys': {
    post: {
      summary: 'Make new keys; the old sign until the records of the new are seen (admins)',
      parameters: [domain],
      responses: { 201: ok('The domain') },
    },
  },
  '/api/mail-domains/{domain}/keys/{selector}': {
    post: {
      summary: 'Sign with a key whose record is not seen from here, or no longer (admins)',
      parameters: [domain, { name: 'selector', in: 'path', required: true, schema: text }],
      requestBody: json({
        type: 'object',
        required: ['isVouched'],
        properties: { isVouched: { type: 'boolean' } },
      }),
      responses: { 200: ok('The domain') },
    },
  },
  '/api/suppressions': {
    get: {
      summary: 'Addresses that get no automatic mail, newest first (admins)',
      parameters: [query('before')],
      responses: { 200: ok('A page of them') },
    },
  },
  '/api/suppressions/{address}': {
    delete: {
      summary: 'Let automatic mail go there again (admins)',
      parameters: [{ name: 'address', in: 'path', required: true, schema: text }],
      responses: { 204: { description: 'Lifted' } },
    },
  },
  '/api/mailboxes': {
    get: {
      summary: 'Mailboxes elsewhere that are fetched, and how each is (admins)',
      responses: { 200: ok('All of them; never with a password') },
    },
  },
  '/api/queues/{slug}/mailbox': {
    put: {
      summary: 'Fetch a queue’s mail from a mailbox elsewhere (admins)',
      parameters: [{ name: 'slug', in: 'path', required: true, schema: text }],
      requestBody: json(mailbox),
      responses: { 200: ok('Kept') },
    },
    delete: {
      summary: 'Fetch it no more (admins)',
      parameters: [{ name: 'slug', in: 'path', required: true, schema: text }],
      responses: { 200: ok('Removed') },
    },
  },
  '/api/queues/{slug}/mailbox/trials': {
    post: {
      summary: 'Have the mail gateway try settings out (admins)',
      parameters: [{ name: 'slug', in: 'path', required: true, schema: text }],
      requestBody: json(mailbox),
      responses: { 202: ok('Begun; `id`') },
    },
  },
  '/api/mailbox-trials/{id}': {
    get: {
      summary: 'What came of it: `answer`, null while it is tried (admins)',
      parameters: [id],
      responses: { 200: ok('`code` is null when it works') },
    },
  },
  '/api/held-mail': {
    get: {
      summary: 'Mail that is no ticket, newest first; leads and admins',
      parameters: [query('kind'), query('before')],
      responses: {
        200: ok('A page of `automated`, `held` or `dismissed`, and how many each has'),
      },
    },
  },
  '/api/held-mail/{id}': {
    get: {
      summary: 'One with its text and what was judged of it',
      parameters: [id, query('uncovered')],
      responses: { 200: ok('The mail') },
    },
  },
  '/api/held-mail/{id}/raw': {
    get: {
      summary: 'Its original',
      parameters: [id],
      responses: { 200: { description: 'A file' } },
    },
  },
  '/api/held-mail/{id}/release': {
    post: {
      summary:
        'Make it a new ticket in `queue`, or a message on the ticket with the number `ticket`',
      parameters: [id, key],
      requestBody: json({
        type: 'object',
        properties: { queue: text, ticket: { type: 'integer' }, why: text },
      }),
      responses: { 200: ok('The ticket and its number') },
    },
  },
  '/api/held-mail/{id}/dismiss': {
    post: {
      summary: 'Put it away; it is kept for a while',
      parameters: [id, key],
      requestBody: json({ type: 'object', properties: { why: text } }),
      responses: { 200: ok('Done') },
    },
  },
}
