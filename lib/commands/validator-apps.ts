import type { Platform } from '../constructs/platform';
import { ValidatorApp, type AnyValidatorApp } from '../constructs/validator/validator-app';

/** The chain workloads of a platform. Each stands right below its root, so nobody has to walk the whole tree. */
export function validatorAppsOf(platform: Platform): readonly AnyValidatorApp[] {
  return platform.describedRoots
    .flatMap((root) => root.node.children)
    .map((construct) => ValidatorApp.tryFrom(construct))
    .filter((app) => app !== undefined);
}
