/** The three levels in printed order (R23). */
export const LEVELS = ['high', 'confidence', 'low'] as const;
export type Level = (typeof LEVELS)[number];

/** The levels' printed labels (procedure B1, 001's full form), in printed order. */
export const LEVEL_LABELS = ['Tín nhiệm cao', 'Tín nhiệm', 'Tín nhiệm thấp'] as const;
