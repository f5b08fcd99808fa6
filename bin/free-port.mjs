/**
 * A loopback port for a server that a test starts in another process. No other test of this machine gets it, and no
 * outgoing connection takes it in the time between a server's end and its next start.
 */
import dgram from 'node:dgram'
import net from 'node:net'

/**
 * Below what systems hand out by themselves: Linux begins at 32,768 (Documentation/networking/ip-sysctl.rst,
 * ip_local_port_range), the dynamic ports of RFC 6335 §6 at 49,152.
 */
const FIRST = 10_240
const COUNT = 20_480
const TRIES_MAX = 200

/** @returns {Promise<number>}  held for as long as this process (or its worker thread) lives */
export async function findFreePort() {
  for (let tries = 0; tries < TRIES_MAX; tries++) {
    const port = FIRST + Math.floor(Math.random() * COUNT)
    const claim = await claimPort(port)
    if (claim === undefined) continue
    if (await isFree(port)) return port
    claim.close()
  }
  throw new Error(`no free port was found in ${TRIES_MAX} tries`)
}

/**
 * The UDP port of the same number is the sign that it is taken: the kernel gives it to one process, and takes it back
 * when that one ends, however it ends.
 */
function claimPort(port) {
  return new Promise((resolve) => {
    const claim = dgram.createSocket('udp4')
    claim.once('error', () => {
      claim.close()
      resolve(undefined)
    })
    claim.bind({ port, address: '127.0.0.1', exclusive: true }, () => {
      claim.unref()
      resolve(claim)
    })
  })
}

function isFree(port) {
  return new Promise((resolve) => {
    const probe = net.createServer()
    probe.once('error', () => resolve(false))
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () =>
      probe.close(() => resolve(true)),
    )
  })
}
