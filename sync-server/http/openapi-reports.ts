/** GET /api/openapi.json. Reports, their tickets, and the monthly mail. */
import { json, ok, text, type Paths } from './openapi-words.ts'
import { GROUPINGS } from '../../shared/wire/report.ts'
import { FIGURES } from '../reports/report-query.ts'
import { SHEETS } from '../reports/report-csv.ts'
import { TARGETS } from '../../shared/sla/terms.ts'

const asked = (name: string, description: string, schema: object = text) => ({
  name,
  in: 'query',
  description,
  schema,
})

const span = [
  asked('from', 'A date of the desk, or an instant; without it the last 30 days'),
  asked('to', 'A date, included, or an instant that is not'),
  asked('by', 'By what rows are kept apart', { type: 'string', enum: [...GROUPINGS] }),
  asked('queue', 'One queue alone'),
]

export const REPORT_PATHS: Paths = {
  '/api/reports/sla': {
    get: {
      summary: 'What came and went, and how promises were kept, in the queues one may see',
      description: 'docs/sla.md, *Reports*, says what each figure counts.',
      parameters: span,
      responses: {
        200: ok(
          '`rows`, `groups`, `totals`, `flow`, `series`, `days`, `heat`, `backlog`, `breaches`, and `before`',
        ),
      },
    },
  },
  '/api/reports/sla.csv': {
    get: {
      summary: 'The same as CSV, a table at a time',
      parameters: [...span, asked('sheet', 'Which table', { type: 'string', enum: [...SHEETS] })],
      responses: { 200: ok('RFC 4180; no cell is a formula') },
    },
  },
  '/api/reports/sla/tickets': {
    get: {
      summary: 'The tickets behind a figure',
      parameters: [
        ...span,
        { ...asked('figure', 'Which', { type: 'string', enum: [...FIGURES] }), required: true },
        asked('target', 'Of which promise', { type: 'string', enum: [...TARGETS] }),
        asked('key', 'Of which row; without it of all'),
      ],
      responses: { 200: ok('`total` as the figure says, and the newest of the `tickets`') },
    },
  },
  '/api/me/digest': {
    get: {
      summary: 'Whether one gets the figures of each month by mail, as a lead',
      responses: { 200: ok('`isWanted`') },
    },
    put: {
      summary: 'Decline them, or ask for them again',
      requestBody: json({
        type: 'object',
        required: ['isWanted'],
        properties: { isWanted: { type: 'boolean' } },
      }),
      responses: { 200: ok('As it is now') },
    },
  },
}
