"""How each class looks, in one place: the pyvis object, the page's canvas and its legend all take it from here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The look of a class: colours on light and dark ground, pyvis's nearest shape, and the page's own glyph.

    Colours are Okabe & Ito's, told apart by colour-blind readers too; where two classes share a hue their shapes
    differ. `glyph` is an SVG path in the box [-1, 1]. `share` is how many of its nodes the first view takes, relative
    to the other classes; `on` says whether the first view of a large graph shows the class at all.
    """

    plural: str
    light: str
    dark: str
    shape: str
    glyph: str
    share: int
    on: bool = True


_ROUND = "M1 0A1 1 0 1 1-1 0A1 1 0 1 1 1 0Z"
_SHEET = "M-.72-1H.3L.72-.58V1H-.72Z"
_DIAMOND = "M0-1.12L1.12 0 0 1.12-1.12 0Z"
_CYLINDER = "M-.85-.68A.85.36 0 0 1 .85-.68V.68A.85.36 0 0 1-.85.68Z"
_TRIANGLE = "M0-1.05L1.08.85H-1.08Z"
_STAR = "M0-1.15L.29-.38 1.1-.36.46.14.68.93 0 .47-.68.93-.46.14-1.1-.36-.29-.38Z"
_HEXAGON = "M-.55-.95H.55L1.1 0 .55.95H-.55L-1.1 0Z"
_PERSON = "M0-1.05A.5.5 0 0 1 0-.05A.5.5 0 0 1 0-1.05ZM-.95 1A.95.9 0 0 1 .95 1Z"
_HOUSE = "M0-1.1L1.05-.2V.95H-1.05V-.2Z"
_CHAIN = "M-1-.45H.55V-1L1.15 0 .55 1V.45H-1Z"

LOOKS = {
    "Paper": Look(plural="Papers", light="#5b6573", dark="#aab4c3", shape="square", glyph=_SHEET, share=3),
    "Method": Look(plural="Methods", light="#0072b2", dark="#3d9fdd", shape="dot", glyph=_ROUND, share=5),
    "Benchmark": Look(plural="Benchmarks", light="#d55e00", dark="#f07d28", shape="diamond", glyph=_DIAMOND, share=3),
    "Dataset": Look(plural="Datasets", light="#e69f00", dark="#f0b429", shape="database", glyph=_CYLINDER, share=2),
    "Task": Look(plural="Tasks", light="#009e73", dark="#1fbd92", shape="triangle", glyph=_TRIANGLE, share=2),
    "Metric": Look(plural="Metrics", light="#d9c91a", dark="#f0e442", shape="star", glyph=_STAR, share=1, on=False),
    "Result": Look(
        plural="Results", light="#1d2026", dark="#f4f6f9", shape="hexagon", glyph=_HEXAGON, share=2, on=False
    ),
    "Author": Look(
        plural="Authors", light="#cc79a7", dark="#dd92bb", shape="triangleDown", glyph=_PERSON, share=2, on=False
    ),
    "Organization": Look(
        plural="Organizations", light="#56b4e9", dark="#7cc8f3", shape="box", glyph=_HOUSE, share=1, on=False
    ),
    "Resource": Look(
        plural="Resources", light="#8a8f98", dark="#868d99", shape="ellipse", glyph=_CHAIN, share=1, on=False
    ),
}

_OTHER = Look(plural="Other things", light="#8a8f98", dark="#868d99", shape="dot", glyph=_ROUND, share=1, on=False)


def look(type_: str) -> Look:
    """The look of a class by its local name; a class without one of its own gets a plain grey dot."""
    return LOOKS.get(type_, _OTHER)
