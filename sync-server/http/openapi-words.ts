/** What the descriptions of the API's paths are made of. */

export type Operation = {
  summary: string
  description?: string
  /** For everybody; else a session is needed. */
  isOpen?: true
  parameters?: object[]
  requestBody?: object
  /** By status; that any may end with a problem need not be said. */
  responses: Record<number, object>
}
export type Paths = Record<string, Record<string, Operation>>

export const json = (schema: object) => ({ content: { 'application/json': { schema } } })
export const text = { type: 'string' }
export const id = { name: 'id', in: 'path', required: true, schema: text }
export const slug = { name: 'slug', in: 'path', required: true, schema: text }
export const key = {
  name: 'Idempotency-Key',
  in: 'header',
  schema: { type: 'string', maxLength: 200 },
  description: 'Repeating a request under the same key has no second effect.',
}
export const query = (name: string) => ({ name, in: 'query', schema: text })
export const ok = (description: string, schema: object = { type: 'object' }) => ({
  description,
  ...json(schema),
})
export const reason = { type: 'object', required: ['why'], properties: { why: text } }
