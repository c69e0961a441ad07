import { propProblem, type Where } from './errors';

/** Signing history that was exported in one place and imported in another, while nothing signed. */
export interface ImportedState {
  /** The workload it was exported from, as `<workload> on <cluster>`; the same one where only its program changes. */
  readonly from: string;

  /**
   * `sha256:` and 64 hex digits of the exported file: the EIP-3076 interchange file, `priv_validator_state.json`, the
   * tower. Whoever releases the identity stands for it; a digest counts for one change only, since an older export has
   * forgotten what was signed after it.
   */
  readonly digest: string;
}

/** What is wrong with an imported state, or undefined. */
export function importedStateProblem(where: Where, { from, digest }: ImportedState): string | undefined {
  if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])? on [a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(from)) {
    return propProblem(where, 'importedState.from', "'<workload> on <cluster>'", from);
  }
  if (!/^sha256:[0-9a-f]{64}$/.test(digest) || /^(.)\1*$/.test(digest.slice('sha256:'.length))) {
    return propProblem(where, 'importedState.digest', 'sha256: and 64 hex digits of the exported file', digest);
  }
  return undefined;
}
