import { ChartVersion, chartVersionProblem } from './chart-version';
import { Image, imageProblem } from './image';
import type { JsonNode, TextCheck } from './json-node';

/** Pinned images by key. One that is wrong is a problem, and left out; where `known` is given, any other key is one too. */
export function readImages(node: JsonNode, known?: readonly string[]): Readonly<Record<string, Image>> {
  return readTable(node, known, imageProblem, (ref) => Image.pinned(ref));
}

/** Exact chart versions by chart name, read as {@link readImages} does. */
export function readCharts(node: JsonNode, known?: readonly string[]): Readonly<Record<string, ChartVersion>> {
  return readTable(node, known, chartVersionProblem, (version) => ChartVersion.exact(version));
}

function readTable<T>(
  node: JsonNode,
  known: readonly string[] | undefined,
  check: TextCheck,
  make: (text: string) => T,
): Readonly<Record<string, T>> {
  return Object.fromEntries(
    [...node.members()].flatMap(([key, member]) => {
      if (known?.includes(key) === false) member.refuseKey(known);
      const text = member.text(check);
      return text === undefined ? [] : [[key, make(text)]];
    }),
  );
}
