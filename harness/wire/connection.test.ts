import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { hasProc } from '../kernel/processes.ts'
import { Connection } from './connection.ts'
import { Transcript } from './transcript.ts'

const open: { destroy?: () => void; close?: () => void }[] = []

afterEach(() => {
  for (const each of open.splice(0)) each.destroy ? each.destroy() : each.close?.()
})

async function listening(host: string, onClient: (socket: net.Socket) => void = () => {}) {
  const server = net.createServer(onClient).listen(0, host)
  open.push(server)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

test.runIf(hasProc)(
  'a close is told from a reset, whoever else has the same port number',
  async () => {
    const number = await listening('127.0.0.2')
    const port = await listening('127.0.0.1', (client) => client.end('bye'))
    const socket = net.connect({
      ...{ host: '127.0.0.1', port, localAddress: '127.0.0.1', localPort: number },
      allowHalfOpen: true,
    })
    open.push(socket)
    await once(socket, 'connect')
    const connection = new Connection(1, socket, new Transcript())
    while (connection.ending === 'open') await once(connection.changes, 'change')
    expect(connection.ending).toBe('fin')
  },
)
