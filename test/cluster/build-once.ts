import { findPrograms } from './programs';

/** Builds the control plane before the first suite: workers that start at once would each build it. */
function buildOnce(): void {
  const existing = process.env['E2E_KUBECONFIG'] ?? '';
  if (existing === '') findPrograms();
}

// What jest's globalSetup wants: a module that is the function.
export = buildOnce;
