'use client'
import { type LucideIcon, PackageOpen, Repeat, RotateCw, ShieldCheck } from 'lucide-react'
import { toast } from '@/components/ui/toast'
import type { ContainerKind } from '@/flow/define/define'
import type { ManifestNode } from '@/flow/define/manifest'
import type { Node } from '@/flow/graph/graph'
import { portsOf } from '@/flow/graph/ports'
import type { Action } from '../../actions/action'
import { boxesOf } from '../../canvas/boxes'
import { selectedNodes } from '../../canvas/elements'
import { focusNode } from '../../canvas/focus-node'
import { CARD_HEIGHT_GUESS } from '../../canvas/measures'
import { typeOf } from '../../canvas/model'
import { GAP } from '../../canvas/place'
import { addNode } from '../add-node'
import { useEditor } from '../context'
import { bringWrap } from './bring-wrap'

const KINDS: Record<ContainerKind, { icon: LucideIcon; keywords: string }> = {
  'for-each': { icon: Repeat, keywords: 'wrap loop each item list surround' },
  repeat: { icon: RotateCw, keywords: 'wrap loop again until while surround' },
  scope: { icon: ShieldCheck, keywords: 'wrap scope catch failure error group surround' },
}

/** Steps that are there already go into a loop, or come out of it. */
export function useWrapActions(): Action[] {
  const { draft, elements, canvas, mayEdit } = useEditor()
  const { manifest } = canvas
  const typeOfNode = (node: Node) => typeOf(manifest, node.type)
  const portsOfNode = (node: Node) => portsOf(node, typeOfNode(node))
  const chosen = (): Node[] => {
    const { nodes } = canvas.graph.getState()
    return selectedNodes(elements.store.getState()).flatMap(({ id }) => nodes.get(id) ?? [])
  }
  const show = (ids: readonly string[]) => {
    elements.select(ids)
    if (ids[0] !== undefined) focusNode(ids[0])
  }
  const canWrap = () => {
    const steps = chosen()
    const mayStandInside = steps.every((node) => node.parentId === steps[0]?.parentId && canBeInside(typeOfNode(node)))
    return steps.length > 0 && mayStandInside
  }
  const holder = () => {
    const [only, ...more] = chosen()
    return only && more.length === 0 && typeOfNode(only)?.kind === 'container' ? only : undefined
  }

  const wrap = async (type: ManifestNode) => {
    const { wrapSteps } = await bringWrap()
    const caught = type.container === 'scope' ? Object.values(manifest.nodes).find(({ part }) => part === 'catch') : undefined
    const graph = canvas.graph.getState()
    const boxes = boxesOf(elements.store.getState().nodes)
    const wrapped = wrapSteps(
      type,
      chosen().map(({ id }) => id),
      graph,
      boxes,
      { portsOf: portsOfNode, more: caught ? GAP + CARD_HEIGHT_GUESS : 0 },
    )
    if (!wrapped.done) return toast.error(wrapped.message)
    const around = { graph, boxes, typeOf: (name: string) => typeOf(manifest, name) }
    const entry = caught && addNode(caught, { kind: 'inside', parentId: wrapped.id, at: wrapped.below }, around)
    draft.edit(...wrapped.edits, ...(entry?.edits ?? []))
    show([wrapped.id])
  }

  const unwrap = async () => {
    const { unwrapSteps } = await bringWrap()
    const container = holder()
    if (!container) return
    const { ids, edits } = unwrapSteps(container, canvas.graph.getState(), boxesOf(elements.store.getState().nodes), {
      typeOf: typeOfNode,
      portsOf: portsOfNode,
    })
    draft.edit(...edits)
    show(ids)
  }

  const containers = Object.values(manifest.nodes).filter(({ kind }) => kind === 'container')
  return [
    ...containers.map((type): Action => {
      const { icon, keywords } = KINDS[type.container ?? 'for-each']
      return {
        id: `wrap.${type.container}`,
        label: `Put into “${type.title}”`,
        group: 'Steps',
        icon,
        keywords,
        may: mayEdit,
        when: canWrap,
        run: () => void wrap(type),
      }
    }),
    {
      id: 'wrap.out',
      label: 'Take the steps out of it',
      group: 'Steps',
      icon: PackageOpen,
      keywords: 'unwrap ungroup dissolve loop container remove keep',
      may: mayEdit,
      when: () => holder() !== undefined,
      run: () => void unwrap(),
    },
  ]
}

function canBeInside(type: ManifestNode | undefined): boolean {
  return type?.kind !== 'trigger' && type?.kind !== 'entry'
}
