import { connect, createServer, type Server, type Socket } from 'node:net'

/** A line between browser and KAOS that can be cut: going offline in the browser leaves open streams alone. */
export class Relay {
  readonly #sockets = new Set<Socket>()
  readonly #server: Server
  #isUp = true

  constructor(port: number) {
    this.#server = createServer((near) => {
      if (!this.#isUp) return void near.destroy()
      const far = connect(port, 'localhost')
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(from)
        from.pipe(to)
        from.on('error', () => to.destroy())
        from.on('close', () => {
          to.destroy()
          this.#sockets.delete(from)
        })
      }
    })
  }

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, 'localhost', resolve))
    const address = this.#server.address()
    if (address === null || typeof address === 'string') throw new Error('The relay has no port')
    return `http://localhost:${address.port}`
  }

  cut(): void {
    this.#isUp = false
    for (const socket of this.#sockets) socket.destroy()
  }

  mend(): void {
    this.#isUp = true
  }

  close(): void {
    this.cut()
    this.#server.close()
  }
}
