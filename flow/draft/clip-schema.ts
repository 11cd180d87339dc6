import { z } from 'zod'
import { EdgeSchema, NodeSchema, NoteSchema } from '../graph/graph'

/** A piece of a graph on the clipboard, as JSON: it goes between flows, browsers and people. */
export const ClipSchema = z.strictObject({
  kaos: z.literal('clip'),
  nodes: z.array(NodeSchema).max(5_000),
  edges: z.array(EdgeSchema).max(20_000),
  notes: z.array(NoteSchema).max(5_000),
})

export type Clip = z.infer<typeof ClipSchema>
