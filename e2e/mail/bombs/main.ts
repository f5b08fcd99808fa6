/** `node bin/run-ts.mjs e2e/mail/bombs/main.ts`: what each bomb costs here, as a table. Bars: 5 s, and 50 ms of the SMTP door. */
import { makeReader } from '../../../mail-gateway/inbound/reader.ts'
import { BOMBS } from './bombs.ts'
import { readBomb } from './read-bomb.ts'

const timers = {
  after(delayMs: number, run: () => void) {
    const timer = setTimeout(run, delayMs)
    return { cancel: () => clearTimeout(timer) }
  },
}

const reader = makeReader({ timers })
await reader.read(new Uint8Array(), { envelopeFrom: '', receivedAt: 0 })
for (const [name, make] of Object.entries(BOMBS)) {
  const { bytes, problem, isTaken, ms, heldMs } = await readBomb(reader, make())
  const cells = [
    name.padEnd(38),
    `${(bytes / 1024 / 1024).toFixed(1)} MB`.padStart(8),
    `${ms.toFixed(0)} ms`.padStart(9),
    `held ${heldMs.toFixed(0)} ms`.padStart(13),
    ` ${problem ?? 'read'}${isTaken ? '' : ', and refused'}`,
  ]
  process.stdout.write(`${cells.join('')}\n`)
}
await reader.close()
