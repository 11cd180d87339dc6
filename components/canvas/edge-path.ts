import { getBezierPath, getSmoothStepPath, Position } from '@xyflow/react'

export type EdgeEnds = { sourceX: number; sourceY: number; targetX: number; targetY: number }

/** How far to the right a curve may reach before corners read better. */
const CURVE_REACH = 420

/** A curve when the target lies ahead and near, rounded corners when the line has to go round. */
export function edgePath({ sourceX, sourceY, targetX, targetY }: EdgeEnds): { path: string; labelX: number; labelY: number } {
  const ends = { sourceX, sourceY, sourcePosition: Position.Right, targetX, targetY, targetPosition: Position.Left }
  const ahead = targetX - sourceX
  const level = Math.abs(targetY - sourceY) < 2
  const [path, labelX, labelY] =
    ahead >= 16 && (level || ahead < CURVE_REACH)
      ? getBezierPath({ ...ends, curvature: 0.35 })
      : getSmoothStepPath({ ...ends, borderRadius: 10, offset: 28 })
  return { path, labelX, labelY }
}
