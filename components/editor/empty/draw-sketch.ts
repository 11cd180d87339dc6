import { MAIN_PORT } from '@/flow/define/define'
import type { Manifest } from '@/flow/define/manifest'
import type { Edit } from '@/flow/draft/edits'
import { type Edge, emptyGraph, type Node } from '@/flow/graph/graph'
import { portsOf } from '@/flow/graph/ports'
import { fillFrom, wantsFile } from '@/flow/sketch/fill'
import type { Sketch, SketchedStep } from '@/flow/sketch/sketch'
import { tidy } from '../../canvas/tidy'
import { stateOf } from '../../draft/graph-store'
import { addNode } from '../add-node'
import { newId } from '../new-id'

const CARD = { width: 232, height: 104 }
const NOTE = { width: 232, height: 112 }

/** The edits that draw a sketch on an empty flow, tidied, with what was not understood on a note. */
export function drawSketch({ steps, unclear }: Sketch, manifest: Manifest): Edit[] {
  const nodes: Node[] = []
  const edges: Edge[] = []
  for (const step of steps) {
    const type = manifest.nodes[step.type]
    if (!type) throw new Error(`A sketch is made of what there is, and ${step.type} is not`)
    const around = { graph: stateOf({ ...emptyGraph(), nodes }), boxes: new Map(), typeOf: (name: string) => manifest.nodes[name] }
    const [added] = addNode(type, { kind: 'free', at: { x: 0, y: 0 } }, around).edits
    if (added?.type !== 'node.add') continue
    const before = ancestorsOf(step, steps).flatMap((at) => nodes[at] ?? [])
    const takesFiles = type.type === 'trigger.manual' && steps.some((each) => wantsFile(manifest.nodes[each.type]))
    const node: Node = {
      ...added.node,
      parentId: step.inside === undefined ? undefined : nodes[step.inside]?.id,
      params: { ...(takesFiles && { asks: 'files' }), ...fillFrom(type, before, manifest) },
    }
    nodes.push(node)
    const source = step.after && nodes[step.after.step]
    if (!source) continue
    const sourcePort = step.after?.port ?? portsOf(source, manifest.nodes[source.type])[0]?.id ?? MAIN_PORT
    edges.push({ id: newId(), source: source.id, sourcePort, target: node.id })
  }
  const places = tidy(
    nodes,
    edges,
    () => CARD,
    (node) => portsOf(node, manifest.nodes[node.type]).length > 1,
  )
  return [
    ...nodes.map((node): Edit => ({ type: 'node.add', node: { ...node, position: places.get(node.id) ?? node.position } })),
    ...edges.map((edge): Edit => ({ type: 'edge.connect', edge })),
    ...(unclear.length > 0 ? [noteOn(unclear)] : []),
  ]
}

/** The places of the steps whose results it can use, in order. */
function ancestorsOf(step: SketchedStep, steps: readonly SketchedStep[]): number[] {
  const holder = step.inside === undefined ? undefined : steps[step.inside]
  const at = step.after?.step ?? holder?.after?.step
  const before = at === undefined ? undefined : steps[at]
  return at === undefined || !before ? [] : [...ancestorsOf(before, steps), at]
}

function noteOn(unclear: readonly string[]): Edit {
  const text = ['Still to be drawn:', ...unclear.map((words) => `• ${words}`)].join('\n')
  return { type: 'note.add', note: { id: newId(), text, position: { x: 0, y: -NOTE.height - 40 }, size: NOTE } }
}
