export function makeBaseMap(path: string): { topology: unknown; countries: string[] };
export function packBaseMap(topology: unknown, labels: { cities: unknown[]; seas: unknown[] }): string;
export function readLabels(folder: string): { cities: unknown[]; seas: unknown[] };
