import { z } from 'zod'

/** Whether a test does to the outside world what its steps do: only where somebody says so. */
export const EffectsSchema = z.enum(['blocked', 'live']).default('blocked')
