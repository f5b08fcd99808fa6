/** GET /api/openapi.json: the HTTP API described, OpenAPI 3.1. */
const json = (schema: object) => ({ content: { 'application/json': { schema } } })
const text = { type: 'string' }
const problem = {
  description: 'RFC 9457 problem details with a stable `code`',
  content: { 'application/problem+json': { schema: { type: 'object' } } },
}
const id = { name: 'id', in: 'path', required: true, schema: text }
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
const bearer = [{ bearer: [] }]

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
      },
      '/api/tickets/{id}/replies': {
        post: {
          summary: 'Answer; held for the undo time, then mailed',
          security: bearer,
          parameters: [id, key],
          requestBody: json({ type: 'object', properties: { text } }),
          responses: { 201: ok('Accepted'), default: problem },
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
