/** What an empty map says, and the way out of it. */
import { el } from "./dom";
import type { Strings } from "./i18n";

export class Notice {
  readonly element = el("div", { class: "gm-notice", role: "status", hidden: true });

  constructor(
    private readonly strings: Strings,
    private readonly leave: () => void,
  ) {}

  update({ visible, all, layersOff }: { visible: number; all: number; layersOff: boolean }): void {
    const { strings } = this;
    this.element.hidden = visible > 0;
    if (visible > 0) return;
    if (all === 0) {
      this.element.replaceChildren(el("p", { text: strings.empty_map }));
      return;
    }
    const text = layersOff ? strings.all_layers_off : strings.nothing_visible;
    const label = layersOff ? strings.show_all_layers : strings.reset_filters;
    const button = el("button", { type: "button", class: "gm-button", text: label, onclick: this.leave });
    this.element.replaceChildren(el("p", { text }), button);
  }
}
