import { z } from 'zod'

const Coordinate = z.number().min(-1e7).max(1e7)

/** Where somebody is in a flow and what they have selected, in the flow's own coordinates. */
export const WhereaboutsSchema = z.strictObject({
  /** Null: the pointer is not over the canvas. */
  pointer: z.strictObject({ x: Coordinate, y: Coordinate }).nullable(),
  selected: z.array(z.string().regex(/^[\w-]{1,64}$/)).max(20),
  /** The middle of what is seen, for those who follow. */
  view: z.strictObject({ x: Coordinate, y: Coordinate, zoom: z.number().min(0.01).max(10) }),
})

/** What the others are told. It travels on the bus and is never stored. */
export const PresenceSchema = z.strictObject({
  /** Of one person in one tab. It stands first: the bus carries the latest news of each. */
  id: z.string(),
  userId: z.string(),
  name: z.string(),
  /** Null: gone. */
  whereabouts: WhereaboutsSchema.nullable(),
})

export type Presence = z.infer<typeof PresenceSchema>
