/** The far end of a draft: the server, seen as three verbs. `after` and `seq` count the server's updates. */
export type DraftTransport = {
  open(): Promise<{ state: Uint8Array; seq: number }>
  push(update: Uint8Array): Promise<void>
  /** Sends what it can while the page goes away; nobody waits for an answer. */
  pushOnLeave(update: Uint8Array): void
  listen(after: number, listener: DraftListener): () => void
}

export type DraftListener = {
  /** `by`: whose change it is, where it is one person's. */
  onUpdate(update: Uint8Array, by: string | null): void
  /** The stream ended and will not come back by itself. */
  onLost(): void
}

/**
 * The server will not take these changes: because of what they are, however often they are sent, because of who sends
 * them, which may change, or because the flow is not there, which may come back. `message` is for the person.
 */
export class PushRefused extends Error {
  override readonly name = 'PushRefused'
  readonly of: 'change' | 'person' | 'flow'

  constructor(message: string, of: PushRefused['of']) {
    super(message)
    this.of = of
  }
}
