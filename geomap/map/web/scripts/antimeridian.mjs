/**
 * world-atlas stitches what the 180th meridian cuts, which suits a globe. A flat map wants it cut: rings are unrolled
 * past 180 degrees and their parts moved back, and a ring around a pole is led along the edge of the map.
 */

/** A MultiPolygon's coordinates for the same area, every longitude between -180 and 180. */
export function cutMultiPolygon(polygons) {
  return polygons.flatMap(cutPolygon);
}

function cutPolygon([outer, ...holes]) {
  const unrolled = unroll(outer);
  const west = Math.min(...unrolled.map(([x]) => x));
  const east = Math.max(...unrolled.map(([x]) => x));
  if (west >= -180 && east <= 180) return [[outer, ...holes]];
  return [-360, 0, 360].flatMap((shift) => {
    const part = clip(clip(unrolled, -180 + shift, 1), 180 + shift, -1);
    return part.length < 3 ? [] : [[closed(part.map(([x, y]) => [x - shift, y]))]];
  });
}

/** The ring without jumps of the longitude, its repeated last point left out. */
function unroll(ring) {
  let turns = 0;
  const points = ring.map(([x, y], index) => {
    if (index > 0) {
      const step = x - ring[index - 1][0];
      if (step > 180) turns -= 360;
      else if (step < -180) turns += 360;
    }
    return [x + turns, y];
  });
  const [first, last] = [points[0], points[points.length - 1]];
  if (Math.abs(last[0] - first[0]) < 180) return points.slice(0, -1);
  const pole = first[1] < 0 ? -90 : 90;
  return [...points, [last[0], pole], [first[0], pole]];
}

/** The part of a ring on one side of a meridian (Sutherland and Hodgman): side 1 keeps the east, -1 the west. */
function clip(points, meridian, side) {
  const inside = ([x]) => (x - meridian) * side >= 0;
  return points.flatMap((point, index) => {
    const before = points[(index + points.length - 1) % points.length];
    const crossing = inside(point) !== inside(before) ? [crossingAt(before, point, meridian)] : [];
    return inside(point) ? [...crossing, point] : crossing;
  });
}

function crossingAt([ax, ay], [bx, by], meridian) {
  return [meridian, ay + ((meridian - ax) / (bx - ax)) * (by - ay)];
}

function closed(points) {
  return [...points, points[0]];
}
