"""What is known of names before any is read: words around them, and names that many people bear.

How common a name is does not depend on the corpus, so that papers which are added later change no earlier decision.
"""

import re

TITLES = frozenset({"dr", "prof", "professor", "phd", "md", "msc", "bsc", "mr", "mrs", "ms", "ing", "dipling"})
SUFFIXES = {
    "jr": "jr",
    "junior": "jr",
    "sr": "sr",
    "senior": "sr",
    "ii": "ii",
    "iii": "iii",
    "iv": "iv",
    "2nd": "ii",
    "3rd": "iii",
}
PARTICLES = frozenset(["van", "von", "der", "de", "la", "del", "dos", "della", "ter", "zu", "zum", "zur", "af", "av"])
LOWER_PARTICLES = PARTICLES | frozenset(
    ["den", "du", "di", "da", "das", "do", "ten", "te", "bin", "ibn", "al", "el", "le", "y", "e"]
)
"""Particles, and what is one only where it is written in lower case: Bin and Le are given names too."""
COLLECTIVES = frozenset(
    [
        "team",
        "group",
        "collaboration",
        "consortium",
        "lab",
        "labs",
        "laboratory",
        "project",
        "community",
        "contributors",
        "authors",
        "ai",
        "research",
        "inc",
        "university",
        "institute",
        "network",
        "initiative",
        "committee",
    ]
)

_EAST_ASIAN = """
wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie tang song deng han
feng cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu lyu ding ren shen yao lui cui tan wong
fan jin xiong meng qin bai qiu hou gu xia hao long wan shi kong lei chang hsu chan cheung leung lee kim park choi jung
jeong kang cho yoon jang lim han oh seo shin kwon hwang ahn song hong yoo moon nguyen tran pham le hoang huynh phan vu
vo dang bui do ho ngo duong sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi kato ng lai lau yan
mao qian dai wen zou fu fang yin zhong tao liao jia kang qi xue ge zhuang ning yi shu ke hui
"""
_OTHERS = """
smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson
thomas taylor moore jackson martin thompson white harris clark lewis robinson walker young allen king wright scott
green baker adams nelson hill campbell mitchell roberts carter phillips evans turner parker edwards collins stewart
morris murphy cook rogers morgan bell bailey cooper richardson cox howard ward peterson gray watson james bennett wood
muller schmidt schneider fischer weber meyer wagner becker schulz hoffmann koch bauer richter klein wolf schroder
neumann schwarz zimmermann braun kruger hofmann lange werner krause lehmann schmid maier
rossi russo ferrari esposito bianchi romano colombo ricci marino greco bruno gallo conti costa
silva santos oliveira souza pereira lima ferreira ribeiro almeida carvalho gomes alves perez sanchez ramirez torres
flores rivera diaz reyes cruz morales ortiz gutierrez ramos ruiz fernandez moreno jimenez alvarez castro
dubois durand leroy moreau laurent simon michel bernard petit robert richard roux
kumar singh sharma gupta patel shah khan das roy reddy rao jain verma mishra agarwal chaudhary ahmed ali hussain rahman
islam hassan mohammed mohamed ivanov petrov smirnov kuznetsov popov novak nowak kowalski nielsen jensen hansen pedersen
andersen johansson andersson karlsson nilsson eriksson larsson cohen levy yilmaz kaya demir
"""
_MOST_FREQUENT = """
wang li zhang liu chen yang huang zhao wu zhou xu zhu sun lin kim lee park nguyen tran le singh kumar sharma gupta
smith johnson brown jones garcia
"""
_GIVEN = """
tianyu zhiyuan yifan jiaqi ziyu jiawei zhenyu yuxiang yuchen yifei yichen zihan yuxuan yiming tianyi jiahao yuxin
xiangyu wentao mingyang jiahui haoyu haotian chenyu bowen zhicheng yixuan xingyu xiaoyu mingyu jiajun jiacheng haonan
ziyang zeyu yuhao yuhang xinyu wenjie wenhao siyuan pengfei junjie junhao jiayi hongyu haoran zhihao yuhan yiwen yijie
wenxuan wenlong weihao ruiqi jiayuan jianfeng hongbo ziyi ziyan ziwei zihao zhiwen zhiqiang yuyang yutong yukun yufei
yiyang yilin yihao xinyi xiaojun wenbo weijie minghao jingwen jingjing jiayu jiaming zixuan yuqing xudong xiaoyang
xiaolong xiaohui shiqi jianwei jianhua xiaoming yiran yuanyuan xinyue zhenhua guangyu hongwei jinyu zhiwei yujie
minsu jihoon minjun jiwoo seungwoo sungjin jinwoo hyunwoo minh anh duc huy long thanh
michael david andrew daniel john james robert thomas alexander kevin peter stephen steven chris christopher mark paul
richard brian eric jason matthew joseph william george charles scott jeffrey kenneth ryan anna maria sarah laura mary
jennifer jessica emily elizabeth lisa michelle martin simon adam benjamin nicolas jose juan luis carlos antonio marco
andrea francesco giovanni ahmed mohamed mohammad muhammad ali rahul amit ankit raj vivek rohit anil sanjay
"""
GIVEN_NAMES = frozenset(_GIVEN.split())
MOST_FREQUENT = frozenset(_MOST_FREQUENT.split())
SURNAMES = frozenset(_EAST_ASIAN.split()) | frozenset(_OTHERS.split())

_INITIAL = [
    "b",
    "p",
    "m",
    "f",
    "d",
    "t",
    "n",
    "l",
    "g",
    "k",
    "h",
    "j",
    "q",
    "x",
    "zh",
    "ch",
    "sh",
    "r",
    "z",
    "c",
    "s",
    "y",
    "w",
]
_FINAL = (
    "a o e ai ei ao ou an en ang eng ong er i ia ie iao iu ian in iang ing iong u ua uo uai ui uan un uang ueng ue v ve"
)
_SYLLABLE = re.compile(rf"(?:{'|'.join(sorted(_INITIAL, key=len, reverse=True))})?(?:{'|'.join(_FINAL.split())})")


def is_syllable(word: str) -> bool:
    """Whether a word is one syllable of Mandarin in Latin letters, as the given names are that most people share.

    >>> is_syllable("wei"), is_syllable("xiaoyu"), is_syllable("ada")
    (True, False, False)
    """
    return len(word) <= _SYLLABLE_MOST and bool(_SYLLABLE.fullmatch(word))


def is_mandarin(word: str) -> bool:
    """Whether a word could be Mandarin in Latin letters.

    >>> is_mandarin("xiaoyan"), is_mandarin("kovalev")
    (True, False)
    """
    return len(word) <= _SYLLABLE_MOST * 2 and bool(_SYLLABLES.fullmatch(word))


_SYLLABLES = re.compile(f"(?:{_SYLLABLE.pattern}){{1,3}}")
_SYLLABLE_MOST = 6
