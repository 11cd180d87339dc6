'use client'
import { useMemo } from 'react'
import type { ManifestNode } from '@/flow/define/manifest'
import { isJsonObject } from '@/flow/is-json-object'
import { useFlowsToCall } from './use-flows-to-call'

/** Names of flows by id, for the sentence of a step that runs one; nobody else asks for them. */
export function useFlowNames(type: ManifestNode | undefined): ReadonlyMap<string, string> {
  const { data } = useFlowsToCall(runsFlow(type))
  return useMemo(() => new Map(data?.map(({ id, name }) => [id, name])), [data])
}

function runsFlow(type: ManifestNode | undefined): boolean {
  const fields = type?.input.properties
  return isJsonObject(fields) && Object.values(fields).some((field) => isJsonObject(field) && field.control === 'flow')
}
