/**
 * One process of many simulations: runs the seeds it is handed, a batch at a time, and says which failed. Started by
 * main.ts from a bundle of this file.
 */
import './process-globals.ts'
import { parseWith } from '../../shared/kit/schema.ts'
import { Batch, type Done } from './batch.ts'
import { readMutation } from './mutation.ts'
import { testPostgres } from '../../sync-server/store/test-stage/postgres-stage.ts'
import { readStoreKind } from './stores.ts'
import { makeTemplate } from './template.ts'
import { simulate } from './world.ts'

const store = readStoreKind(process.argv[2])
const template = await makeTemplate(store === 'postgres' ? testPostgres() : null)

async function run({ from, seeds, mutation: name }: Batch): Promise<Done> {
  const failed: Done['failed'] = []
  const mutation = readMutation(name ?? undefined)
  for (let seed = from; seed < from + seeds; seed++) {
    const { problems } = await simulate(template, seed, { mutation, store })
    if (problems.length > 0) failed.push({ seed, problems })
  }
  return { failed }
}

process.on('message', (message) => {
  const batch = parseWith(Batch, message)
  if (!batch.ok) throw new Error('the batch could not be read')
  void run(batch.value).then((done) => process.send?.(done))
})
process.on('disconnect', () => void template.remove().then(() => process.exit()))
process.send?.({ failed: [] } satisfies Done)
