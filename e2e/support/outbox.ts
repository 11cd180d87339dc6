import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

type Sent = { to: string; subject: string; text: string }

/** The mail server KAOS sends through: what it gets can be waited for. */
export class Outbox {
  readonly #mails: Sent[] = []
  readonly #waiting = new Set<() => void>()
  readonly #server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    logger: false,
    onData: async (stream, { envelope }, done) => {
      const { subject = '', text = '' } = await simpleParser(stream)
      for (const { address } of envelope.rcptTo) this.#mails.push({ to: address, subject, text })
      for (const look of this.#waiting) look()
      done()
    },
  })

  open(port: number): Promise<void> {
    return new Promise((resolve) => this.#server.listen(port, '127.0.0.1', resolve))
  }

  /** The first mail to an address, now or when it comes. */
  async mailTo(address: string): Promise<Sent> {
    for (;;) {
      const found = this.#mails.find(({ to }) => to === address)
      if (found) return found
      await new Promise<void>((resolve) => {
        const look = () => {
          this.#waiting.delete(look)
          resolve()
        }
        this.#waiting.add(look)
      })
    }
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }
}
