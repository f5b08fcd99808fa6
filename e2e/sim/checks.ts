/** What must hold once everything has come to rest (assurance: I1 to I8). Each failure is one line. */
import { differencesOfTicket } from '../../sync-server/operator/verify-ticket.ts'
import { number, text } from '../../sync-server/store/database.ts'
import { checkDevice, readDisk, type Disk } from './check-device.ts'
import { checkFields } from './check-fields.ts'
import { checkMail } from './check-mail.ts'
import { checkMerges, checkOnce, checkPromises, checkUnsent } from './check-promises.ts'
import { checkRemoved } from './check-removed.ts'
import { judgeSightings } from './check-sight.ts'
import { placesOf, readKnown, type Known, type Outcome } from './known.ts'

export async function checkAll(outcome: Outcome): Promise<string[]> {
  const { sql, ledger, devices } = outcome
  const known = await readKnown(sql)
  const places = placesOf(known)
  const disks = new Map<string, Disk>()
  for (const device of devices) disks.set(device.name, await readDisk(device))
  const problems = [
    ...ledger.problems,
    ...(await checkTickets(outcome, known)),
    ...(await checkPromises(outcome, known, places)),
    ...checkUnsent(outcome, disks, places),
    ...checkOnce(outcome, places),
    ...checkMerges(known),
    ...(await checkMail(outcome, known)),
    ...judgeSightings(ledger, outcome.history),
    ...checkFields(outcome, disks, known),
    ...(await checkRemoved(outcome, disks, known)),
  ]
  for (const device of devices) {
    const disk = disks.get(device.name)
    if (disk) problems.push(...(await checkDevice(outcome, device, disk, known)))
  }
  return problems
}

/** I5, I6 and the rows: what every row must be by its document and its facts. */
async function checkTickets(outcome: Outcome, known: Known): Promise<string[]> {
  const { sql, now } = outcome
  const problems: string[] = []
  const numbers = new Set<number>()
  for (const [id, { row, ticket, queues }] of known) {
    const checked = await differencesOfTicket(sql, row, now)
    for (const difference of checked.differences) problems.push(`I5/I6 ticket ${id}: ${difference}`)
    if (ticket.isSpam && ticket.facts.clocks.length > 0)
      problems.push(`SP1 ticket ${id} is spam, and a clock of it is shown`)
    if (numbers.has(ticket.facts.number))
      problems.push(`I5 number ${ticket.facts.number} was given twice`)
    numbers.add(ticket.facts.number)
    const twice = await sql.get(
      `SELECT count(*) AS n FROM updates a JOIN updates b ON a.ticket = b.ticket AND a.version < b.version AND a.bytes = b.bytes WHERE a.ticket = ? AND length(a.bytes) > 0`,
      id,
    )
    if (twice && number(twice, 'n') > 0)
      problems.push(`I2 ticket ${id}: the same update is stored twice`)
    const elsewhere = await sql.all(`SELECT scope, op FROM feed WHERE ticket = ?`, id)
    for (const entry of elsewhere)
      if ((text(entry, 'op') === 'row') !== queues.includes(text(entry, 'scope').slice(2)))
        problems.push(
          `I5 ticket ${id}: the feed of ${text(entry, 'scope')} says ${text(entry, 'op')}`,
        )
  }
  return problems
}
