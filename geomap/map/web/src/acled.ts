/** What is visible as a table in ACLED's columns, by the rules that geomap itself writes one by (store/acled_csv.py). */
import type { Row } from "./dataset";

/** As `acled_rules` of geomap/store/acled_csv.py gives them. */
export interface AcledRules {
  columns: string[];
  /** Columns that ACLED calls otherwise. */
  same: Record<string, string>;
  /** ACLED's numbers of our precisions. */
  geo: Record<string, number>;
  time: Record<string, number>;
  disorder: Record<string, string>;
  disorder_by_sub: Record<string, string>;
  /** Before the names of what ACLED has no column for. */
  own: string;
}

/** The cells by their column: ACLED's in its order, then our own. */
export function acledTable(rows: readonly Row[], properties: readonly string[], rules: AcledRules): { header: string[]; lines: unknown[][] } {
  const said = new Set(Object.values(rules.same));
  const own = properties.filter((name) => !said.has(name));
  const header = [...rules.columns, ...own.map((name) => rules.own + name)];
  const lines = rows.map((row) => {
    const cells: Row = { ...row, ...acledCells(row, rules) };
    return [...rules.columns.map((name) => cells[name]), ...own.map((name) => row[name])];
  });
  return { header, lines };
}

/** What ACLED says otherwise. A place coarser than it knows has no coordinates, so that nobody draws it as a pin. */
function acledCells(row: Row, { same, geo, time, disorder, disorder_by_sub }: AcledRules): Row {
  const number = look(geo, row.geo_precision);
  const [latitude, longitude] = number === undefined ? [] : [row.latitude, row.longitude];
  return {
    ...Object.fromEntries(Object.entries(same).map(([acled, name]) => [acled, row[name]])),
    year: typeof row.event_date === "string" ? Number(row.event_date.slice(0, 4)) : null,
    time_precision: look(time, row.time_precision),
    disorder_type: look(disorder_by_sub, row.acled_sub_event_type) ?? look(disorder, row.acled_event_type),
    civilian_targeting: row.civilian_targeting === true ? "Civilian targeting" : null,
    geo_precision: number,
    latitude,
    longitude,
  };
}

function look<T>(table: Record<string, T>, word: unknown): T | undefined {
  return typeof word === "string" && Object.hasOwn(table, word) ? table[word] : undefined;
}
