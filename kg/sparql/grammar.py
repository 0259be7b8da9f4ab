"""The grammar of SPARQL 1.1 queries with the triple terms of SPARQL 1.2, as a table for one token of look-ahead."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

# One production per line, in the notation of the W3C's grammar. Names in capitals and quoted texts are tokens.
_GRAMMAR = """
Query : Prologue ( SelectQuery | ConstructQuery | DescribeQuery | AskQuery ) ValuesClause
Prologue : ( 'BASE' IRIREF | 'PREFIX' PNAME_NS IRIREF | 'VERSION' STRING )*
SelectQuery : SelectClause Dataset WhereClause Modifiers
SubSelect : SelectClause WhereClause Modifiers ValuesClause
SelectClause : 'SELECT' ( 'DISTINCT' | 'REDUCED' )? ( ( VAR | '(' Expression 'AS' VAR ')' )+ | '*' )
ConstructQuery : 'CONSTRUCT' ( Template Dataset WhereClause Modifiers | Dataset 'WHERE' Template Modifiers )
Template : '{' TriplesTemplate? '}'
DescribeQuery : 'DESCRIBE' ( VarOrIri+ | '*' ) Dataset WhereClause? Modifiers
AskQuery : 'ASK' Dataset WhereClause Modifiers
Dataset : ( 'FROM' ( iri | 'NAMED' iri ) )*
WhereClause : 'WHERE'? GroupGraphPattern
Modifiers : ( 'GROUP' 'BY' GroupCondition+ )? ( 'HAVING' Constraint+ )? ( 'ORDER' 'BY' OrderCondition+ )? LimitOffset
GroupCondition : BuiltInCall | FunctionCall | '(' Expression ( 'AS' VAR )? ')' | VAR
OrderCondition : ( 'ASC' | 'DESC' ) Bracketed | Constraint | VAR
LimitOffset : ( 'LIMIT' INTEGER ( 'OFFSET' INTEGER )? | 'OFFSET' INTEGER ( 'LIMIT' INTEGER )? )?
ValuesClause : ( 'VALUES' DataBlock )?
TriplesTemplate : TriplesSameSubject ( '.' TriplesTemplate? )?
GroupGraphPattern : '{' ( SubSelect | GroupGraphPatternSub ) '}'
GroupGraphPatternSub : TriplesBlock? ( GraphPatternNotTriples '.'? TriplesBlock? )*
TriplesBlock : TriplesSameSubjectPath ( '.' TriplesBlock? )?
GraphPatternNotTriples : GroupOrUnion | Optional | Minus | Graph | Service | Filter | Bind | 'VALUES' DataBlock
Optional : 'OPTIONAL' GroupGraphPattern
Graph : 'GRAPH' VarOrIri GroupGraphPattern
Service : 'SERVICE' 'SILENT'? VarOrIri GroupGraphPattern
Bind : 'BIND' '(' Expression 'AS' VAR ')'
DataBlock : VAR '{' DataBlockValue* '}' | ( NIL | '(' VAR+ ')' ) '{' ( NIL | '(' DataBlockValue+ ')' )* '}'
DataBlockValue : iri | Literal | 'UNDEF' | TripleTermData
Minus : 'MINUS' GroupGraphPattern
GroupOrUnion : GroupGraphPattern ( 'UNION' GroupGraphPattern )*
Filter : 'FILTER' Constraint
Constraint : Bracketed | BuiltInCall | FunctionCall
FunctionCall : iri ArgList
ArgList : NIL | '(' 'DISTINCT'? Expression ( ',' Expression )* ')'
ExpressionList : NIL | '(' Expression ( ',' Expression )* ')'
TriplesSameSubject : VarOrTerm PropertyListNotEmpty | ( TriplesNode | ReifiedTriple ) PropertyListNotEmpty?
PropertyListNotEmpty : Verb ObjectList ( ';' ( Verb ObjectList )? )*
Verb : VarOrIri | 'a'
ObjectList : Object ( ',' Object )*
Object : GraphNode Annotation
TriplesSameSubjectPath : VarOrTerm PropertyListPath | ( TriplesNodePath | ReifiedTriple ) PropertyListPath?
PropertyListPath : VerbPathOrSimple ObjectListPath ( ';' ( VerbPathOrSimple ObjectListPath )? )*
VerbPathOrSimple : Path | VAR
ObjectListPath : ObjectPath ( ',' ObjectPath )*
ObjectPath : GraphNodePath AnnotationPath
Path : PathSequence ( '|' PathSequence )*
PathSequence : PathEltOrInverse ( '/' PathEltOrInverse )*
PathEltOrInverse : PathElt | '^' PathElt
PathElt : PathPrimary ( '?' | '*' | '+' )?
PathPrimary : iri | 'a' | '!' PathNegated | '(' Path ')'
PathNegated : PathOneInSet | NIL | '(' PathOneInSet ( '|' PathOneInSet )* ')'
PathOneInSet : iri | 'a' | '^' ( iri | 'a' )
TriplesNode : '(' GraphNode+ ')' | '[' PropertyListNotEmpty ']'
TriplesNodePath : '(' GraphNodePath+ ')' | '[' PropertyListPath ']'
GraphNode : VarOrTerm | TriplesNode | ReifiedTriple
GraphNodePath : VarOrTerm | TriplesNodePath | ReifiedTriple
VarOrTerm : VAR | iri | Literal | BLANK | ANON | NIL | TripleTerm
VarOrIri : VAR | iri
ReifiedTriple : '<<' TripleSubject Verb TripleObject Reifier? '>>'
TripleSubject : VAR | iri | Literal | BLANK | ANON | ReifiedTriple | TripleTerm
TripleObject : VAR | iri | Literal | BLANK | ANON | ReifiedTriple | TripleTerm
TripleTerm : '<<(' TripleTermPart Verb TripleTermPart ')>>'
TripleTermPart : VAR | iri | Literal | BLANK | ANON | TripleTerm
TripleTermData : '<<(' TripleDataPart ( iri | 'a' ) TripleDataPart ')>>'
TripleDataPart : iri | Literal | TripleTermData
Reifier : '~' ( VAR | iri | BLANK | ANON )?
Annotation : ( Reifier | '{|' PropertyListNotEmpty '|}' )*
AnnotationPath : ( Reifier | '{|' PropertyListPath '|}' )*
Expression : And ( '||' And )*
And : Relational ( '&&' Relational )*
Relational : Additive ( ( '=' | '!=' | '<' | '>' | '<=' | '>=' ) Additive | 'NOT'? 'IN' ExpressionList )?
Additive : Times ( ( '+' | '-' ) Times | SIGNED ( ( '*' | '/' ) Unary )* )*
Times : Unary ( ( '*' | '/' ) Unary )*
Unary : '!' Unary | '+' Primary | '-' Primary | Primary
Primary : Bracketed | BuiltInCall | iri ArgList? | Literal | VAR | ExprTripleTerm
ExprTripleTerm : '<<(' ExprTriplePart Verb ExprTriplePart ')>>'
ExprTriplePart : VAR | iri | Literal | ExprTripleTerm
Bracketed : '(' Expression ')'
BuiltInCall : Aggregate | Exists | Call
Call : FUNC0 NIL | FUNC1 '(' Expression ')' | FUNC2 '(' Two ')' | FUNC3 '(' Two ',' Expression ')' | Variadic
Two : Expression ',' Expression
Variadic : FUNC23 '(' Two ( ',' Expression )? ')' | FUNC34 '(' Two ',' Expression ( ',' Expression )? ')' | OtherCall
OtherCall : FUNCN ExpressionList | 'BOUND' '(' VAR ')' | 'BNODE' ( NIL | '(' Expression ')' )
Exists : 'EXISTS' GroupGraphPattern | 'NOT' 'EXISTS' GroupGraphPattern
Aggregate : 'COUNT' '(' 'DISTINCT'? ( '*' | Expression ) ')' | AGG '(' 'DISTINCT'? Expression ')' | Concatenation
Concatenation : 'GROUP_CONCAT' '(' 'DISTINCT'? Expression ( ';' 'SEPARATOR' '=' STRING )? ')'
Literal : STRING ( '^^' iri | LANGTAG )? | INTEGER | DECIMAL | DOUBLE | SIGNED | 'TRUE' | 'FALSE'
iri : IRIREF | PNAME | PNAME_NS
"""

_FUNCTIONS = {
    "FUNC0": "RAND NOW UUID STRUUID",
    "FUNC1": "STR LANG DATATYPE IRI URI ABS CEIL FLOOR ROUND STRLEN UCASE LCASE ENCODE_FOR_URI YEAR MONTH DAY HOURS "
    "MINUTES SECONDS TIMEZONE TZ MD5 SHA1 SHA256 SHA384 SHA512 ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC ISTRIPLE "
    "SUBJECT PREDICATE OBJECT LANGDIR HASLANG HASLANGDIR",
    "FUNC2": "LANGMATCHES CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER STRLANG STRDT SAMETERM",
    "FUNC3": "IF TRIPLE STRLANGDIR",
    "FUNC23": "REGEX SUBSTR",
    "FUNC34": "REPLACE",
    "FUNCN": "CONCAT COALESCE",
    "AGG": "SUM MIN MAX AVG SAMPLE",
}
FUNCTIONS: Mapping[str, str] = {name: group for group, names in _FUNCTIONS.items() for name in names.split()}
"""Keyword of a built-in function or an aggregate to the token that the grammar has for it."""

Rule = tuple[str, ...]


class Table(NamedTuple):
    """For each name of the grammar: which of its rules begins with a token, and the rule of those that may be empty."""

    rules: Mapping[str, Mapping[str, Rule]]
    empty: Mapping[str, Rule]


@cache
def keywords() -> frozenset[str]:
    """Every word that the grammar knows, in capitals."""
    return frozenset(re.findall(r"'([A-Z_]+)'", _GRAMMAR)) | frozenset(FUNCTIONS)


@cache
def table() -> Table:
    """The grammar, ready to be parsed with. Raises ValueError where a token would leave a choice."""
    rules = dict[str, list[Rule]]()
    for line in _GRAMMAR.strip().splitlines():
        name, _, body = line.partition(" : ")
        parts = iter(re.findall(r"'[^']+'|[()|?*+]|\w+", body))
        rules[name] = _choices(parts, name, rules)
    empty = _empty(rules)

    @cache
    def firsts(symbol: str) -> frozenset[str]:
        choices = (_begin(rule, firsts, empty) for rule in rules[symbol]) if symbol in rules else [{symbol}]
        return frozenset[str]().union(*choices)

    found = dict[str, dict[str, Rule]]()
    for name, choices in rules.items():
        found[name] = {}
        for rule in choices:
            for token in _begin(rule, firsts, empty):
                if found[name].setdefault(token, rule) != rule:
                    raise ValueError(f"{name}: {token} begins two rules")
    return Table(found, empty)


def _choices(parts: Iterator[str], name: str, rules: dict[str, list[Rule]]) -> list[Rule]:
    """The alternatives up to the closing bracket or the end; what is in brackets or repeated gets a rule of its own."""
    choices: list[list[str]] = [[]]
    for part in parts:
        if part == ")":
            break
        if part == "|":
            choices.append([])
        elif part == "(":
            inner = f"{name}.{len(rules)}"
            rules[inner] = []
            rules[inner] = _choices(parts, name, rules)
            choices[-1].append(inner)
        elif part in "?*+":
            choices[-1].append(_repeated(choices[-1].pop(), part, name, rules))
        else:
            choices[-1].append(part.strip("'"))
    return [tuple(choice) for choice in choices]


def _repeated(symbol: str, how: str, name: str, rules: dict[str, list[Rule]]) -> str:
    again = f"{name}.{len(rules)}"
    rules[again] = [(symbol,), ()] if how == "?" else [(symbol, again), ()]
    if how != "+":
        return again
    once = f"{name}.{len(rules)}"
    rules[once] = [(symbol, again)]
    return once


def _empty(rules: Mapping[str, list[Rule]]) -> dict[str, Rule]:
    empty = dict[str, Rule]()
    while True:
        more = {
            name: rule
            for name, choices in rules.items()
            for rule in choices
            if name not in empty and all(symbol in empty for symbol in rule)
        }
        if not more:
            return empty
        empty.update(more)


def _begin(rule: Rule, firsts: Callable[[str], frozenset[str]], empty: Mapping[str, Rule]) -> frozenset[str]:
    """The tokens that a rule may begin with."""
    found: frozenset[str] = frozenset()
    for symbol in rule:
        found |= firsts(symbol)
        if symbol not in empty:
            break
    return found
