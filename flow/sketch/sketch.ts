import type { Manifest, ManifestNode } from '@/flow/define/manifest'
import { eachIn, idiomIn, otherwiseIn, timesIn } from './idioms'
import { type Phrase, phrasesOf } from './phrases'
import { stemsOf, WordIndex } from './word-index'

/** A flow as far as a description of it was understood. */
export type Sketch = {
  steps: SketchedStep[]
  /** What nothing was found for, word for word. */
  unclear: string[]
}

export type SketchedStep = {
  type: string
  /** What it was drawn for; empty: nobody said how the flow starts. */
  words: string
  /** What it follows and by which way out, by places in `steps`. */
  after?: { step: number; port?: string }
  /** The container it stands in, by its place in `steps`. */
  inside?: number
}

/** Less than this is chance. */
const ENOUGH = 1.1
/** So few words that fit nothing only go on with what was said before them: “read the vendor and *the amount*”. */
const CONTINUED = 2

/** Says that something is to be done, whatever it is: “water the plants”. */
const ASKS = /^(?!(?:the|an?|its?|my|our|your|their)\b)[\p{L}-]+\s+(?:the|an?|its?|my|our|your|their|them|every\w+)\b/iu

const BEGINS = /^(?:when(?:ever)?|as soon as|once|on|if)\b/i
const DEPENDS = /^(?:if|unless|in case|only if|when|once)\b/i

/** Draws a flow from a description in plain English, by the words that each kind of step is known by. */
export function sketchOf(text: string, manifest: Manifest): Sketch {
  return new Sketcher(manifest).draw(phrasesOf(text))
}

class Sketcher {
  readonly #manifest: Manifest
  readonly #index: WordIndex
  readonly #steps: SketchedStep[] = []
  readonly #unclear: string[] = []
  /** What the next step follows; null: it is the first of its place. */
  #last: { step: number; port?: string } | null = null
  /** The container that a sentence is about. */
  #inside: { step: number; sentence: number } | null = null
  /** What the flow depended on last. */
  #fork: number | null = null

  constructor(manifest: Manifest) {
    this.#manifest = manifest
    this.#index = new WordIndex(manifest)
  }

  draw([first, ...others]: readonly Phrase[]): Sketch {
    if (!first) return { steps: [], unclear: [] }
    const rest = this.#start(first)
    for (const phrase of [...(rest ? [rest] : []), ...others]) this.#follow(phrase)
    return { steps: this.#steps, unclear: this.#unclear }
  }

  /** Draws how the flow starts, and hands back what of the phrase is still to be done. */
  #start(phrase: Phrase): Phrase | null {
    const { words } = phrase
    const [start] = this.#index.starts(words)
    const times = timesIn(words)
    if (times && !(start?.node.source === 'poll' && start.fits > 2 * ENOUGH)) {
      this.#put('trigger.schedule', words.slice(0, words.length - times.rest.length).trim())
      return times.rest === '' ? null : { ...phrase, words: times.rest }
    }
    const begins = BEGINS.test(words)
    if (start && start.fits >= ENOUGH && (begins || times || start.fits > (this.#index.steps(words)[0]?.fits ?? 0))) {
      this.#put(start.node.type, words)
      return null
    }
    this.#put('trigger.manual', '')
    if (!begins || /^if\b/i.test(words)) return phrase
    this.#unclear.push(words)
    return null
  }

  #follow(phrase: Phrase): void {
    const otherwise = otherwiseIn(phrase.words)
    const words = otherwise?.rest ?? phrase.words
    const depends = !otherwise && DEPENDS.test(words)
    const way = depends ? this.#wayNamed(words) : null
    this.#leaveAfter(phrase, way !== null || otherwise !== null)
    if (otherwise) this.#turn()
    const each = eachIn(words)
    if (each) {
      this.#inside = { step: this.#put('flow.for-each', words), sentence: phrase.sentence }
      this.#last = null
      if (each.rest !== '') this.#do({ ...phrase, words: each.rest })
    } else if (way) {
      this.#fork = way.step
      this.#last = way
    } else if (depends) this.#depend(words)
    else if (words !== '') this.#do({ ...phrase, words })
  }

  #do(phrase: Phrase): void {
    const { words } = phrase
    const type = idiomIn(words, this.#steps[0]?.type ?? '')
    const [best] = this.#index.steps(words)
    const last = this.#steps.at(-1)
    if (type && this.#manifest.nodes[type]) this.#put(type, words)
    else if (best && best.fits >= ENOUGH) {
      // Said twice in other words, unless it does something each time.
      if (last?.type === best.node.type && onceIsEnough(best.node)) last.words += `, ${words}`
      else this.#put(best.node.type, words)
    } else if (last && this.#goesOn(phrase)) last.words += `, ${words}`
    else this.#unclear.push(words)
  }

  #goesOn({ words, joined }: Phrase): boolean {
    const last = this.#steps.at(-1)
    return joined && stemsOf(words).length <= CONTINUED && !ASKS.test(words) && last?.words !== '' && this.#unclear.length === 0
  }

  /** A way out of the last step, or of what the flow depended on before it. */
  #wayNamed(words: string): { step: number; port: string } | null {
    const said = new Set(stemsOf(words))
    for (const step of [this.#last?.step, this.#fork]) {
      const port = this.#portsOf(step ?? null).find(({ label }) => stemsOf(label).some((stem) => said.has(stem)))
      if (typeof step === 'number' && port) return { step, port: port.id }
    }
    return null
  }

  #depend(words: string): void {
    if (this.#steps.at(-1)?.type !== 'logic.condition') this.#put('logic.condition', words)
    this.#fork = this.#steps.length - 1
  }

  /** Goes on by the other way out of what the flow depends on. */
  #turn(): void {
    const step = this.#fork
    const ports = this.#portsOf(step)
    const taken = new Set(this.#steps.flatMap(({ after }) => (after?.step === step ? [after.port ?? ports[0]?.id] : [])))
    const other = ports.find(({ id }) => !taken.has(id))
    if (step !== null && other) this.#last = { step, port: other.id }
  }

  /** What is done with each item ends with its sentence, unless the next goes on from there. */
  #leaveAfter({ sentence }: Phrase, goesOn: boolean): void {
    if (!this.#inside || sentence <= this.#inside.sentence) return
    if (goesOn) this.#inside = { ...this.#inside, sentence }
    else {
      this.#last = { step: this.#inside.step }
      this.#inside = null
    }
  }

  #put(type: string, words: string): number {
    const inside = this.#inside?.step
    const at = this.#steps.length
    this.#steps.push({ type, words, ...(this.#last && { after: this.#last }), ...(inside !== undefined && { inside }) })
    this.#last = { step: at }
    return at
  }

  #portsOf(step: number | null): readonly { id: string; label: string }[] {
    const ports = this.#manifest.nodes[(step !== null && this.#steps[step]?.type) || '']?.ports
    return ports && 'list' in ports && ports.list.length > 1 ? ports.list : []
  }
}

function onceIsEnough({ type, effect }: ManifestNode): boolean {
  return type === 'logic.condition' || effect === 'none' || effect === 'read'
}
