/** GET /api/openapi.json: the HTTP API described, OpenAPI 3.1. What each part can do: openapi-tickets, -mail, -desk. */
import { DESK_PATHS } from './openapi-desk.ts'
import { MAIL_PATHS } from './openapi-mail.ts'
import { REPORT_PATHS } from './openapi-reports.ts'
import { SLA_PATHS } from './openapi-sla.ts'
import { TICKET_PATHS } from './openapi-tickets.ts'
import type { Operation, Paths } from './openapi-words.ts'

const problem = {
  description: 'RFC 9457 problem details with a stable `code`',
  content: { 'application/problem+json': { schema: { type: 'object' } } },
}

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
    paths: describe({
      ...TICKET_PATHS,
      ...MAIL_PATHS,
      ...DESK_PATHS,
      ...SLA_PATHS,
      ...REPORT_PATHS,
    }),
  }
}

const describe = (paths: Paths) =>
  Object.fromEntries(
    Object.entries(paths).map(([path, operations]) => [
      path,
      Object.fromEntries(
        Object.entries(operations).map(([method, operation]) => [method, whole(operation)]),
      ),
    ]),
  )

function whole({ isOpen, responses, ...rest }: Operation): object {
  return {
    ...rest,
    ...(isOpen === true ? {} : { security: [{ bearer: [] }] }),
    responses: { ...responses, default: problem },
  }
}
