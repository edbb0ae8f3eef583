/** Events over time: a stacked histogram, a brush over it, and play. */
import type { App } from "./app";
import { realFirst } from "./bubbles";
import { MISSING } from "./bytes";
import { el, icon, ICONS } from "./dom";
import { faded, onTheme } from "./theme";
import { beyondDays, coreSpan, span } from "./timespan";

const DAYS_A_BAR = [1, 2, 7, 14, 30, 61, 91, 182, 365, 730, 1826, 3652];
const LEAST_BAR = 5;
const AXIS = 17;

export class Timeline {
  private first = 0;
  private last = 0;
  private undatedCount = 0;
  /** Whether also the days are on the axis that lie far from all others. */
  private wide = false;
  private readonly farOff = el("button", { type: "button", class: "gm-link", "aria-pressed": "false" });
  private revision = -1;
  private readonly undatedName = el("span");
  private readonly canvas = el("canvas", { "aria-hidden": "true" });
  private readonly track = el("div", { class: "gm-track" });
  private readonly window = el("div", { class: "gm-window" });
  private readonly label = el("p", { class: "gm-time-label" });
  private readonly handles: HTMLElement[];
  private readonly play: HTMLButtonElement;
  private readonly steps: HTMLButtonElement[];
  private readonly all: HTMLButtonElement;
  private readonly undated = el("input", { type: "checkbox" });
  private readonly undatedBox = el("label", { class: "gm-undated" }, this.undated, this.undatedName);
  private timer = 0;

  /** `element` is the frame that it fills. */
  constructor(
    private readonly app: App,
    readonly element: HTMLElement,
  ) {
    const { strings } = app;
    this.handles = [strings.time_from, strings.time_to].map((name) => el("div", {
      class: "gm-handle", role: "slider", tabindex: 0, "aria-label": name,
    }));
    this.play = el("button", { type: "button", class: "gm-round", "aria-label": strings.play }, icon(ICONS.play));
    this.steps = [-1, 1].map((by) => {
      const name = by < 0 ? strings.step_back : strings.step_forward;
      const button = el("button", { type: "button", class: "gm-step", "aria-label": name, title: name }, icon(by < 0 ? ICONS.previous : ICONS.next));
      button.addEventListener("click", () => this.step(by));
      return button;
    });
    this.all = el("button", { type: "button", class: "gm-link", text: strings.all_time });
    this.track.append(this.canvas, this.window, ...this.handles);
    element.append(
      el(
        "div",
        { class: "gm-bar" },
        this.label,
        this.farOff,
        this.undatedBox,
        this.all,
      ),
      el("div", { class: "gm-play" }, this.steps[0], this.play, this.steps[1]),
      this.track,
    );
    this.measure();
    this.listen();
    new ResizeObserver(() => this.update()).observe(this.track);
  }

  /** The days of all events. */
  private measure(): void {
    const { data, speech, strings } = this.app;
    const { time } = this.app.store;
    const beyond = !this.wide && time !== null && (time.from < this.first || time.to > this.last);
    if (this.revision === data.revision && !beyond) return;
    this.wide ||= beyond && this.revision >= 0;
    this.revision = data.revision;
    const whole = span(data.firstDay, data.lastDay);
    const core = coreSpan(data.firstDay, data.lastDay);
    this.undatedCount = whole[2];
    [this.first, this.last] = this.wide || !core ? whole : core;
    const far = core ? beyondDays(data, core) : 0;
    this.farOff.hidden = far === 0;
    this.farOff.textContent = speech.plural(strings.far_off, far);
    this.farOff.setAttribute("aria-pressed", String(this.wide));
    this.undatedName.textContent = speech.plural(strings.undated, this.undatedCount);
    this.undatedBox.hidden = this.undatedCount === 0;
    for (const handle of this.handles) {
      handle.setAttribute("aria-valuemin", String(this.first));
      handle.setAttribute("aria-valuemax", String(this.last));
    }
    this.element.hidden = this.last <= this.first;
  }

  update(): void {
    this.measure();
    if (this.element.hidden) return;
    const { store, speech } = this.app;
    const [from, to] = this.range();
    this.label.textContent = speech.dates(from, to);
    this.all.hidden = store.time === null;
    this.undated.checked = store.time === null || store.time.undated;
    const width = this.track.clientWidth;
    const [left, right] = [this.x(from, width), this.x(to + 1, width)];
    this.window.style.left = `${left}px`;
    this.window.style.width = `${right - left}px`;
    this.window.classList.toggle("gm-whole", store.time === null);
    [left, right].forEach((x, end) => (this.handles[end].style.left = `${x}px`));
    this.handles.forEach((handle, end) => {
      const day = end ? to : from;
      handle.setAttribute("aria-valuenow", String(day));
      handle.setAttribute("aria-valuetext", speech.date(day));
    });
    this.draw();
  }

  private range(): [number, number] {
    const { time } = this.app.store;
    return time ? [Math.max(this.first, time.from), Math.min(this.last, time.to)] : [this.first, this.last];
  }

  private x(day: number, width: number): number {
    return ((day - this.first) / (this.last - this.first + 1)) * width;
  }

  private set(from: number, to: number): void {
    const [low, high] = [Math.max(this.first, Math.min(from, to)), Math.min(this.last, Math.max(from, to))];
    const whole = low <= this.first && high >= this.last;
    this.app.store.time = whole && this.undated.checked ? null : { from: low, to: high, undated: this.undated.checked };
    this.app.store.changed();
  }

  private draw(): void {
    const { track, canvas, app } = this;
    const [width, height] = [track.clientWidth, track.clientHeight];
    if (width === 0) return;
    const scale = globalThis.devicePixelRatio || 1;
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    const g = canvas.getContext("2d");
    if (!g) return;
    g.scale(scale, scale);
    const theme = app.theme();
    const total = this.last - this.first + 1;
    const days = DAYS_A_BAR.find((each) => (total / each) * LEAST_BAR <= width) ?? DAYS_A_BAR[DAYS_A_BAR.length - 1];
    const { bars, highest, layers } = this.tally(days);
    const room = height - AXIS;
    // What happened stands on the axis, in full colours, and what did not on top of it.
    const order = realFirst(layers);
    const wide = Math.min(26, (days / total) * width - 1);
    const [from, to] = this.range();
    for (let bar = 0; bar * layers < bars.length; bar++) {
      const start = this.first + bar * days;
      const slot = (days / total) * width;
      const x = this.x(start, width) + Math.max(0, (slot - wide) / 2);
      let y = room;
      g.globalAlpha = start + days - 1 >= from && start <= to ? 1 : 0.22;
      for (const part of order) {
        const tall = (bars[bar * layers + part] / highest) * (room - 3);
        if (!tall) continue;
        const color = onTheme(app.data.head.layers[part >> 1].color, theme);
        g.fillStyle = part & 1 ? faded(color, 0.32) : color;
        g.fillRect(x, y - tall, Math.max(1, wide), tall);
        y -= tall;
      }
    }
    g.globalAlpha = 1;
    this.axis(g, width, height);
  }

  /** Events a bar by layer, each twice: what happened, what did not. Counted under all filters but time. */
  private tally(days: number): { bars: Float32Array; highest: number; layers: number } {
    const { data, store } = this.app;
    const layers = 2 * data.head.layers.length;
    const count = Math.ceil((this.last - this.first + 1) / days);
    const bars = new Float32Array(count * layers);
    const sums = new Float32Array(count);
    for (let i = 0; i < data.n; i++) {
      if (data.firstDay[i] === MISSING || !store.visibleAtAnyTime(i)) continue;
      const bar = Math.max(0, Math.floor((data.firstDay[i] - this.first) / days));
      if (bar >= count || data.lastDay[i] < this.first) continue; // far off in time
      // A month's count is spread over its bars; an event is where it began.
      const last = data.head.beyond ? Math.min(count - 1, Math.floor((data.lastDay[i] - this.first) / days)) : bar;
      const each = data.counts[i] / (last - bar + 1);
      for (let at = bar; at <= last; at++) {
        sums[at] += each;
        bars[at * layers + data.tally[i]] += each;
      }
    }
    return { bars, highest: sums.reduce((most, sum) => Math.max(most, sum), 1), layers };
  }

  private axis(g: CanvasRenderingContext2D, width: number, height: number): void {
    const { speech } = this.app;
    const total = this.last - this.first + 1;
    const style = getComputedStyle(this.element);
    g.fillStyle = style.getPropertyValue("--muted");
    g.font = `11px ${style.fontFamily}`;
    g.textBaseline = "bottom";
    // The axis runs from left to right in every language, the words on it do not.
    g.direction = document.documentElement.dir === "rtl" ? "rtl" : "ltr";
    g.textAlign = "left";
    g.fillRect(0, height - AXIS, width, 1);
    const step = [1, 2, 7, 14, 31, 61, 122, 183, 365, 730, 1826, 3652].find((days) => (days / total) * width >= 84) ?? 3652;
    for (let day = this.first; day <= this.last; day += step) {
      const x = this.x(day, width);
      const text = step >= 122 ? speech.monthOf(day) : speech.date(day);
      if (x + g.measureText(text).width > width) break;
      g.fillRect(x, height - AXIS, 1, 4);
      g.fillText(text, x + 3, height);
    }
  }

  private listen(): void {
    const { track } = this;
    let drag: ((day: number) => void) | null = null;
    track.addEventListener("pointerdown", (event) => {
      drag = this.dragFrom(event);
      track.setPointerCapture(event.pointerId);
      event.preventDefault();
      this.handles.find((handle) => handle === event.target)?.focus();
    });
    track.addEventListener("pointermove", (event) => drag?.(this.dayAt(event)));
    for (const end of ["pointerup", "pointercancel"]) track.addEventListener(end, () => (drag = null));
    track.addEventListener("dblclick", () => this.set(this.first, this.last));
    this.handles.forEach((handle, end) => handle.addEventListener("keydown", (event) => this.key(event, end)));
    this.all.addEventListener("click", () => {
      this.app.store.time = null;
      this.app.store.changed();
    });
    this.farOff.addEventListener("click", () => {
      this.wide = !this.wide;
      this.revision = -1;
      this.app.store.time = null;
      this.app.store.changed();
    });
    this.undated.addEventListener("change", () => this.set(...this.range()));
    this.play.addEventListener("click", () => (this.timer ? this.stop() : this.start()));
  }

  private dayAt(event: PointerEvent): number {
    const box = this.track.getBoundingClientRect();
    const day = this.first + Math.floor(((event.clientX - box.left) / box.width) * (this.last - this.first + 1));
    return Math.max(this.first, Math.min(this.last, day));
  }

  private dragFrom(event: PointerEvent): (day: number) => void {
    const begun = this.dayAt(event);
    const [from, to] = this.range();
    const handle = this.handles.indexOf(event.target as HTMLElement);
    if (handle === 0) return (day) => this.set(Math.min(day, to), to);
    if (handle === 1) return (day) => this.set(from, Math.max(day, from));
    if (event.target === this.window && this.app.store.time) {
      return (day) => {
        const shift = Math.max(this.first - from, Math.min(this.last - to, day - begun));
        this.set(from + shift, to + shift);
      };
    }
    return (day) => this.set(begun, day);
  }

  private key(event: KeyboardEvent, end: number): void {
    const steps: Record<string, number> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -30, PageUp: 30 };
    const [from, to] = this.range();
    const now = end ? to : from;
    const next = event.key === "Home" ? this.first : event.key === "End" ? this.last : now + (steps[event.key] ?? 0);
    if (next === now) return;
    event.preventDefault();
    if (end) this.set(from, Math.max(from, next));
    else this.set(Math.min(next, to), to);
  }

  /** A window's width on or back; from all time to its first or its last window. */
  private step(by: number): void {
    this.stop();
    const { from, to, width, whole } = this.span();
    const room = this.last - width + 1;
    const start = whole ? (by > 0 ? this.first : room) : Math.max(this.first, Math.min(room, from + by * width));
    this.set(start, whole ? start + width - 1 : Math.min(this.last, start + to - from));
  }

  private span(): { from: number; to: number; width: number; whole: boolean } {
    const [from, to] = this.range();
    const total = this.last - this.first + 1;
    const whole = to - from + 1 >= total;
    return { from, to, whole, width: whole ? Math.max(1, Math.round(total / 12)) : to - from + 1 };
  }

  private start(): void {
    const { from, to, width, whole } = this.span();
    const total = this.last - this.first + 1;
    const step = Math.max(1, Math.round(total / 120));
    let at = whole || to >= this.last ? this.first : from;
    this.face(true);
    this.timer = globalThis.setInterval(() => {
      this.set(at, at + width - 1);
      at += step;
      if (at + width - 1 > this.last) this.stop();
    }, 400) as unknown as number;
  }

  private stop(): void {
    clearInterval(this.timer);
    this.timer = 0;
    this.face(false);
  }

  private face(playing: boolean): void {
    const { strings } = this.app;
    this.play.replaceChildren(icon(playing ? ICONS.pause : ICONS.play));
    this.play.setAttribute("aria-label", playing ? strings.pause : strings.play);
  }
}
