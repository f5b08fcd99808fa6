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
      summary: 'A ticket’s clocks, each with its steps in words',
      parameters: [id],
      responses: { 200: ok('`asOf`, and `clocks` as `deskside sla explain` prints them') },
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
