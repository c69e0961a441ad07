/** Where the cooldown comes from, in the words of the chains. */
const COOLDOWN =
  'wait the cooldown of the family (Ethereum: 3 epochs; CometBFT: double_sign_check_height blocks; Solana: 200 slots)';

/** How an identity goes from one workload to another. */
export function moveSteps(from: string, to: string): string {
  return numbered('one step a change', [
    `pause the identity at ${from}, and release that`,
    'have it synced, and delete its pods',
    'see that no pod of it is left, on an unreachable node either',
    `export its slashing history there, import it at ${to}, and sign the digest of the exported file`,
    COOLDOWN,
    `give it the state handed-over at ${from}, and release that`,
    `declare it at ${to} with importedState {from: '${from}', digest: 'sha256:…'}, and release it, the new holder, last`,
  ]);
}

/** How a workload comes to keep its history, or to reach its keys, in another way. */
export function migrationSteps(workload: string): string {
  return numbered('a declared imported state', [
    `pause the identity of ${workload}, and release that`,
    'have it synced, and delete its pods',
    'see that no pod of it is left, on an unreachable node either',
    'export the slashing history from where it is kept, import it where it is to be kept, and sign the digest of the file',
    COOLDOWN,
    `declare the change with importedState {from: '${workload}', digest: 'sha256:…'}, a digest never declared before, and ` +
      'release its units together',
  ]);
}

function numbered(what: string, steps: readonly string[]): string {
  return `${what}: ${steps.map((step, i) => `(${i + 1}) ${step}`).join('; ')}`;
}
