import { z } from 'zod'
import { isZone } from '@/flow/expressions/library/zones'

/** Where whoever begins a flow is: the flow's time zone until another is chosen. */
export const ZoneSchema = z.string().max(64).refine(isZone, 'There is no such time zone. Write it like Europe/Berlin or UTC.')
