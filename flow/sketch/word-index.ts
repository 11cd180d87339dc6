import type { Manifest, ManifestNode } from '@/flow/define/manifest'

/** How much a word says where it stands. */
const TITLE = 3
const APP = 2.5
const KEYWORD = 1.6
const SUMMARY = 0.5

/** Says nothing about what is to be done. */
const EMPTY = new Set(
  'a an the of to in into on at for from with by it its that this them they my our your his her me us i we you is are be was has have new some any all please should will would can each one as so up out off over when whenever if there another other do does get'.split(
    ' ',
  ),
)

export type Fit = { node: ManifestNode; fits: number }

/** The kinds of step by the words that stand for them. */
export class WordIndex {
  readonly #weights = new Map<string, Map<string, number>>()
  readonly #titles = new Map<string, number>()
  readonly #apps = new Map<string, string>()
  readonly #rarity = new Map<string, number>()
  readonly #nodes: readonly ManifestNode[]

  constructor(manifest: Manifest) {
    this.#nodes = Object.values(manifest.nodes)
    for (const connector of manifest.connectors) for (const word of stemsOf(connector.title)) this.#apps.set(word, connector.id)
    const found = new Map<string, number>()
    for (const node of this.#nodes) {
      const app = manifest.connectors.find(({ id }) => id === node.connector)
      const weights = new Map<string, number>()
      const count = (words: Iterable<string>, weight: number) => {
        for (const word of words) weights.set(word, Math.max(weights.get(word) ?? 0, weight))
      }
      count(stemsOf(node.summary), SUMMARY)
      count(node.keywords.flatMap(stemsOf), KEYWORD)
      count(stemsOf(app?.title ?? ''), APP)
      count(stemsOf(node.title), TITLE)
      this.#weights.set(node.type, weights)
      this.#titles.set(node.type, stemsOf(node.title).length)
      for (const word of weights.keys()) found.set(word, (found.get(word) ?? 0) + 1)
    }
    for (const [word, times] of found) this.#rarity.set(word, Math.log(1 + this.#nodes.length / times) / Math.log(1 + this.#nodes.length))
  }

  /** What a flow could start with, best first. */
  starts(words: string): Fit[] {
    return this.#ranked(stemsOf(words), ({ kind }) => kind === 'trigger')
  }

  /** What could be done, best first. What a phrase begins with is mostly what is to be done, and says most. */
  steps(words: string): Fit[] {
    const stems = stemsOf(words)
    return this.#ranked([...stems, ...stems.slice(0, 1)], ({ kind }) => kind === 'action' || kind === 'container')
  }

  /** An app that is called by its name leaves only what is its own. */
  #ranked(stems: readonly string[], among: (node: ManifestNode) => boolean): Fit[] {
    const named = new Set(stems.flatMap((stem) => this.#apps.get(stem) ?? []))
    const fitting = this.#nodes
      .filter(among)
      .map((node) => ({ node, fits: this.#fit(node, stems) }))
      .filter(({ fits }) => fits > 0)
      .sort((a, b) => b.fits - a.fits)
    const own = fitting.filter(({ node }) => named.has(node.connector))
    return own.length > 0 ? own : fitting
  }

  #fit(node: ManifestNode, stems: readonly string[]): number {
    const weights = this.#weights.get(node.type)
    const ofTitle = Math.sqrt(this.#titles.get(node.type) ?? 1)
    return stems.reduce((sum, stem) => {
      const weight = weights?.get(stem) ?? 0
      return sum + (weight * (this.#rarity.get(stem) ?? 0)) / (weight === TITLE ? ofTitle : 1)
    }, 0)
  }
}

/** The words that say something, without their endings: `Sends mails` → `send`, `mail`. */
export function stemsOf(text: string): string[] {
  const words =
    text
      .toLowerCase()
      .replaceAll('e-mail', 'mail')
      .replaceAll('email', 'mail')
      .match(/\p{L}[\p{L}\d-]*/gu) ?? []
  return words.filter((word) => !EMPTY.has(word)).map(stem)
}

function stem(word: string): string {
  if (word.length <= 3) return word
  const short = word
    .replace(/(?<=\w{3})ies$/, 'y')
    .replace(/(?<=\w{3})(?:ing|ed|es|al)$/, '')
    .replace(/(?<=[^s])s$/, '')
  return short.replace(/(?<=\w{3})e$/, '')
}
