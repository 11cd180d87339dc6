import { TRY } from '../engine/parts'
import type { Node } from '../graph/graph'
import { nameOf, type Survey } from './survey'

/** How one node stands to another whose data it wants. */
export type Sight =
  /** It runs before, beside or around. */
  | { kind: 'output' }
  /** It is a loop around: its `item` and `index` are there. */
  | { kind: 'loop' }
  | { kind: 'hidden'; message: string; hint: string }

export function sightIn(
  survey: Survey,
  runsBefore: (earlier: string, later: string) => boolean,
): (from: Node, wanted: Node, inIteration: boolean) => Sight {
  const hidden = (message: string, hint: string): Sight => ({ kind: 'hidden', message, hint })

  return (from, wanted, inIteration) => {
    if (wanted.id === from.id) {
      if (inIteration && survey.typeOf(from)?.container !== 'scope') return { kind: 'loop' }
      return hidden(`${nameOf(from)} can't use its own result.`, 'Pick data from an earlier step.')
    }
    const around = placesOf(survey, from)
    const inside = inIteration && wanted.parentId === from.id && survey.partOf(wanted) === TRY
    const sees = inside || around.some((place) => runsBefore(wanted.id, place.id) || inEarlierPart(survey, wanted, place))
    if (!sees && around.includes(wanted)) {
      if (survey.typeOf(wanted)?.container !== 'scope') return { kind: 'loop' }
      return hidden(`${nameOf(wanted)} has no result before it is over.`, 'Pick data of a step inside it.')
    }
    if (sees && wanted.disabled)
      return hidden(`${nameOf(wanted)} is switched off, so it has no result.`, 'Switch it on, or pick data from another step.')
    if (sees) return { kind: 'output' }
    const holder = survey.nodes.get(wanted.parentId ?? '')
    if (holder && !around.includes(holder)) {
      return hidden(
        `${nameOf(wanted)} is inside ${nameOf(holder)}, so its data can't be seen from outside.`,
        `Let ${nameOf(holder)} collect it from each item.`,
      )
    }
    return hidden(
      `${nameOf(wanted)} does not run before ${nameOf(from)}.`,
      `Draw a line from ${nameOf(wanted)} to here, or pick data from an earlier step.`,
    )
  }
}

/** What a scope tried may be used where it deals with a failure; what it did about one, in what it does in any case. */
function inEarlierPart(survey: Survey, wanted: Node, place: Node): boolean {
  return place.parentId !== undefined && wanted.parentId === place.parentId && survey.partOf(wanted) < survey.partOf(place)
}

/** The node, and the loops around it from the inside out. */
function placesOf(survey: Survey, node: Node): Node[] {
  const places: Node[] = []
  for (let next: Node | undefined = node; next && !places.includes(next); next = survey.nodes.get(next.parentId ?? '')) places.push(next)
  return places
}
