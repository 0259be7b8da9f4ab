"""More of the attack corpus, by family: the statuses that are right, and the queries.

A grammar alone finds nothing wrong with these, or they look like what they are not.
"""

Family = tuple[set[int], tuple[str, ...]]

_ALL = "?a ?b ?c . ?d ?e ?f"
_LABEL = "?s <https://ex.org/label> ?l"
_LIMITED = {504, 507}
_EITHER = {200, *_LIMITED}
_ANY = {400, 413, *_EITHER}


def _binds(call: str, many: int) -> str:
    return " ".join(f"BIND({call.format(n)} AS ?x{n + 1})" for n in range(many))


FAMILIES: dict[str, Family] = {
    "numbers of thousands of digits": (
        {200, 400},
        (
            f"SELECT * {{}} LIMIT {'9' * 5000}",
            f"SELECT * {{}} LIMIT {'0' * 5000}",
            f"SELECT * {{ {{ SELECT * {{}} LIMIT {'9' * 5000} }} }}",
            f"ASK {{ FILTER(1e{'9' * 5000} > 1) }}",
            f"SELECT (SUBSTR('abc', -{'9' * 5000}) AS ?x) {{}}",
        ),
    ),
    "escapes of no character": (
        {400},
        (
            "PREFIX a: <\\U00110000> ASK {}",
            "PREFIX a: <\\UFFFFFFFF> ASK { a:b a:c a:d }",
            "BASE <\\U7FFFFFFF> ASK FROM <x> {}",
            "SELECT * FROM NAMED <a:\\U00110000> {}",
            "ASK { ?s ?p '''\\uDBFF\\uDFFF''' }",
            "\\U0010FFFF",
        ),
    ),
    "bases of nothing": (
        {400, 403},
        (
            "BASE <http://[> SELECT * FROM <x> {}",
            "BASE <//[::1> SELECT * FROM <x> {}",
            "BASE <http://a> SELECT * FROM <//[> {}",
            "BASE <> SELECT * FROM <> {}",
            "BASE <a:> BASE <b> BASE <http://[v1.x]:y/> SELECT * FROM NAMED <../../x> {}",
        ),
    ),
    "letters that are others": (
        {400, 403},
        (
            "A\u017fK {}",
            "\u017fELECT * {}",
            "SELECT * { \u017fERVICE <{trap}> { ?s ?p ?o } }",
            "SELECT * { SERV\u0130CE <{trap}> { ?s ?p ?o } }",
            "SELECT * { SERV\u0131CE <{trap}> { ?s ?p ?o } }",
            "\uff33\uff25\uff2c\uff25\uff23\uff34 * {}",
            "SE\u0301LECT * {}",
            "LO\u0410D <{trap}>",
            "SELECT * FR\u041eM <{trap}> {}",
            "SELECT * { SERVICE\u200b <{trap}> { ?s ?p ?o } }",
        ),
    ),
    "orders of chance": (
        _LIMITED,
        (
            f"SELECT * {{ {_ALL} }} ORDER BY RAND()",
            f"SELECT ?a {{ {_ALL} }} ORDER BY STRUUID() SHA512(STR(?c))",
            f"SELECT (COUNT(DISTINCT ?u) AS ?n) {{ {_ALL} BIND(UUID() AS ?u) }}",
            f"SELECT (COUNT(DISTINCT SHA512(CONCAT(STR(?a), STR(?d)))) AS ?n) {{ {_ALL} }}",
            f"SELECT (BNODE(STR(?c)) AS ?x) {{ {_ALL} }}",
        ),
    ),
    "rows that are thrown away": (
        _LIMITED,
        (
            f"SELECT * {{ {_ALL} . ?g ?h ?i }} ORDER BY ?a LIMIT 0",
            f"SELECT * {{ {_ALL} }} OFFSET 18446744073709551615",
            f"SELECT * {{ {_ALL} }} OFFSET 9999999999 LIMIT 1",
            f"SELECT REDUCED ?b {{ {_ALL} . ?g ?h ?i }}",
            f"SELECT ?a {{ {_ALL} . ?g ?h ?i }} GROUP BY ?a HAVING (COUNT(DISTINCT ?i) > 99999999)",
            f"SELECT * {{ {{ SELECT * {{ {_ALL} }} LIMIT 900000 }} {{ SELECT * {{ ?g ?h ?i . ?j ?k ?l }} }} }}",
        ),
    ),
    "groups of groups": (
        _EITHER,
        (
            f"SELECT (COUNT(*) AS ?n) {{ {_ALL} }} GROUP BY ?a ?b ?c ?d ?e ?f",
            "SELECT (GROUP_CONCAT(?x) AS ?y) { { SELECT ?s (GROUP_CONCAT(STR(?c)) AS ?x) "
            "{ ?s ?p ?o . ?a ?b ?c } GROUP BY ?s } }",
            "SELECT (SUM(9223372036854775807) AS ?n) { ?s ?p ?o }",
            "SELECT (AVG(?x) AS ?n) (SAMPLE(?x) AS ?m) (MIN(?x) AS ?l) {}",
            f"SELECT * {{ {{ SELECT (1 AS ?z) {{}} GROUP BY {'STR(1) ' * 6000} }} }}",
            f"SELECT * {{ {{ SELECT (1 AS ?z) {{}} GROUP BY (1) HAVING {'(1) ' * 6000} }} }}",
        ),
    ),
    "optional growth": (
        _ANY,
        (
            "SELECT * { ?a ?b ?c " + " ".join(f"OPTIONAL {{ ?c ?p{n} ?x{n} }}" for n in range(60)) + " }",
            "SELECT * { ?a ?b ?c " + " ".join(f"OPTIONAL {{ ?a ?p{n} ?x{n} }}" for n in range(20)) + " }",
            "SELECT * { " + " ".join(f"{{ VALUES ?x{n} {{ 1 2 }} }} UNION {{}}" for n in range(30)) + " }",
            "ASK { " + " ".join(f"VALUES ?x{n} {{ 1 2 }}" for n in range(60)) + " FILTER(?x0 = 3) }",
            f"SELECT (COUNT(*) AS ?n) {{ {_ALL} MINUS {{ ?a ?e ?x . ?y ?b ?f }} }}",
            "SELECT (COUNT(*) AS ?n) { ?a ?b ?c FILTER EXISTS { ?d ?e ?f . ?g ?h ?i FILTER(?f = ?i && ?a = ?g) } }",
        ),
    ),
    "wide and flat": (
        _ANY,
        (
            f"ASK {{ {'?a?b?c.' * 8000} }}",
            "ASK { " + "".join(f"?a{n} ?b{n} ?c{n} ." for n in range(2500)) + " }",
            f"ASK {{ ?a ?b {'?c,' * 20000} ?c }}",
            f"ASK {{ {'?a<a:p>??b.' * 5000} }}",
            f"ASK {{ {'[] ?p 1 .' * 5000} }}",
            f"ASK {{ ?s ?p ?o {'{|<a:p> 1|}' * 5000} }}",
            f"ASK {{ {'<<?s ?p ?o>>.' * 4000} }}",
            f"ASK {{ VALUES (?a ?b) {{ {'(1 2)' * 9000} }} }}",
            f"SELECT {' '.join(f'?x{n}' for n in range(9000))} {{ ?s ?p ?o }}",
            f"{'BASE <a:> ' * 6000} ASK {{}}",
            "VERSION '1.2' " * 4000 + "ASK {}",
        ),
    ),
    "paths of paths": (
        _ANY,
        (
            "SELECT (COUNT(*) AS ?n) { ?a (!(<a:b>|^<a:c>))* ?b }",
            "SELECT * { ?a " + "(" * 30 + "<a:p>" + "?)*" * 30 + " ?b }",
            "SELECT * { ?a " + "(" * 30 + "<a:p>" + "?)" * 30 + " ?b }",
            "SELECT (COUNT(*) AS ?n) { ?a " + "/".join(["(!<a:p>/^!<a:q>)"] * 12) + " ?b }",
            "SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER EXISTS { ?s (!<a:b>|^!<a:b>)* ?z . ?z (!<a:b>|^!<a:b>)* ?o } }",
            "ASK { <a:x> (<a:p>|!<a:p>|^<a:q>)* <a:y> }",
        ),
    ),
    "terms of terms": (
        _ANY,
        (
            f"SELECT ?x200 {{ BIND(1 AS ?x0) {_binds('TRIPLE(<a:s>, <a:p>, ?x{0})', 200)} }}",
            f"SELECT ?x200 {{ VALUES ?x0 {{ 1 2 }} {_binds('TRIPLE(<a:s>, <a:p>, ?x{0})', 200)} }} ORDER BY ?x200",
            f"SELECT ?x5 {{ ?s ?p ?o {_binds('TRIPLE(?s, ?p, ?x{0})', 5)} }}",
            f"CONSTRUCT {{ ?a ?b ?c {{| <a:p> ?d , ?f |}} }} WHERE {{ {_ALL} }}",
            "CONSTRUCT { [] ?p [ ?p [ ?p ?o ] ] } WHERE { ?s ?p ?o }",
            "CONSTRUCT { " + "(1 2 3 4) <a:p> (5 6 7) . " * 300 + " } WHERE { ?s ?p ?o }",
        ),
    ),
    "patterns from the data": (
        _EITHER,
        (
            f"SELECT (COUNT(*) AS ?n) {{ {_LABEL} . ?t <https://ex.org/label> ?m FILTER REGEX(?l, ?m) }}",
            f"SELECT (COUNT(*) AS ?n) {{ {_LABEL} FILTER REGEX(?l, '(\\\\p{{L}}{{1,900}}){{1,900}}', 'i') }}",
            f"SELECT (STRLEN(REPLACE(?l, '(.)', '{'$1' * 500}')) AS ?n) {{ {_LABEL} }}",
            f"SELECT (STRLEN(REPLACE(?l, '', '{'x' * 5000}')) AS ?n) {{ {_LABEL} }}",
            f"SELECT (REGEX(?l, 'a', '{'i' * 5000}') AS ?n) {{ {_LABEL} }}",
        ),
    ),
    "values beyond their bounds": (
        {200},
        (
            "SELECT (-9223372036854775808 / -1 AS ?x) (ABS(-9223372036854775808) AS ?y) (1 / 0 AS ?z) {}",
            "SELECT (SUBSTR('\u00e9', 2, 0) AS ?x) (SUBSTR('a', 9223372036854775807, 9223372036854775807) AS ?y) {}",
            "SELECT (ROUND(1e308 * 10) AS ?x) (<http://www.w3.org/2001/XMLSchema#integer>(1e300) AS ?y) {}",
            "SELECT (YEAR('99999999999-01-01T00:00:00'^^<http://www.w3.org/2001/XMLSchema#dateTime>) AS ?x) {}",
            f"SELECT (STRLANG('a', '{'x' * 30000}') AS ?x) {{}}",
            "SELECT (STRLANG('a', 'en\" . <a:s> <a:p> \"') AS ?x) (IRI('a:b> <c') AS ?y) (STRDT('a', <a:b>) AS ?z) {}",
            "SELECT ('=cmd|calc' AS ?x) ('a,\\r\\n\\u0000' AS ?y) {}",
        ),
    ),
}
