/** Gathers which runs changed: a burst becomes one look, and a look is over before the next one begins. */
export class RunChanges {
  #changed = new Set<string>()
  #any = false
  #planned: ReturnType<typeof setTimeout> | undefined
  #looking = false
  readonly #look: (changed: ReadonlySet<string> | null) => unknown
  readonly #pauseMs: number

  constructor(look: (changed: ReadonlySet<string> | null) => unknown, pauseMs: number) {
    this.#look = look
    this.#pauseMs = pauseMs
  }

  /** `null`: any run may have changed. */
  add(runId: string | null): void {
    if (runId === null) this.#any = true
    else this.#changed.add(runId)
    this.#plan()
  }

  /** Forgets what was not looked at yet. */
  drop(): void {
    clearTimeout(this.#planned)
    this.#planned = undefined
    this.#changed = new Set()
    this.#any = false
  }

  #plan(): void {
    if (this.#looking) return
    this.#planned ??= setTimeout(() => void this.#lookNow(), this.#pauseMs)
  }

  async #lookNow(): Promise<void> {
    const changed = this.#any ? null : this.#changed
    this.drop()
    this.#looking = true
    try {
      await this.#look(changed)
    } finally {
      this.#looking = false
      if (this.#any || this.#changed.size > 0) this.#plan()
    }
  }
}
