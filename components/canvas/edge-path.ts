import { getBezierPath, getSmoothStepPath, Position } from '@xyflow/react'
import { CURVE_REACH, STRAIGHT_OUT } from './measures'

export type EdgeEnds = { sourceX: number; sourceY: number; targetX: number; targetY: number }

/** A curve when the target lies ahead and near, rounded corners when the line has to go round. */
export function edgePath({ sourceX, sourceY, targetX, targetY }: EdgeEnds): { path: string; labelX: number; labelY: number } {
  const ends = { sourceX, sourceY, sourcePosition: Position.Right, targetX, targetY, targetPosition: Position.Left }
  const ahead = targetX - sourceX
  const level = Math.abs(targetY - sourceY) < 2
  const [path, labelX, labelY] =
    ahead >= 16 && (level || ahead < CURVE_REACH)
      ? getBezierPath({ ...ends, curvature: 0.35 })
      : getSmoothStepPath({ ...ends, borderRadius: 10, offset: STRAIGHT_OUT })
  return { path, labelX, labelY }
}
