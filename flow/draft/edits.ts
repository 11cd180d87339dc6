import { z } from 'zod'
import { EdgeSchema, GraphSchema, GraphSettingsSchema, NodeKeySchema, NodeSchema, NoteSchema, PositionSchema } from '../graph/graph'
import { JsonSchema } from '../json'

/**
 * Everything a person, the API or an import can do to a draft. Ids are given by whoever makes the edit;
 * an edit whose target is gone (a colleague deleted it) changes nothing.
 */
const Id = NodeSchema.shape.id

const Moves = z.array(z.strictObject({ id: Id, position: PositionSchema }))

/** `null` takes an optional field away. */
const NodePatchSchema = z.strictObject({
  disabled: NodeSchema.shape.disabled.optional(),
  onError: NodeSchema.shape.onError.optional(),
  retry: NodeSchema.shape.retry.nullable(),
  timeoutMs: NodeSchema.shape.timeoutMs.nullable(),
  connectionId: NodeSchema.shape.connectionId.nullable(),
  parentId: NodeSchema.shape.parentId.nullable(),
  position: PositionSchema.optional(),
  sample: JsonSchema.optional(),
})

/** As above. */
const SettingsPatchSchema = z.strictObject({
  timeZone: z.string().max(64).optional(),
  runTimeoutMs: GraphSettingsSchema.shape.runTimeoutMs.nullable(),
  maxSteps: GraphSettingsSchema.shape.maxSteps.nullable(),
  maxMegabytes: GraphSettingsSchema.shape.maxMegabytes.nullable(),
  errorFlowId: GraphSettingsSchema.shape.errorFlowId.nullable(),
})

export const EditSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('node.add'), node: NodeSchema }),
  z.strictObject({ type: z.literal('node.move'), moves: Moves }),
  /** With the nodes go their edges and, for containers, what they hold. `heal` joins what stood before and after. */
  z.strictObject({ type: z.literal('node.remove'), ids: z.array(Id), heal: z.boolean() }),
  /** A new key is written into every mapping that uses the old one. */
  z.strictObject({ type: z.literal('node.rename'), id: Id, label: NodeSchema.shape.label, key: NodeKeySchema }),
  /** Sets one parameter; without `value` it is taken away. */
  z.strictObject({ type: z.literal('node.configure'), id: Id, param: z.string().min(1).max(200), value: JsonSchema.optional() }),
  z.strictObject({ type: z.literal('node.patch'), id: Id, patch: NodePatchSchema }),
  /** Without `sample` the pin is taken out. */
  z.strictObject({ type: z.literal('node.pin'), id: Id, sample: JsonSchema.optional(), port: NodeSchema.shape.samplePort }),
  z.strictObject({ type: z.literal('edge.connect'), edge: EdgeSchema }),
  z.strictObject({ type: z.literal('edge.disconnect'), ids: z.array(Id) }),
  /** Puts a node into an edge: the edge now ends at the node, and `next` goes on from it. */
  z.strictObject({
    type: z.literal('edge.splice'),
    edgeId: Id,
    nodeId: Id,
    next: z.strictObject({ id: Id, sourcePort: EdgeSchema.shape.sourcePort }),
  }),
  z.strictObject({ type: z.literal('note.add'), note: NoteSchema }),
  z.strictObject({ type: z.literal('note.move'), moves: Moves }),
  z.strictObject({ type: z.literal('note.resize'), id: Id, size: NoteSchema.shape.size }),
  z.strictObject({ type: z.literal('note.write'), id: Id, text: NoteSchema.shape.text }),
  z.strictObject({ type: z.literal('note.remove'), ids: z.array(Id) }),
  z.strictObject({ type: z.literal('settings.set'), settings: SettingsPatchSchema.partial() }),
  /** Adds a piece of a graph whose ids and keys are already free here (flow/draft/clip.ts). */
  z.strictObject({ type: z.literal('graph.paste'), nodes: z.array(NodeSchema), edges: z.array(EdgeSchema), notes: z.array(NoteSchema) }),
  /** Restores an earlier version; what is the same in both stays untouched. */
  z.strictObject({ type: z.literal('graph.replace'), graph: GraphSchema }),
])

export type Edit = z.infer<typeof EditSchema>
export type EditOf<Type extends Edit['type']> = Extract<Edit, { type: Type }>
export type SettingsPatch = z.infer<typeof SettingsPatchSchema>
export type NodePatch = z.infer<typeof NodePatchSchema>
