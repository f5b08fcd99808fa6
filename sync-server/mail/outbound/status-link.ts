/** The link to a ticket's page that a mail has. Not here: what it opens (pages), who may have one (capabilities). */

/** The secret is in the fragment: it reaches no log and no Referer. */
export function statusLink(publicUrl: string, ticket: string, token: string): string {
  return `${publicUrl}/s/${ticket}#${token}`
}
