/** Where a sign-in link ends up: on the terminal of a desk without a relay, else in a mail. */
import type { Part } from './process.ts'
import type { Relay } from './relay.ts'
import { until } from './wait.ts'

const LINK = /https?:\/\/\S+\/sign-in#[0-9a-z]+/

/** @param seen  how much of both was there before the link was asked for */
export async function findSignInLink(
  email: string,
  places: { server: Part; relay: Relay | null },
  seen: { lines: number; mails: number },
): Promise<string> {
  const found = await until(`a sign-in link for ${email}`, () => {
    const lines = places.server.stdout.slice(seen.lines)
    const said = lines.find((line) => line.startsWith(`Sign-in link for ${email}:`))
    const mail = places.relay?.mails.slice(seen.mails).find((entry) => entry.to.includes(email))
    // Quoted-printable (RFC 2045 §6.7): soft line ends go, `=3D` is `=`.
    const text = said ?? mail?.raw.replace(/=\r?\n/g, '').replace(/=3D/g, '=')
    return text === undefined ? undefined : LINK.exec(text)?.[0]
  })
  return found
}
