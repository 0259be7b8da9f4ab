// The eye over the map: which place is in the middle of the picture, and how many pixels a unit of the map is.
// The picture goes on beyond its edges by the bleed, as in print; `pixel` is how many of the device's a pixel is.

const camera = { x: 0, y: 0, scale: 1, width: 1, height: 1, bleed: 0, pixel: 1 };
const NEAREST = 5;

const toScreen = (x, y) => [(x - camera.x) * camera.scale + camera.width / 2, (y - camera.y) * camera.scale + camera.height / 2];
const toMap = (left, top) => [(left - camera.width / 2) / camera.scale + camera.x, (top - camera.height / 2) / camera.scale + camera.y];

/** What holds these nodes: left, top, right, bottom. */
const boundsOf = (wanted) => {
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const node of wanted) {
    const [x, y] = [nodes.x[node], nodes.y[node]];
    if (x < box[0]) box[0] = x;
    if (y < box[1]) box[1] = y;
    if (x > box[2]) box[2] = x;
    if (y > box[3]) box[3] = y;
  }
  return box;
};

/** The whole map, and the scale at which all of it is in view. */
const whole = { box: [0, 0, 0, 0], scale: 1 };
const measureWhole = () => {
  whole.box = nodeCount ? boundsOf(nodes.x.keys()) : [0, 0, 0, 0];
  const [left, top, right, bottom] = whole.box;
  whole.scale = Math.min((camera.width - 40) / (right - left + 60), (camera.height - covered() - 70) / (bottom - top + 60), 1.6);
};

/** The camera for a box, no nearer than `most` and no farther than the whole map needs. */
const cameraFor = ([left, top, right, bottom], { most = 1.3, room = 70 } = {}) => {
  const height = camera.height - covered();
  const ideal = Math.min((camera.width - 2 * room) / (right - left || 1), (height - room - 50) / (bottom - top || 1));
  const scale = Math.max(Math.min(ideal, most), whole.scale);
  return { x: (left + right) / 2, y: (top + bottom) / 2 + covered() / 2 / scale, scale };
};

/** How much of the picture the phone's sheet covers, from below. */
const covered = () => (innerWidth < 700 ? panel.getBoundingClientRect().height : 0);

let flight = 0;
/** Ends a flight where it is: a hand on the map goes before it. */
const land = () => cancelAnimationFrame(flight);
/** Moves the eye: at once, or over a third of a second where motion is welcome. */
const flyTo = (goal, { still = false } = {}) => {
  land();
  if (still || matchMedia("(prefers-reduced-motion: reduce)").matches) {
    Object.assign(camera, goal);
    drawMap();
    return;
  }
  const [from, started] = [{ ...camera }, performance.now()];
  const step = (now) => {
    const done = Math.min((now - started) / 350, 1);
    const eased = done < 0.5 ? 2 * done * done : 1 - (2 - 2 * done) ** 2 / 2;
    for (const name of ["x", "y"]) camera[name] = from[name] + (goal[name] - from[name]) * eased;
    camera.scale = from.scale * (goal.scale / from.scale) ** eased;
    drawMap();
    if (done < 1) flight = requestAnimationFrame(step);
  };
  flight = requestAnimationFrame(step);
};

/** The camera, moved so far that something of the map is in the picture. */
const inSight = ({ x, y, scale }) => {
  const [left, top, right, bottom] = whole.box;
  const [aside, below] = [(0.4 * camera.width) / scale, (0.4 * camera.height) / scale];
  return { x: between(left - aside, x, right + aside), y: between(top - below, y, bottom + below), scale };
};

/** Nearer or farther, the place under the pointer staying where it is. */
const zoomAt = (factor, left = camera.width / 2, top = camera.height / 2) => {
  land();
  const scale = Math.min(Math.max(camera.scale * factor, whole.scale * 0.6), NEAREST);
  const [x, y] = toMap(left, top);
  Object.assign(camera, inSight({ scale, x: x - (left - camera.width / 2) / scale, y: y - (top - camera.height / 2) / scale }));
  drawMap();
};
