import { manifest } from '@/connectors/manifest'
import type { Manifest } from '@/flow/define/manifest'
import type { Call } from '../call'
import { demand } from '../permissions'

/** The nodes this workspace can use, as data. */
export async function getManifest({ actor }: Call): Promise<Manifest> {
  demand(actor, 'flow.read')
  return manifest
}
