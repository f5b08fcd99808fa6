/** GET /api/openapi.json. Tickets, what is said on them, their files, and the feed of what moved. */
import { LIMITS } from '../../shared/kit/limits.ts'
import { id, json, key, ok, query, reason, text, type Paths } from './openapi-words.ts'

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

const somebody = json({
  type: 'object',
  required: ['email'],
  properties: { name: text, email: text },
})

export const TICKET_PATHS: Paths = {
  '/api/tickets': {
    post: {
      isOpen: true,
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
      },
    },
    get: {
      summary:
        'List tickets, newest change first, spam left out; with `q` those that a search finds (`is:spam`)',
      parameters: [
        'queue',
        'q',
        'zone',
        'excerpts',
        'status',
        'updatedAfter',
        'cursor',
        'limit',
      ].map(query),
      responses: { 200: ok('A page; `cursor` is null on the last') },
    },
  },
  '/api/tickets/{id}': {
    get: {
      summary: 'One ticket, as agents see it',
      parameters: [id],
      responses: { 200: ok('The ticket') },
    },
    patch: {
      summary: 'Change subject, status, priority, assignee, queue, tags, spam',
      parameters: [id, key],
      requestBody: json({ type: 'object' }),
      responses: { 200: ok('The ticket afterwards') },
    },
    delete: {
      summary: 'Delete for good; leads and admins',
      parameters: [id, key],
      requestBody: json(reason),
      responses: { 200: ok('Its number, which is not given again') },
    },
  },
  '/api/tickets/{id}/merge': {
    post: {
      summary: 'Put what was said on another ticket, and close this one',
      parameters: [id, key],
      requestBody: json({ type: 'object', required: ['into'], properties: { into: text } }),
      responses: { 200: ok('Where it goes on') },
    },
  },
  '/api/tickets/{id}/unmerge': {
    post: {
      summary: 'Take a merge of this ticket back, within 30 days',
      parameters: [id, key],
      responses: { 200: ok('Its number') },
    },
  },
  '/api/tickets/{id}/people': {
    get: {
      summary: 'Who is on the ticket: its requester and participants',
      parameters: [id],
      responses: { 200: ok('`people`') },
    },
  },
  '/api/tickets/{id}/requester': {
    put: {
      summary: 'Make somebody else the requester, before anybody was answered',
      parameters: [id, key],
      requestBody: somebody,
      responses: { 200: ok('Its version') },
    },
  },
  '/api/tickets/{id}/participants': {
    post: {
      summary: 'Put somebody on the ticket: their mail finds it; they read nothing by it',
      parameters: [id, key],
      requestBody: somebody,
      responses: { 200: ok('Its version') },
    },
  },
  '/api/tickets/{id}/participants/{person}': {
    delete: {
      summary:
        'Take somebody off the ticket, by their id among its people: their later mail is a stranger’s',
      parameters: [id, { ...id, name: 'person' }, key],
      responses: { 200: ok('Its version') },
    },
  },
  '/api/tickets/{id}/queues': {
    post: {
      summary: 'Let a further queue see the ticket',
      parameters: [id, key],
      requestBody: json({ type: 'object', required: ['queue'], properties: { queue: text } }),
      responses: { 200: ok('Its version') },
    },
  },
  '/api/tickets/{id}/queues/{queue}': {
    delete: {
      summary: 'Take the ticket out of a further queue',
      parameters: [id, { ...id, name: 'queue' }, key],
      responses: { 200: ok('Its version') },
    },
  },
  '/api/tickets/{id}/delivery/settled': {
    post: {
      summary:
        'Say that somebody saw to its mails that did not arrive: it needs no attention for them',
      parameters: [id, key],
      responses: { 200: ok('Settled') },
    },
  },
  '/api/tickets/{id}/messages/{message}/shown': {
    get: {
      summary: 'What the requester would see of somebody else’s mail',
      parameters: [id, { name: 'message', in: 'path', required: true, schema: text }],
      responses: { 200: ok('The message as it would be shown') },
    },
    post: {
      summary: 'Show it to the requester; `why` is needed where it lets somebody in elsewhere',
      parameters: [id, { name: 'message', in: 'path', required: true, schema: text }, key],
      requestBody: json({ type: 'object', properties: { why: text } }),
      responses: { 200: ok('Shown') },
    },
  },
  '/api/tickets/{id}/messages/{message}/redact': {
    post: {
      summary: 'Take the words and files of a message out of every copy; leads and admins',
      parameters: [id, { ...id, name: 'message' }, key],
      requestBody: json(reason),
      responses: { 200: ok('The new epoch of the ticket') },
    },
  },
  '/api/tickets/{id}/replies': {
    post: {
      summary:
        'Answer; held for the undo time, then mailed. Without `cc`, whom agents put on the ticket gets a copy',
      parameters: [id, key],
      requestBody: json({
        type: 'object',
        properties: { text, attachments, cc: readers, bcc: readers },
      }),
      responses: { 201: ok('Accepted') },
    },
  },
  '/api/tickets/{id}/uploads': {
    get: {
      summary: 'Which files of the reply that is being written are on the server',
      parameters: [id],
      responses: { 200: ok('`files`: their hashes') },
    },
  },
  '/blobs/{hash}': {
    put: {
      summary: 'Bring the bytes of a file, named by their SHA-256, for a reply',
      parameters: [
        { ...id, name: 'hash' },
        { name: 'ticket', in: 'query', schema: text, description: 'Whose reply it is for' },
      ],
      responses: { 204: ok('Here, also when it was before') },
    },
  },
  '/blobs/{hash}/parts': {
    get: {
      summary: 'How many bytes of a file that one brings in parts are here',
      parameters: [{ ...id, name: 'hash' }],
      responses: { 200: ok('`bytes`, from its beginning') },
    },
    patch: {
      summary: `Bring the next part of a file, of ${LIMITS.uploadPartBytes} bytes at most; kept for a day`,
      parameters: [
        { ...id, name: 'hash' },
        { name: 'ticket', in: 'query', schema: text, description: 'Whose reply it is for' },
        { name: 'upload-offset', in: 'header', required: true, schema: { type: 'integer' } },
        { name: 'upload-length', in: 'header', required: true, schema: { type: 'integer' } },
      ],
      responses: { 200: ok('`bytes` that are here; go on from there until it is all of them') },
    },
  },
  '/api/tickets/{id}/notes': {
    post: {
      summary: 'Add an internal note',
      parameters: [id, key],
      requestBody: json({ type: 'object', properties: { text } }),
      responses: { 201: ok('Added') },
    },
  },
  '/feed': {
    get: {
      summary: 'What moved in a scope since a cursor; without `scope`: one’s scopes',
      parameters: ['scope', 'after'].map(query),
      responses: { 200: ok('A page; go on from `next` until `isLast`') },
    },
  },
  '/feed/manifest': {
    get: {
      summary: 'The tickets that are in a scope now, by id: for a page that says `isReset`',
      parameters: ['scope', 'from'].map(query),
      responses: { 200: ok('Ids; go on from `next` until it is null') },
    },
  },
}
