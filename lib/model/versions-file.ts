import { dnsLabelProblem } from './dns-name';
import { JsonNode } from './json-node';
import { parseJsonSource } from './json-source';
import { readCharts, readImages } from './pinned-table';
import { Versions, type VersionTable } from './versions';

/** What {@link parseVersions} read. */
export interface ParsedVersions {
  /** Undefined when there are problems. */
  readonly versions?: Versions;

  /** Each problem as one line. */
  readonly problems: readonly string[];
}

/**
 * Reads the proposed versions of a cluster.
 *
 * ```json
 * {
 *   "schema": 1,
 *   "charts": { "cert-manager": "v1.21.2" },
 *   "images": { "ethereum.geth": "ethereum/client-go:v1.17.0@sha256:…" },
 *   "only": { "hoodi-0": { "images": { "ethereum.geth": "ethereum/client-go:v1.17.1@sha256:…" } } }
 * }
 * ```
 */
export function parseVersions(cluster: string, file: string, text: string): ParsedVersions {
  const source = parseJsonSource(file, text);
  if ('problems' in source) return { problems: source.problems };
  const problems: string[] = [];
  const { schema, only, charts, images } = JsonNode.top(source, problems).fields(
    ['schema'],
    ['charts', 'images', 'only'],
  );
  schema?.exactly(1);
  const canaries = [...(only?.members() ?? [])].map(([workload, node]) => {
    node.checkKey(dnsLabelProblem);
    // A canary replaces what the cluster has: under a misspelt key it would replace nothing, and nobody would notice.
    const own = node.fields([], ['charts', 'images']);
    return [workload, readTables(own, { charts: charts?.keys() ?? [], images: images?.keys() ?? [] })] as const;
  });
  const table = readTables({ charts, images });
  if (problems.length > 0) return { problems };
  return { versions: new Versions({ cluster, file, ...table, only: Object.fromEntries(canaries) }), problems };
}

function readTables(
  nodes: { readonly charts?: JsonNode; readonly images?: JsonNode },
  known?: Readonly<Record<keyof VersionTable, readonly string[]>>,
): VersionTable {
  return {
    charts: nodes.charts === undefined ? {} : readCharts(nodes.charts, known?.charts),
    images: nodes.images === undefined ? {} : readImages(nodes.images, known?.images),
  };
}
