import { type Edge, emptyGraph, type Graph, type Node, type Note } from '@/flow/graph/graph'
import type { JsonObject } from '@/flow/json'

type Step = {
  type: string
  label: string
  params?: JsonObject
  at: [column: number, row: number]
  inside?: string
  /** The connector whose account it works with; whoever takes the template gets a sandbox of it. */
  account?: string
  sample?: Node['sample']
}

const COLUMN = 276
const ROW = 160

/** An example flow: steps by key, `from -port→ to` lines, and notes that teach. Inside a container, places count from its corner. */
export function draw(steps: Record<string, Step>, lines: readonly string[], notes: readonly Note[]): Graph {
  return { ...emptyGraph(), nodes: Object.entries(steps).map(nodeOf), edges: lines.map(edgeOf), notes: [...notes] }
}

export function note(id: string, text: string, column: number, row: number, height = 140): Note {
  return { id, text, position: { x: column * COLUMN, y: row * ROW }, size: { width: 232, height } }
}

function nodeOf([key, { type, label, params = {}, at, inside, account, sample }]: [string, Step]): Node {
  const [column, row] = at
  const corner = inside ? { x: 28, y: 92 } : { x: 0, y: 0 }
  return {
    id: key,
    key,
    type,
    typeVersion: 1,
    label,
    params,
    position: { x: corner.x + column * COLUMN, y: corner.y + row * ROW },
    ...(inside ? { parentId: inside } : {}),
    ...(account ? { connectionId: account } : {}),
    disabled: false,
    onError: 'fail',
    ...(sample === undefined ? {} : { sample }),
  }
}

function edgeOf(line: string): Edge {
  const [, source = '', sourcePort = 'out', target = ''] = /^(\w+) (?:-(\w+))?→ (\w+)$/.exec(line) ?? []
  return { id: `${source}-${sourcePort}-${target}`, source, sourcePort, target }
}
