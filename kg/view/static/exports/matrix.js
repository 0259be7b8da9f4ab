// The matrix as a picture: all of it as long as that is of a size to look at, else the part in view.

const SHEET = { title: 46, most: 12000, row: 30, column: 18, margin: 14 };
const BOLD = 600;

/** From where to where rows, or columns, go into the picture. */
const spanInPicture = (start, room, step, count) => (count * step <= SHEET.most ? [0, count]
  : [Math.floor(start / step), Math.min(Math.ceil((start + room) / step), count)]);
const saidSpan = ([from, to], count, what) => (to - from < count ? `${what} ${number(from + 1)} to ${number(to)} of ${number(count)}` : null);

const sheetText = (x, y, text, more = {}) => svg("text", { x, y, "font-size": 12.5, "font-family": FONT, fill: palette.ink, ...more }, text);
const sheetGlyph = (node, x, y) => svg("path", { d: island.types[nodes.type[node]][4], fill: palette.types[nodes.type[node]], transform: `translate(${x} ${y}) scale(5.5)` });

const sheetCell = (cell, x, y, colour) => {
  const look = lookOfCell(cell);
  const fill = look === "hollow" ? { fill: "none", stroke: palette.accent, "stroke-width": 1.5 } : { fill: colour(`--${look}`) };
  const ink = look === "hollow" ? palette.ink : colour(["heat-1", "heat-2"].includes(look) ? "--heat-low" : "--heat-high");
  const [width, height] = [columnWidth(), MATRIX.row];
  return svg("g", {}, svg("title", {}, legal(saidOfCell(cell))), svg("rect", { x: x + 2, y: y + 2, width: width - 4, height: height - 4, rx: 5, ...fill }),
    sheetText(x + width / 2, y + height / 2 + 4.5, legal(textOfCell(cell)), { "text-anchor": "middle", "font-weight": BOLD, fill: ink }));
};

const matrixPicture = () => {
  if (!shownMatrix?.pairs) return null;
  const { rows, columns, cells, pairs } = shownMatrix;
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(name).trim();
  const across = spanInPicture(matrixBox.scrollLeft, matrixBox.clientWidth - namesWidth(), columnWidth(), columns.length);
  const down = spanInPicture(matrixBox.scrollTop, matrixBox.clientHeight - MATRIX.head, MATRIX.row, rows.length);
  const [left, top] = [MATRIX.names, SHEET.title + MATRIX.head];
  const [width, height] = [left + (across[1] - across[0]) * columnWidth() + SHEET.margin, top + (down[1] - down[0]) * MATRIX.row + SHEET.margin];
  const [x, y] = [(column) => left + (column - across[0]) * columnWidth(), (row) => top + (row - down[0]) * MATRIX.row];
  const spans = [saidSpan(down, rows.length, "rows"), saidSpan(across, columns.length, "columns")].filter(Boolean);
  const rule = (x1, y1, x2, y2) => svg("line", { x1, y1, x2, y2, stroke: colour("--line") });
  return svg("svg", { xmlns: SVG, viewBox: `0 0 ${width} ${height}`, width, height },
    svg("rect", { width, height, fill: palette.ground }),
    sheetText(SHEET.margin, 20, `Who was evaluated on what: ${SHOWS[matrix.shows]}`, { "font-size": 14, "font-weight": BOLD }),
    sheetText(SHEET.margin, 38, [plural(pairs, "pair"), ...spans, "blank: not reported"].join(", "), { fill: palette.faint }),
    ...columns.slice(...across).flatMap((node, at) => {
      const middle = x(across[0] + at) + columnWidth() / 2;
      return [sheetGlyph(node, middle, top - 12), sheetText(0, 0, oneLine(labelOf(node), SHEET.column), { transform: `translate(${middle + 4} ${top - 24}) rotate(-90)` }), rule(x(across[0] + at), top, x(across[0] + at), height - SHEET.margin)];
    }),
    ...rows.slice(...down).flatMap((node, at) => [sheetGlyph(node, SHEET.margin + 6, y(down[0] + at) + 15), sheetText(SHEET.margin + 20, y(down[0] + at) + 19.5, oneLine(labelOf(node), SHEET.row)), rule(0, y(down[0] + at), width - SHEET.margin, y(down[0] + at)),
      ...columns.slice(...across).map((column, place_) => (cells.get(node).has(column) ? sheetCell(cells.get(node).get(column), x(across[0] + place_), y(down[0] + at), colour) : null))]));
};
