/** GET /api/openapi.json. Clocks, policies, calendars. */
import { id, json, ok, text, type Paths } from './openapi-words.ts'

const terms = {
  type: 'object',
  required: ['calendars', 'policies'],
  properties: {
    calendars: { type: 'array', items: { type: 'object' }, description: 'docs/sla.md' },
    policies: { type: 'array', items: { type: 'object' }, description: 'In order: first match' },
  },
}

export const SLA_PATHS: Paths = {
  '/api/tickets/{id}/clocks': {
    get: {
      summary: 'A ticket’s clocks, each with its steps in words: of Accept-Language, else English',
      parameters: [id],
      responses: {
        200: ok(
          '`asOf`, and `clocks` as `deskside sla explain` prints them, with `zones`: by step, the one that counts from there on, where it says one',
        ),
      },
    },
  },
  '/api/sla/terms': {
    get: {
      summary: 'Calendars, policies and their versions (admins)',
      responses: { 200: ok('`calendars`, `policies`, `deskCalendar`, `versions`') },
    },
    put: {
      summary: 'Change calendars and policies as a whole (admins)',
      description: 'Tickets that are there go on under what they had, until terms are applied.',
      requestBody: json(terms),
      responses: { 200: ok('As they are now, with version, date and author') },
    },
  },
  '/api/sla/tiers': {
    get: {
      summary: 'Contract tiers there are; for leads and admins also which organisation has which',
      responses: { 200: ok('`tiers`, `maySet`, `organisations`') },
    },
    put: {
      summary: 'Give an organisation or a contact a tier, or take it (leads and admins)',
      requestBody: json({
        type: 'object',
        required: ['kind', 'subject', 'tier'],
        properties: {
          kind: { type: 'string', enum: ['organisation', 'contact'] },
          subject: text,
          tier: { type: ['string', 'null'] },
        },
      }),
      responses: { 202: ok('Its open tickets take it in the background') },
    },
  },
  '/api/hooks': {
    get: {
      summary: 'Webhooks and their last deliveries (admins)',
      responses: { 200: ok('`hooks`, `deliveries` newest first') },
    },
    post: {
      summary: 'Add a webhook or a pager (admins)',
      requestBody: json({
        type: 'object',
        required: ['name', 'url', 'shape'],
        properties: {
          name: text,
          url: text,
          shape: { type: 'string', enum: ['webhook', 'pager'] },
          routingKey: text,
        },
      }),
      responses: { 201: ok('It, and for a webhook its `secret`, which is not shown again') },
    },
  },
  '/api/hooks/{id}': {
    patch: {
      summary: 'Change name, address or state (admins)',
      parameters: [id],
      requestBody: json({
        type: 'object',
        properties: { name: text, url: text, state: { type: 'string', enum: ['on', 'off'] } },
      }),
      responses: { 200: ok('As it is now') },
    },
    delete: {
      summary: 'Remove it and its deliveries (admins)',
      parameters: [id],
      responses: { 200: ok('It is gone') },
    },
  },
  '/api/hooks/{id}/test': {
    post: {
      summary: 'Send a test (admins)',
      parameters: [id],
      responses: { 202: ok('`id` of the delivery') },
    },
  },
  '/api/hook-deliveries/{id}/replay': {
    post: {
      summary: 'Send a delivery once more, the same under the same id (admins)',
      parameters: [id],
      responses: { 202: ok('`id` of the delivery') },
    },
  },
  '/api/sla/apply': {
    post: {
      summary: 'Count open tickets by today’s terms from now on (admins)',
      responses: { 202: ok('How many open `tickets` there are; it goes on in the background') },
    },
  },
  '/api/sla/simulation': {
    post: {
      summary: 'What other terms, or drafts, would have met, a part at a time (admins)',
      requestBody: json({
        type: 'object',
        properties: { terms, days: { type: 'integer' }, after: text },
      }),
      responses: { 200: ok('`asIs` and `asIf` by target; ask again `after` its `next`') },
    },
  },
  '/api/sla/holidays/country': {
    post: {
      summary: 'Public holidays of a country (admins)',
      requestBody: json({
        type: 'object',
        required: ['country', 'from', 'to'],
        properties: {
          country: text,
          state: text,
          region: text,
          from: { type: 'integer' },
          to: { type: 'integer' },
        },
      }),
      responses: { 200: ok('`holidays`') },
    },
  },
  '/api/sla/holidays/ical': {
    post: {
      summary: 'Holidays out of an iCalendar file (admins)',
      requestBody: { content: { 'text/calendar': { schema: text } } },
      responses: { 200: ok('`holidays`, and the titles of what is `unfollowed`') },
    },
  },
}
