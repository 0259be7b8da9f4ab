// The map from afar as shapes: communities, their names and numbers, and the lines between them.

const regionsPicture = () => {
  const placeOf = (place_) => placeOfRegion(regions().byPlace[place_]);
  const line = ({ from, to, count }) => {
    const [a, b] = [placeOf(from), placeOf(to)];
    return svg("line", { x1: a.x, y1: a.y, x2: b.x, y2: b.y, stroke: palette["edge-strong"], "stroke-opacity": 0.4, "stroke-width": widthOfLink(count) }, svg("title", {}, plural(count, "edge")));
  };
  const circle = (region) => {
    const { x, y, across } = placeOfRegion(region);
    const words = across > 18 ? [oneLine(nameOfRegion(region.place).split(" · ")[0], 24), number(region.nodes)] : [];
    return svg("g", { "text-anchor": "middle", "font-family": "sans-serif", "font-size": 12, fill: palette.ink },
      svg("circle", { cx: x, cy: y, r: across, fill: palette.ground, stroke: palette["edge-strong"] }, svg("title", {}, legal(`${nameOfRegion(region.place)}: ${mixOfRegion(region)}`))),
      ...words.map((word, at) => svg("text", { x, y: y + 14 * at }, word)));
  };
  return sheetOf(camera, [...regions().links.slice(0, LINKS).map(line), ...regions().all.filter(({ place: place_ }) => place_ !== ALONE).map(circle)]);
};
