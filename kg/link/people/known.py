"""Organisations whose short name no initials of a label would tell, or that goes by both names everywhere."""

_KNOWN = """
University of California, Berkeley | UC Berkeley | Berkeley
University of California, Los Angeles | UC Los Angeles | UCLA
University of California, San Diego | UC San Diego | UCSD
University of California, Irvine | UC Irvine | UCI
University of California, Santa Barbara | UC Santa Barbara | UCSB
University of California, Davis | UC Davis
Massachusetts Institute of Technology | MIT
Carnegie Mellon University | CMU
California Institute of Technology | Caltech
Georgia Institute of Technology | Georgia Tech
University of Illinois Urbana-Champaign | UIUC | University of Illinois at Urbana-Champaign
University of Southern California | USC
New York University | NYU
University of Pennsylvania | UPenn
Stanford University | Stanford
Harvard University | Harvard
Princeton University | Princeton
Cornell University | Cornell
Peking University | PKU
Tsinghua University | THU | Tsinghua
Shanghai Jiao Tong University | SJTU
Zhejiang University | ZJU
University of Science and Technology of China | USTC
Chinese Academy of Sciences | CAS
University of Chinese Academy of Sciences | UCAS
Beijing Academy of Artificial Intelligence | BAAI
Hong Kong University of Science and Technology | HKUST
Chinese University of Hong Kong | CUHK
University of Hong Kong | HKU
National University of Singapore | NUS
Korea Advanced Institute of Science and Technology | KAIST
Seoul National University | SNU
ETH Zurich | ETH | Swiss Federal Institute of Technology Zurich
Swiss Federal Institute of Technology Lausanne | EPFL
Technical University of Munich | TUM | TU Munich | Technische Universität München
Delft University of Technology | TU Delft
University College London | UCL
Mila - Quebec AI Institute | Mila | Mila Quebec AI Institute
Allen Institute for AI | AI2 | Allen Institute for Artificial Intelligence
National Aeronautics and Space Administration | NASA
Japan Aerospace Exploration Agency | JAXA
European Space Agency | ESA
World Health Organization | WHO
International Business Machines | IBM
Meta AI | FAIR | Facebook AI Research
"""


def known_names() -> list[tuple[str, ...]]:
    """The names of each organisation, the usual full one first."""
    return [tuple(name.strip() for name in line.split("|")) for line in _KNOWN.strip().splitlines()]
