import type { Json, JsonObject } from '@/flow/json'
import type { Budget } from './budget'
import type { ExpressionNode } from './environment'
import type { Value } from './value'

/** All an evaluation can reach: the scope's own properties, the variables of macros, and what it may still spend. */
export type Frame = { roots: JsonObject; locals: Json[]; budget: Budget }

export type Program = (frame: Frame) => Value

/** Variables of macros (`x` in `list.map(x, …)`) by name → slot in `frame.locals`. */
export type Locals = ReadonlyMap<string, number>

export type Compile = (node: ExpressionNode, locals: Locals) => Program
