import type { Json } from '@/flow/json'
import { canonicalJson } from '@/server/governance/chain/canonical-json'
import { ListDigest } from '@/server/governance/receipt/run-seal'
import type { JournalDigest } from './append'

/**
 * What is to be sealed of a run's journal, worked out while it is written, so that nobody has to read it again for that.
 * It is given up where it might not be what a reader would come to, and where files are named, whose contents are part of
 * a seal: then the sealer reads the journal.
 */
export class RunningDigest {
  #digest: ListDigest | null = new ListDigest()

  /** An event as the seal wants it; `data` is as much of its text as could name a file. */
  add(data: string, canonical: () => string): void {
    try {
      if (data.includes('"$file"')) this.#digest = null
      else this.#digest?.addText(canonical())
    } catch {
      this.#digest = null
    }
  }

  /** One that names no file, in canonical text already. */
  addText(canonical: string): void {
    this.#digest?.addText(canonical)
  }

  /** Once, at the end. */
  done(): JournalDigest | undefined {
    const digest = this.#digest?.done()
    this.#digest = null
    return digest
  }
}

/**
 * The canonical text of what reads as `text`. The two differ in the order of keys, so in nothing but that they are equally
 * long; a value that is not quite JSON is written one way here and another there, and then the text counts.
 */
export function canonicalOf(value: Json, text: string): string {
  const canonical = canonicalJson(value)
  return canonical.length === text.length ? canonical : canonicalJson(JSON.parse(text))
}
