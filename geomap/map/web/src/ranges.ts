/** Filters with a least value: confidence and deaths. */
import type { App } from "./app";
import { missingValue } from "./dataset";
import { el } from "./dom";

export class Ranges {
  readonly elements: HTMLElement[] = [];
  private readonly confidence = el("input", { type: "range", min: 0, max: 95, step: 5, value: 0, id: "gm-confidence" });
  private readonly confidenceValue = el("output", { for: "gm-confidence" });
  private readonly fatalities = el("input", { type: "number", min: 0, step: 1, id: "gm-fatalities", inputmode: "numeric" });

  constructor(private readonly app: App) {
    const { data, store, strings } = app;
    if (data.column("confidence")) {
      this.confidence.addEventListener("input", () => {
        store.confidence = Number(this.confidence.value) * 100;
        store.changed();
      });
      this.add("gm-confidence", strings.confidence_least, this.confidence, this.confidenceValue);
    }
    if (anyDeaths(app)) {
      this.fatalities.placeholder = strings.any_number;
      this.fatalities.addEventListener("input", () => {
        store.fatalities = Math.max(0, Math.round(Number(this.fatalities.value) || 0));
        store.changed();
      });
      this.add("gm-fatalities", strings.fatalities_least, this.fatalities);
    }
  }

  update(): void {
    const { store } = this.app;
    this.confidence.value = String(store.confidence / 100);
    this.confidenceValue.textContent = `${Math.round(store.confidence / 100)} %`;
    if (document.activeElement !== this.fatalities) this.fatalities.value = store.fatalities ? String(store.fatalities) : "";
  }

  private add(id: string, name: string, ...inputs: HTMLElement[]): void {
    const label = el("label", { class: "gm-caption", for: id, text: name });
    this.elements.push(el("section", { class: "gm-section gm-range" }, label, ...inputs));
  }
}

/** Whether any event says that someone died: otherwise there is nothing to choose by. */
export function anyDeaths({ data }: App): boolean {
  const column = data.column("fatalities");
  if (!column) return false;
  const missing = missingValue(column);
  return column.some((value) => value > 0 && value !== missing);
}
