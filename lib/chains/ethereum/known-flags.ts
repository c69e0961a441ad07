/** Flags that people tune, by which a misspelt one is told. Every other flag of a client is taken all the same. */
export const KNOWN_FLAGS = {
  /** https://geth.ethereum.org/docs/fundamentals/command-line-options */
  geth: ['cache', 'cache.gc', 'cache.trie', 'gcmode', 'maxpeers', 'state.scheme', 'syncmode', 'verbosity'],

  /** https://lighthouse-book.sigmaprime.io/help_bn.html */
  lighthouseBeacon: [
    'auto-compact-db',
    'blob-prune-margin-epochs',
    'block-cache-size',
    'checkpoint-sync-url-timeout',
    'debug-level',
    'epochs-per-blob-prune',
    'epochs-per-migration',
    'execution-timeout-multiplier',
    'hdiff-buffer-cache-size',
    'historic-state-cache-size',
    'log-format',
    'logfile-debug-level',
    'logfile-max-number',
    'logfile-max-size',
    'target-peers',
  ],

  /** https://lighthouse-book.sigmaprime.io/help_vc.html */
  lighthouseValidator: [
    'broadcast',
    'builder-boost-factor',
    'debug-level',
    'gas-limit',
    'log-format',
    'logfile-max-number',
    'validator-registration-batch-size',
  ],
} as const;
