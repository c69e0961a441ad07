import type { InitStep } from './part';

/** A step that runs a script in busybox and stops at the first command that fails. */
export function shellStep(name: string, script: string, volumes: readonly string[]): InitStep {
  return { name, image: 'init.busybox', command: ['/bin/sh', '-ec', script], volumes };
}
