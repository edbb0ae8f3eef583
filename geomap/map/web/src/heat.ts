/** Where events lie densely: exact places only, since an area has no spot that could be hot. */
import { DRAWN, type Dataset } from "./dataset";
import type { View } from "./mercator";
import type { Theme } from "./theme";

const CELL = 6;
const REACH = 3;

/** Least to most, as red, green, blue. */
const RAMPS: Record<Theme["name"], readonly (readonly number[])[]> = {
  light: [[252, 214, 140], [246, 150, 70], [217, 72, 52], [128, 20, 60]],
  dark: [[96, 40, 90], [190, 60, 70], [246, 150, 70], [255, 236, 170]],
};

/** How much lies in each cell of a grid over the view, smoothed; `weights` count an event for more than one. */
export function density(data: Dataset, mask: Uint8Array, view: View, weights: ArrayLike<number>): { grid: Float32Array; columns: number } {
  const columns = Math.ceil(view.width / CELL);
  const rows = Math.ceil(view.height / CELL);
  let grid = new Float32Array(columns * rows);
  for (let i = 0; i < data.n; i++) {
    if (!mask[i] || data.drawn[i] !== DRAWN.point) continue;
    const across = Math.floor((data.x[i] * view.world - view.left) / CELL);
    const down = Math.floor((data.y[i] * view.world - view.top) / CELL);
    if (across >= 0 && across < columns && down >= 0 && down < rows) grid[down * columns + across] += weights[i];
  }
  // Three box blurs come close to a Gaussian one (Wells 1986).
  for (let pass = 0; pass < 3; pass++) {
    grid = blurred(grid, columns, rows, 1, columns);
    grid = blurred(grid, rows, columns, columns, 1);
  }
  return { grid, columns };
}

function blurred(grid: Float32Array, length: number, lines: number, step: number, jump: number): Float32Array<ArrayBuffer> {
  const made = new Float32Array(grid.length);
  for (let line = 0; line < lines; line++) {
    let sum = 0;
    const at = (i: number) => grid[line * jump + i * step];
    for (let i = -REACH; i < length; i++) {
      if (i + REACH < length) sum += at(i + REACH);
      if (i - REACH - 1 >= 0) sum -= at(i - REACH - 1);
      if (i >= 0) made[line * jump + i * step] = sum / (2 * REACH + 1);
    }
  }
  return made;
}

/** Share of the most at which the picture begins, and over how much more it fades in. */
const FAINTEST = 0.16;
const FADING = 0.36;

export function drawHeat(
  g: CanvasRenderingContext2D,
  { data, mask, weights, view, theme }: { data: Dataset; mask: Uint8Array; weights: ArrayLike<number>; view: View; theme: Theme },
): void {
  const { grid, columns } = density(data, mask, view, weights);
  const most = grid.reduce((high, value) => Math.max(high, value), 0);
  if (most <= 0) return;
  const canvas = document.createElement("canvas");
  canvas.width = columns;
  canvas.height = grid.length / columns;
  const small = canvas.getContext("2d");
  if (!small) return;
  const picture = small.createImageData(columns, canvas.height);
  for (let cell = 0; cell < grid.length; cell++) {
    const share = Math.sqrt(Math.max(0, grid[cell]) / most);
    // Far out three blurs of a box are a box: there the picture fades away.
    if (share < FAINTEST) continue;
    const [red, green, blue] = heatColor(share, theme);
    picture.data.set([red, green, blue, 225 * Math.min(1, (share - FAINTEST) / FADING)], 4 * cell);
  }
  small.putImageData(picture, 0, 0);
  g.imageSmoothingEnabled = true;
  g.imageSmoothingQuality = "high";
  g.drawImage(canvas, 0, 0, columns * CELL, canvas.height * CELL);
}

export function heatColor(share: number, theme: Theme): number[] {
  const ramp = RAMPS[theme.name];
  const place = Math.min(0.999, share) * (ramp.length - 1);
  const [low, high] = [ramp[Math.floor(place)], ramp[Math.floor(place) + 1]];
  return low.map((value, channel) => Math.round(value + (high[channel] - value) * (place % 1)));
}
