import { readFileSync } from "node:fs";

/** The rows of a CSV table without quoted fields; `#` starts a comment line, the first other line names the columns. */
export function readTable(path) {
  const lines = readFileSync(path, "utf8").split(/\r?\n/).filter((line) => line && !line.startsWith("#"));
  const names = lines[0].split(",");
  return lines.slice(1).map((line, index) => {
    const cells = line.split(",");
    if (cells.length !== names.length) throw new Error(`${path}: row ${index + 1} has ${cells.length} cells`);
    return Object.fromEntries(names.map((name, column) => [name, cells[column]]));
  });
}
