import type { ExpressionNode } from '../expressions/environment'
import { macroFormOf } from '../expressions/macros'
import { type Context, sourceOf, type TypeOf } from './issue'
import { needs } from './needs'
import { canBe, filled, listOf, NUMBER, OBJECT, optional, TEXT, type Type, UNKNOWN, union, YES_NO } from './type'
import { settled } from './type-of-access'

type MethodNode = Extract<ExpressionNode, { op: 'rcall' }>

/** `list.map(x, x.name)` and its kin; undefined where the call is none of them. */
export function typeOfMacro(node: MethodNode, context: Context, typeOf: TypeOf): Type | undefined {
  const form = macroFormOf(node)
  if (!form) return undefined
  const given = typeOf(form.receiver, context)
  const [name] = node.args
  const [variable = '', second] = form.variables
  const [body, last] = form.bodies
  if (!body) return UNKNOWN
  const inside = (types: [string, Type][]): Context => ({ ...context, locals: new Map([...context.locals, ...types]) })
  if (form.macro === 'bind') return typeOf(body, inside([[variable, settled(given)]]))
  if (form.macro === 'optMap' || form.macro === 'optFlatMap') return optional(typeOf(body, inside([[variable, filled(given)]])))

  if (needs({ node: form.receiver, type: given, context, by: `${name}()` }, ['list', 'object'])) return UNKNOWN
  const { key, entry } = roundsOf(given, second !== undefined)
  const within = inside(
    second === undefined
      ? [[variable, entry]]
      : [
          [variable, key],
          [second, entry],
        ],
  )
  const condition = form.bodies.length === 2 || CONDITIONS.has(name) ? body : undefined
  // An entry that decides wins over entries that fail, and a condition picks entries: nothing is said of empty ones there.
  const asked = condition ? { ...within, report: withoutEmpties(context) } : within
  if (condition) needs({ node: condition, type: filled(typeOf(condition, asked)), context: asked, by: `${name}()` }, ['yes/no'])
  const made = last ?? body
  if (name === 'filter') return canBe(given, 'list') && !canBe(given, 'object') ? listOf(thoughtOf(entry, sourceOf(body))) : listOf(UNKNOWN)
  if (CONDITIONS.has(name)) return YES_NO
  const result = settled(typeOf(made, condition ? { ...within, isBranch: true, report: withoutEmpties(context) } : within))
  return name === 'transformMap' ? { ...OBJECT, rest: result } : listOf(result)
}

const CONDITIONS = new Set(['all', 'exists', 'existsOne', 'exists_one', 'filter'])

/** With one variable, the entry of an object is its key. */
function roundsOf(given: Type, pairs: boolean): { key: Type; entry: Type } {
  const [list, object] = [canBe(given, 'list'), canBe(given, 'object')]
  if (list && object) return { key: UNKNOWN, entry: UNKNOWN }
  if (list) return { key: NUMBER, entry: given.entry ?? UNKNOWN }
  if (given.fields.size === 0) return { key: UNKNOWN, entry: UNKNOWN } // there may be nothing to go through
  return { key: TEXT, entry: pairs ? fieldsTogether(given) : TEXT }
}

function fieldsTogether({ fields, rest, closed }: Type): Type {
  const types = [...fields.values()].map(({ type }) => type)
  if (rest) types.push(rest)
  return types.length === 0 || !(closed || rest) ? UNKNOWN : types.reduce(union)
}

function withoutEmpties({ report }: Context): Context['report'] {
  return (issue) => {
    if (issue.code !== 'may-be-empty') report(issue)
  }
}

/** Entries that a condition has let through: their fields have been looked at. */
function thoughtOf(entry: Type, condition: string): Type {
  if (condition.includes('has(') && !canBe(entry, 'object')) return UNKNOWN
  const fields = [...entry.fields].map(([name, field]) => [name, { type: filled(field.type), isSure: true }] as const)
  return { ...filled(entry), fields: new Map(fields) }
}
