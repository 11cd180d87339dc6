import { conversionFunctions } from './conversion'
import { dateFunctions } from './date'
import type { LibraryFunction } from './define'
import { encodingFunctions } from './encoding'
import { jsonFunctions } from './json'
import { listFunctions } from './list'
import { moneyFunctions } from './money'
import { numberFunctions } from './number'
import { patternFunctions } from './pattern-functions'
import { sharedFunctions } from './shared'
import { textFunctions } from './text'

const functions: readonly LibraryFunction[] = [
  ...textFunctions,
  ...patternFunctions,
  ...encodingFunctions,
  ...dateFunctions,
  ...numberFunctions,
  ...conversionFunctions,
  ...listFunctions,
  ...sharedFunctions,
  ...moneyFunctions,
  ...jsonFunctions,
]

export const LIBRARY: ReadonlyMap<string, LibraryFunction> = new Map(functions.map((fn) => [fn.name, fn]))
