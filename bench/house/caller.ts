import { connect, type Socket } from 'node:net'

/** One connection that stays open and makes one call at a time. Written by hand: a client of HTTP costs more than what is measured. */
export class Caller {
  readonly #socket: Socket
  readonly #path: string
  #answered: ((answer: { status: number; body: string }) => void) | null = null
  #text = ''

  private constructor(socket: Socket, path: string) {
    this.#socket = socket
    this.#path = path
    socket.setNoDelay(true)
    socket.setEncoding('utf8')
    socket.on('data', (chunk: string) => this.#read(chunk))
  }

  static open(url: string): Promise<Caller> {
    const { hostname, port, pathname } = new URL(url)
    return new Promise((resolve, reject) => {
      const socket = connect({ host: hostname === 'localhost' ? '127.0.0.1' : hostname, port: Number(port) })
      socket.once('error', reject)
      socket.once('connect', () => resolve(new Caller(socket, pathname)))
    })
  }

  post(body: string): Promise<{ status: number; body: string }> {
    return new Promise((resolve) => {
      this.#answered = resolve
      const head = `POST ${this.#path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`
      this.#socket.write(head + body)
    })
  }

  close(): void {
    this.#socket.destroy()
  }

  #read(chunk: string): void {
    this.#text += chunk
    const end = this.#text.indexOf('\r\n\r\n')
    if (end < 0) return
    const length = Number(/content-length: (\d+)/i.exec(this.#text)?.[1] ?? 0)
    const body = this.#text.slice(end + 4)
    if (Buffer.byteLength(body) < length) return
    const status = Number(this.#text.slice(9, 12))
    this.#text = ''
    this.#answered?.({ status, body })
  }
}
