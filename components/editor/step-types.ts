import type { Manifest, ManifestNode } from '@/flow/define/manifest'
import { takesLines } from '@/flow/graph/ports'
import type { AddRequest } from './add-node'
import { match } from './match'
import { uses } from './most-used'

const MOST_USED = 5

/** How well a type fits what was typed, from 0 to 1. */
export function fitness(manifest: Manifest, type: ManifestNode | undefined, typed: string): number {
  return type
    ? match(typed, { title: type.title, words: [...type.keywords, connectorOf(manifest, type)?.title ?? ''], summary: type.summary })
    : 0
}

/** What fits what was typed, best first; what fits alike stays in the order of its groups. */
export function fitting(manifest: Manifest, groups: readonly StepGroup[], typed: string): ManifestNode[] {
  return groups
    .flatMap(({ types }) => types)
    .map((type) => ({ type, fits: fitness(manifest, type, typed) }))
    .filter(({ fits }) => fits > 0)
    .sort((a, b) => b.fits - a.fits)
    .map(({ type }) => type)
}

export type StepGroup = { heading: string; types: ManifestNode[] }

/** What can be added, by app: most used first, and what starts a flow on top while nothing does. */
export function groupsFor(manifest: Manifest, request: AddRequest, hasTrigger: boolean): StepGroup[] {
  const starts = request.kind === 'free' || request.kind === 'before'
  const offered = Object.values(manifest.nodes).filter((type) =>
    takesLines(type) ? request.kind !== 'before' || hasWayOut(type) : starts || (type.kind === 'entry' && request.kind === 'inside'),
  )
  const used = uses()
  const most = offered
    .filter((type) => (used[type.type] ?? 0) > 0)
    .sort((a, b) => (used[b.type] ?? 0) - (used[a.type] ?? 0))
    .slice(0, MOST_USED)
  const rest = manifest.connectors.map(({ id, title }) => ({
    heading: title,
    types: offered.filter((type) => type.connector === id && !most.includes(type)),
  }))
  const triggersFirst = hasTrigger ? rest : rest.sort((a, b) => triggersIn(b) - triggersIn(a))
  const favourites = { heading: 'Most used', types: most }
  return (hasTrigger ? [favourites, ...triggersFirst] : [...triggersFirst, favourites]).filter(({ types }) => types.length > 0)
}

function hasWayOut(type: ManifestNode): boolean {
  return !('list' in type.ports) || type.ports.list.length > 0
}

function triggersIn({ types }: StepGroup): number {
  return types.filter((type) => type.kind === 'trigger').length
}

export function connectorOf(manifest: Manifest, type: ManifestNode) {
  return manifest.connectors.find((each) => each.id === type.connector)
}
