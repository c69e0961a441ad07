/** The service plane's waves in the order they sync. Gaps leave room for an operator's own objects. */
export const WAVE = {
  namespaces: -30,
  certificates: -20,
  ingress: -10,
  security: 0,
  observability: 10,
  platform: 20,
} as const;

/** One of the six waves of the service plane. */
export type Wave = keyof typeof WAVE;

/** The six waves in the order they sync. */
export const WAVES = Object.keys(WAVE) as readonly Wave[];
