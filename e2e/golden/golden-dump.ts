/** Reading a golden dump: the files of one version of the wire, and its server's data put into a folder. */
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { v } from '../../shared/kit/schema.ts'
import { DeviceDump } from './golden-device.ts'

const ServerDump = v.object({
  /** Epoch ms at which the dump began. */
  at: v.number(),
  ada: v.string(),
  ben: v.string(),
  sqlite: v.string(),
  settings: v.string(),
  blobs: v.record(v.string(), v.string()),
})
const Frames = v.array(v.object({ way: v.picklist(['up', 'down']), bytes: v.string() }))

export type GoldenDump = Awaited<ReturnType<typeof readGolden>>

export async function readGolden(protocol: number) {
  const folder = join(import.meta.dirname, `protocol-${protocol}`)
  const read = async <S extends v.GenericSchema>(
    schema: S,
    name: string,
  ): Promise<v.InferOutput<S>> => {
    const json: unknown = JSON.parse(
      gunzipSync(await readFile(join(folder, `${name}.json.gz`))).toString('utf8'),
    )
    return v.parse(schema, json)
  }
  const server = await read(ServerDump, 'server')
  const frames = await read(Frames, 'frames')
  return {
    at: server.at,
    ada: server.ada,
    ben: server.ben,
    device: await read(DeviceDump, 'device'),
    frames: frames.map(({ way, bytes }) => ({
      way,
      bytes: new Uint8Array(Buffer.from(bytes, 'base64')),
    })),
    /** The server's data directory as it was when the device was away. Keys are not part of a dump: they are made anew. */
    async putServer(dataDir: string): Promise<void> {
      await mkdir(dataDir, { recursive: true })
      await writeFile(join(dataDir, 'desk.sqlite'), Buffer.from(server.sqlite, 'base64'))
      await writeFile(join(dataDir, 'desk.json'), server.settings)
      for (const name of ['gateway.key', 'operator.key'])
        await writeFile(join(dataDir, name), randomBytes(32).toString('hex'))
      for (const [path, bytes] of Object.entries(server.blobs)) {
        await mkdir(dirname(join(dataDir, 'blobs', path)), { recursive: true })
        await writeFile(join(dataDir, 'blobs', path), Buffer.from(bytes, 'base64'))
      }
    },
  }
}
