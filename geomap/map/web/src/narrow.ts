/** Below this many pixels of width the panel is a sheet at the foot of the screen (as in styles/narrow.css). */
export const NARROW = 760;
