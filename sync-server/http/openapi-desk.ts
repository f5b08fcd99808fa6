/** GET /api/openapi.json. The desk itself: people, sessions, queues, figures. */
import { LIMITS } from '../../shared/kit/limits.ts'
import { ROLES } from '../../shared/ticket/ticket-rules.ts'
import { id, json, ok, reason, text, type Paths } from './openapi-words.ts'

const role = { type: 'string', enum: ROLES }
const queues = { type: ['array', 'null'], items: text, description: 'Null: all of them.' }
const queueSettings = {
  name: text,
  address: { type: ['string', 'null'], description: 'Where its mail arrives; null: by form alone' },
  hasSubaddresses: { type: 'boolean', description: 'Whether address+anything arrives too' },
  isQuoting: {
    type: 'boolean',
    description: 'A reply ends with the message it answers, quoted',
  },
  isEndMailed: {
    type: 'boolean',
    description: 'People are told by mail when an agent solves or closes their ticket',
  },
  senderName: { type: 'string', description: 'Stands in From; empty: the desk and the queue' },
  signature: { type: 'string', description: 'With {{agent}}, {{queue}} and {{desk}}' },
  about: { type: 'string', description: 'One line above the form' },
  isPublic: { type: 'boolean', description: 'Whether its figures are shown to everybody' },
}

export const DESK_PATHS: Paths = {
  '/api/people': {
    get: {
      summary: 'Who is on the desk, and what they may do (admins)',
      responses: { 200: ok('`people`; `queues` is null for all of them') },
    },
    post: {
      summary: 'Add a person (admins)',
      requestBody: json({
        type: 'object',
        required: ['email', 'name', 'role'],
        properties: { email: text, name: text, role, queues },
      }),
      responses: { 201: ok('Added') },
    },
  },
  '/api/me/notices': {
    get: {
      summary: 'Of what I am told by mail',
      responses: { 200: ok('`assigned` and `answered`') },
    },
    put: {
      summary: 'Be told, or not, of tickets given to me and of answers on mine',
      requestBody: json({
        type: 'object',
        required: ['assigned', 'answered'],
        properties: { assigned: { type: 'boolean' }, answered: { type: 'boolean' } },
      }),
      responses: { 200: ok('The same') },
    },
  },
  '/api/me/language': {
    get: {
      summary: 'The language of what I am written',
      responses: {
        200: ok('`language`: en, de, es, fr, ar, or null: nobody knows, so it is the desk’s'),
      },
    },
    put: {
      summary: 'Read another language; a guess counts when nothing is known yet',
      requestBody: json({
        type: 'object',
        required: ['language', 'isGuess'],
        properties: { language: text, isGuess: { type: 'boolean' } },
      }),
      responses: { 200: ok('`language`') },
    },
  },
  '/api/demo': {
    get: {
      summary: 'How many tickets of the demo are here (admins)',
      responses: { 200: ok('`tickets`') },
    },
    post: {
      summary: `Bring ${LIMITS.demoTickets} believable tickets into the queues there are (admins); nobody is written to`,
      responses: { 201: ok('`tickets`') },
    },
    delete: {
      summary: 'Delete all tickets of the demo, for good (admins)',
      responses: { 200: ok('`tickets`: what is left') },
    },
  },
  '/api/push': {
    get: {
      summary:
        'Of what this session’s browser is told by push messages, and the key of the desk (VAPID)',
      responses: { 200: ok('`key`, and `wishes`: null when it is told nothing') },
    },
    put: {
      summary: 'Be told in this session’s browser',
      description:
        'A browser’s subscription with its keys, and what it is for. It ends with the session.',
      requestBody: json({
        type: 'object',
        required: ['endpoint', 'keys', 'queues', 'answers', 'promises', 'quiet'],
        properties: {
          endpoint: text,
          keys: { type: 'object', properties: { p256dh: text, auth: text } },
          queues: { type: 'array', items: text, description: 'New tickets in these' },
          answers: { type: 'boolean', description: 'On tickets that are mine or that I watch' },
          promises: { type: 'boolean' },
          quiet: {
            type: ['object', 'null'],
            description: '`from` and `to` are minutes of the day in `zone`',
          },
        },
      }),
      responses: { 200: ok('Told from now on') },
    },
    delete: { summary: 'Be told nothing any more', responses: { 200: ok('Forgotten') } },
  },
  '/api/push/seen': {
    post: {
      summary: 'Say what this session’s browser has shown, and how many tickets are unread there',
      requestBody: json({ type: 'object', required: ['seen', 'unread'] }),
      responses: { 200: ok('Taken') },
    },
  },
  '/api/push/test': {
    post: {
      summary: 'Send a test message to this session’s browser',
      responses: { 202: ok('On its way') },
    },
  },
  '/api/people/{id}': {
    patch: {
      summary: 'Change what a person is and may do; what is not named stays (admins)',
      description:
        'A disabled person’s sessions and tokens end at once. `auth/last-admin`: nobody could change it back.',
      parameters: [id],
      requestBody: json({
        type: 'object',
        properties: { name: text, role, queues, isDisabled: { type: 'boolean' } },
      }),
      responses: { 200: ok('The person afterwards') },
    },
  },
  '/api/macros': {
    get: {
      summary: 'Macros: the team’s that are for a queue of mine, and my own',
      responses: { 200: ok('`macros`, by name') },
    },
  },
  '/api/macros/{id}': {
    put: {
      summary: 'Make a macro, or change it; the team’s are for leads and admins',
      description:
        'The id (26 characters) is the caller’s to make. `text` may name {{requester}}, {{first name}}, {{address}}, {{number}}, {{subject}}, {{agent}}, {{queue}} and {{desk}}.',
      parameters: [id],
      requestBody: json({
        type: 'object',
        required: ['name', 'text', 'sets', 'queues', 'isShared'],
        properties: {
          name: text,
          text,
          sets: { type: 'object', description: '`status`, `priority`, `assignMe`, `tags`' },
          queues,
          isShared: { type: 'boolean' },
        },
      }),
      responses: { 200: ok('The macro') },
    },
    delete: {
      summary: 'Remove a macro',
      parameters: [id],
      responses: { 204: { description: 'It is gone' } },
    },
  },
  '/api/views': {
    get: {
      summary: 'Saved views: my own in their order, then the team’s',
      responses: { 200: ok('`views`') },
    },
  },
  '/api/views/{id}': {
    put: {
      summary: 'Make a saved view, or change one of mine',
      description: 'The id (26 characters) is the caller’s to make.',
      parameters: [id],
      requestBody: json({
        type: 'object',
        required: ['name', 'view', 'query', 'isShared', 'isPinned', 'place'],
        properties: {
          name: text,
          view: {
            type: 'string',
            description: 'The list that is searched: `inbox`, `q-support` …',
          },
          query: { type: 'string', description: 'What is searched for in it' },
          isShared: { type: 'boolean' },
          isPinned: { type: 'boolean' },
          place: { type: 'integer' },
        },
      }),
      responses: { 200: ok('The view') },
    },
    delete: {
      summary: 'Remove a saved view: mine, or as a lead one of the team’s',
      parameters: [id],
      responses: { 204: { description: 'It is gone' } },
    },
  },
  '/api/sessions': {
    get: {
      summary: 'Where one is signed in oneself, and one’s tokens',
      responses: { 200: ok('`sessions`, newest first') },
    },
  },
  '/api/sessions/{id}': {
    delete: {
      summary: 'End one of one’s own sessions; its device gives up what it holds',
      parameters: [id],
      responses: { 204: { description: 'Ended' } },
    },
  },
  '/api/contacts/{id}': {
    delete: {
      summary: 'Erase a submitter: name, address and what they wrote, everywhere (admins)',
      parameters: [id],
      requestBody: json(reason),
      responses: { 202: ok('Begun; it goes on through their tickets') },
    },
  },
  '/api/desk': {
    patch: {
      summary:
        'Change the desk’s name, the colour of its mails, and whether replies have the logo; what is not named stays (admins)',
      requestBody: json({
        type: 'object',
        properties: {
          deskName: text,
          mailColor: { type: 'string', pattern: '^#[0-9a-f]{6}$' },
          isLogoOnReplies: { type: 'boolean' },
        },
      }),
      responses: { 200: ok('All of them afterwards') },
    },
  },
  '/api/desk/logo': {
    put: {
      summary: 'The logo at the head of mails and pages: a PNG, JPEG or GIF (admins)',
      requestBody: {
        required: true,
        content: {
          'application/octet-stream': { schema: { type: 'string', format: 'binary' } },
        },
      },
      responses: { 200: ok('How mails look afterwards') },
    },
    delete: {
      summary: 'Take the logo away (admins)',
      responses: { 200: ok('How mails look afterwards') },
    },
  },
  '/api/queues': {
    get: {
      summary: 'Queues with all their settings (admins)',
      responses: {
        200: ok('`deskName`, `mailColor`, `logo`, `isLogoOnReplies` and `queues`'),
      },
    },
    post: {
      summary: 'Add a queue (admins)',
      requestBody: json({
        type: 'object',
        required: ['slug', 'name', 'address'],
        properties: { slug: text, ...queueSettings },
      }),
      responses: { 201: ok('Added') },
    },
  },
  '/api/queues/{slug}': {
    patch: {
      summary: 'Change a queue; what is not named stays, and its slug for ever (admins)',
      parameters: [{ ...id, name: 'slug' }],
      requestBody: json({ type: 'object', properties: queueSettings }),
      responses: { 200: ok('The queue afterwards') },
    },
  },
  '/api/queues/{slug}/metrics': {
    get: {
      isOpen: true,
      summary: 'Public figures of a queue',
      parameters: [{ ...id, name: 'slug' }],
      responses: { 200: ok('Figures; hidden under n = 10') },
    },
  },
}
