import type { z } from 'zod'
import { isJsonObject, type Json, type JsonObject, JsonSchema } from '../json'
import { CURRENT_GRAPH_SCHEMA, type Graph, GraphSchema } from './graph'
import type { Problem } from './problem'

export type ParsedGraph = { ok: true; graph: Graph } | { ok: false; problems: Problem[] }

/** In order: the first makes a graph of schema 2 from one of schema 1. */
const UPGRADES: readonly ((graph: JsonObject) => JsonObject)[] = []

const MAX_DEPTH = 200
const SHOWN_AT_MOST = 20

/** Reads a graph from outside (a file, a request, an old version) as one of the current schema, or says why it can't. */
export function parseGraph(value: unknown): ParsedGraph {
  if (isTooDeep(value)) return refused('This flow is nested too deeply to be read.')
  const json = JsonSchema.safeParse(value)
  if (!json.success || !isJsonObject(json.data)) return refused('This is not a flow.', 'A flow is a JSON object with nodes and edges.')
  const { schema } = json.data
  if (typeof schema !== 'number' || !Number.isInteger(schema) || schema < 1) {
    return refused('This flow does not say which format it is in.', 'Its "schema" should be a whole number.')
  }
  if (schema > CURRENT_GRAPH_SCHEMA) {
    return refused(`This flow was made by a newer version (format ${schema}).`, `This one reads formats up to ${CURRENT_GRAPH_SCHEMA}.`)
  }
  return parseCurrent(UPGRADES.slice(schema - 1).reduce((graph, upgrade) => upgrade(graph), json.data))
}

function parseCurrent(json: JsonObject): ParsedGraph {
  const parsed = GraphSchema.safeParse(json)
  if (parsed.success) {
    const twice = firstTwice(parsed.data)
    return twice ? refused(`Two parts of this flow have the id ${twice}.`) : { ok: true, graph: parsed.data }
  }
  const problems = parsed.error.issues.slice(0, SHOWN_AT_MOST).map((issue): Problem => {
    const { path, message } = issue
    const nodeId = path[0] === 'nodes' ? idAt(json.nodes, path[1]) : undefined
    const edgeId = path[0] === 'edges' ? idAt(json.edges, path[1]) : undefined
    return {
      code: 'invalid-field',
      severity: 'error',
      message: path.length === 0 || isSentence(issue) ? message : `${path.join('.')}: ${message}`,
      nodeId,
      edgeId,
      field: path.slice(2).join('.') || undefined,
    }
  })
  return { ok: false, problems }
}

/** How long its lists may be is said in our words; everything else in zod's, which name no place. */
function isSentence(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'too_big' && issue.origin === 'array'
}

function firstTwice({ nodes, edges, notes }: Graph): string | undefined {
  for (const items of [nodes, edges, notes]) {
    const seen = new Set<string>()
    for (const { id } of items) {
      if (seen.has(id)) return id
      seen.add(id)
    }
  }
  return undefined
}

function idAt(list: Json | undefined, at: PropertyKey | undefined): string | undefined {
  const item = Array.isArray(list) && typeof at === 'number' ? list[at] : undefined
  return isJsonObject(item) && typeof item.id === 'string' ? item.id : undefined
}

/** Walks without recursion: what is too deep to read must not overflow the stack here. */
function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []))
  }
  return false
}

function refused(message: string, hint?: string): ParsedGraph {
  return { ok: false, problems: [{ code: 'invalid-field', severity: 'error', message, hint }] }
}
